"""Report: on the pages of the HELP study's two arms all 470 are accounted for, with the change that was published.

Paired change of CES-D from entry to 24 months: complete answers -11.30 (n 123) and -12.63 (n 139); where up to four
missing answers are stood in for, -11.12 (n 126) and -12.82 (n 146).
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from gavn.access.services import add_unit, add_user, give_role
from gavn.imports.selectors import mapping_named, mapping_of
from gavn.imports.services import look_at, make_services, take_in
from gavn.report.selectors.service_list import service_list
from gavn.report.selectors.services import Wanted, service_page

ROOT = Path(__file__).resolve().parents[3]
STUDY = Path(os.environ.get("GAVN_HELP_CSV") or ROOT.parent / "shared/data/HELPfull.csv")
PUBLISHED = {
    "total": {"HELP usual care": (126, -11.12), "HELP clinic": (146, -12.82)},
    "total_complete": {"HELP usual care": (123, -11.30), "HELP clinic": (139, -12.63)},
}

pytestmark = pytest.mark.skipif(not STUDY.exists(), reason="HELPfull.csv is not here; name it in GAVN_HELP_CSV")


def test_all_470_stand_on_the_two_pages_with_the_published_change(db):
    mapping = mapping_of(mapping_named("help-study"))
    place = add_unit(by=None, name="Boston", kind="organisation", controller=True)
    asked = mapping.enrolment
    make_services(
        by=None, under=place, words=asked.service.values.values(), programme=asked.programme, first=date(2020, 1, 1)
    )
    take_in(by=None, plan=look_at(STUDY.read_bytes(), mapping, by=None, under=place))
    reader = add_user(by=None, email="amir@example.org", name="Amir")
    give_role(by=None, user=reader, role="analyst", at=place, first=date(2020, 1, 1))
    rows = service_list(reader).rows
    stays = 0
    for score, expected in PUBLISHED.items():
        found = {}
        for row in rows:
            wanted = Wanted(period="all", score=f"gavn/ces-d@1|{score}|individual", later="follow_up-24")
            change = service_page(reader, row.public_id, wanted).outcome.changes.total
            assert change.due == 235 == change.n + sum(n for _why, n in change.missing_by_reason)
            stays += change.due
            found[row.name] = (change.paired.n, round(change.paired.change.value, 2))
        assert found == expected
    assert stays == 2 * 470
