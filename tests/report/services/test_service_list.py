"""Report: the list of services shows those whose figures the reader may see."""

from __future__ import annotations

from django.urls import reverse

from gavn.report.selectors.service_list import service_list


def test_only_services_with_figures_for_the_reader_are_listed(mara, poul, otto, lindenhof, skovly):
    assert [row.name for row in service_list(mara).rows] == ["Lindenhof"]
    assert [row.name for row in service_list(poul).rows] == ["Lindenhof", "Skovly"]
    assert service_list(otto).rows == []


def test_it_is_sorted_by_numbers_both_ways_and_searched(poul, lindenhof, skovly, many):
    many(skovly)
    assert [row.name for row in service_list(poul, order="now").rows] == ["Lindenhof", "Skovly"]
    assert [row.name for row in service_list(poul, order="-now").rows] == ["Skovly", "Lindenhof"]
    assert [row.name for row in service_list(poul, order="; drop table").rows] == ["Lindenhof", "Skovly"]
    found = service_list(poul, words="SKOV")
    assert ([row.name for row in found.rows], found.total) == (["Skovly"], 2)


def test_somebody_without_services_may_not_open_it(opened, otto):
    assert opened(otto, reverse("services")).status_code == 403


def test_a_search_without_result_says_how_many_there_are(opened, poul, lindenhof, skovly):
    text = opened(poul, reverse("services"), q="nowhere").content.decode()
    assert "2 services could be shown, but none has these words in its name." in text
