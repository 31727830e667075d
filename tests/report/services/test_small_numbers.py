"""Report: who may not open the persons of a service sees no small numbers there and no extremes."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.urls import reverse


def table(opened, user, unit, key):
    """The rows of a table as somebody gets it."""
    where = reverse("service_table", args=[unit.public_id, key, "csv"])
    return list(csv.DictReader(StringIO(opened(user, where).content.decode("utf-8-sig"))))


def test_three_women_and_what_would_tell_them_are_hidden_from_a_politician(opened, poul, mara, lindenhof, many):
    many(lindenhof)
    seen = {row["Sex as recorded"]: row["Stays"] for row in table(opened, poul, lindenhof, "flow")}
    assert seen == {"All": "40", "Woman": "hidden", "Man": "hidden"}
    seen = {row["Sex as recorded"]: row["Stays"] for row in table(opened, mara, lindenhof, "flow")}
    assert seen == {"All": "40", "Woman": "3", "Man": "37"}


def test_smallest_and_largest_are_for_those_who_may_open_the_persons(opened, poul, mara, lindenhof, many):
    many(lindenhof)
    assert "Largest" not in table(opened, poul, lindenhof, "months")[0]
    assert float(table(opened, mara, lindenhof, "months")[0]["Largest"]) > 9


def test_the_page_says_that_numbers_are_hidden(opened, poul, mara, lindenhof, many):
    many(lindenhof)
    where = reverse("service", args=[lindenhof.public_id])
    assert "Small numbers are hidden" in opened(poul, where).content.decode()
    assert "Small numbers are hidden" not in opened(mara, where).content.decode()


def test_the_curve_is_for_those_who_may_open_the_persons(opened, poul, mara, lindenhof, many):
    many(lindenhof)
    where = reverse("service_table", args=[lindenhof.public_id, "still-there", "csv"])
    assert (opened(poul, where).status_code, opened(mara, where).status_code) == (404, 200)


@pytest.mark.parametrize(("count", "shown"), [(8, "hidden"), (40, "35")])
def test_the_list_of_services_hides_them_too(opened, poul, lindenhof, many, count, shown):
    many(lindenhof, count)
    text = opened(poul, reverse("services")).content.decode()
    assert f'data-label="Stays now">{shown}</td>' in text
