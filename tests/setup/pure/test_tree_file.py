"""Set-up: a tree from a file is looked at row by row before anything is written."""

from __future__ import annotations

import pytest

from gavn.setup.pure.tree_file import Node, planned_tree

COLUMNS = {"parent": "parent", "name": "name", "kind": "kind", "opened": "opened", "navn": "name", "over": "parent"}
KINDS = {"service": "service", "tilbud": "service", "unit": "unit", "organisation": "organisation"}
HERE = [Node("", "Midtby", "organisation"), Node("Midtby", "Skovly", "service")]


def planned(text: str):
    return planned_tree(text.encode(), COLUMNS, KINDS, "service, unit", HERE)


def wrong(text: str) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in planned(text).troubles]


def test_parents_come_before_their_children_whatever_the_order_of_the_rows():
    plan = planned("parent;name;kind\nLindenhof;Upstairs;unit\n;Lindenhof;service\nSkovly;Garden;unit\n")
    assert [(node.parent, node.name) for node in plan.new] == [
        ("Midtby", "Lindenhof"), ("Skovly", "Garden"), ("Lindenhof", "Upstairs"),
    ]  # fmt: skip
    assert plan.fit


def test_columns_and_kinds_may_be_written_in_another_language_with_other_signs_between():
    plan = planned("over,navn,kind,opened\nMidtby,Åhuset,Tilbud,2020-02-29\n")
    node = plan.new[0]
    assert (node.name, node.kind, str(node.opened)) == ("Åhuset", "service", "2020-02-29")


def test_what_is_here_already_is_not_added_again():
    plan = planned("parent;name;kind\nMidtby;Skovly;service\n")
    assert (plan.new, plan.here, plan.fit) == ((), 1, False)


WRONG = {
    "no column for the kind": ("parent;name\n;Lindenhof\n", [(0, "kind")]),
    "an empty name": ("parent;name;kind\nMidtby;;service\n", [(2, "name")]),
    "a name that is too long": (f"parent;name;kind\nMidtby;{'x' * 121};service\n", [(2, "name")]),
    "an unknown kind": ("parent;name;kind\nMidtby;Lindenhof;house\n", [(2, "kind")]),
    "a parent that is nowhere": ("parent;name;kind\nNowhere;Lindenhof;service\n", [(2, "parent")]),
    "the same row twice": ("parent;name;kind\n;A;service\n;A;service\n", [(3, "name")]),
    "a name that two parents share": (
        "parent;name;kind\n;A;service\nSkovly;B;unit\nA;B;unit\nB;C;unit\n", [(5, "parent")],
    ),
    "a service below a unit": ("parent;name;kind\n;U;unit\nU;S;service\n", [(3, "kind")]),
    "a circle": ("parent;name;kind\nB;A;service\nA;B;service\n", [(2, "parent"), (3, "parent")]),
    "a day that is none": ("parent;name;kind;opened\n;A;service;2020-02-30\n", [(2, "opened")]),
    "a day that is a year only": ("parent;name;kind;opened\n;A;service;2020\n", [(2, "opened")]),
    "another kind than it has": ("parent;name;kind\nMidtby;Skovly;unit\n", [(2, "kind")]),
    "nothing": ("", [(0, "")]),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_row_and_column(case):
    text, places = WRONG[case]
    assert wrong(text) == places
    assert not planned(text).fit
