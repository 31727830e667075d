"""Set-up: colleagues from a file are looked at row by row before anybody is invited."""

from __future__ import annotations

import pytest

from gavn.setup.pure.people_file import Known, planned_people

HEAD = "name;email;role;where;language\n"
KNOWN = Known(
    columns={name: name for name in ("name", "email", "role", "where", "language")},
    roles={"manager": "manager", "leder": "manager", "practitioner": "practitioner"},
    role_names="manager, practitioner",
    languages={"en": "en", "da": "da", "sv": "sv"},
    places={"Lindenhof": ["1"], "Twice": ["2", "3"]},
    addresses=frozenset({"ada@example.org"}),
    language="da",
)


def planned(text: str):
    return planned_people((HEAD + text).encode(), KNOWN)


def test_each_row_is_somebody_with_a_role_somewhere():
    plan = planned("Mara;mara@example.org;Leder;Lindenhof;\nPia;pia@example.org;practitioner;Lindenhof;sv\n")
    assert [(one.name, one.role, one.where, one.language) for one in plan.new] == [
        ("Mara", "manager", "1", "da"), ("Pia", "practitioner", "1", "sv"),
    ]  # fmt: skip


def test_who_has_an_account_is_not_invited_again():
    plan = planned("Ada;ADA@example.org;manager;Lindenhof;\n")
    assert (plan.new, plan.here, plan.fit) == ((), 1, False)


WRONG = {
    "no address": ("Mara;mara;manager;Lindenhof;\n", [(2, "email")]),
    "an address with a list in it": ("Mara;a@b.dk,c@d.dk;manager;Lindenhof;\n", [(2, "email")]),
    "an unknown role": ("Mara;mara@example.org;king;Lindenhof;\n", [(2, "role")]),
    "a place that is nowhere": ("Mara;mara@example.org;manager;Nowhere;\n", [(2, "where")]),
    "a place that two nodes share": ("Mara;mara@example.org;manager;Twice;\n", [(2, "where")]),
    "a language that gavn does not speak": ("Mara;mara@example.org;manager;Lindenhof;fi\n", [(2, "language")]),
    "the same address twice": ("A;a@b.dk;manager;Lindenhof;\nB;A@b.dk;manager;Lindenhof;\n", [(3, "email")]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_row_and_column(case):
    text, places = WRONG[case]
    assert [(one.row, one.column) for one in planned(text).troubles] == places
