"""Set-up: a file is read up to a size and a number of rows, and refused as a whole beyond."""

from __future__ import annotations

import pytest

from gavn.kernel.errors import Refused
from gavn.setup.pure.sheets import LARGEST, MOST, rows_of
from gavn.works.pure.tables import Troubles

COLUMNS = {"name": "name", "navn": "name", "kind": "kind"}


def test_a_file_larger_than_half_a_megabyte_is_refused_before_it_is_read():
    troubles = Troubles()
    content = (b"name\n" + 3999 * (b"x" * 124 + b"\n")).ljust(LARGEST, b"y")
    assert len(rows_of(content, COLUMNS, ("name",), troubles)) == 4000
    with pytest.raises(Refused, match="half a megabyte"):
        rows_of(content + b"y", COLUMNS, ("name",), troubles)
    assert not troubles


@pytest.mark.parametrize(("count", "read", "said"), [
    (MOST, MOST, []), (MOST + 1, 0, [f"The file has more than {MOST} rows; divide it."]),
])  # fmt: skip
def test_of_a_file_with_too_many_rows_none_is_taken(count, read, said):
    troubles = Troubles()
    rows = rows_of(b"name\n" + b"A\n" * count, COLUMNS, ("name",), troubles)
    assert len(rows) == read
    assert [trouble.what.msgid.format(**trouble.what.params) for trouble in troubles.found] == said
    assert {trouble.row for trouble in troubles.found} <= {0}


def test_a_row_gives_its_cells_by_code_and_nothing_where_there_is_no_such_column():
    troubles = Troubles()
    [row] = rows_of(b"NAVN;other\n Skovly ;x\n", COLUMNS, ("name",), troubles)
    assert (row.number, row["name"], row["kind"], bool(troubles)) == (2, "Skovly", "", False)
