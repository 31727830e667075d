"""Rights: whoever was erased does not come back with an old copy, and the database's own file keeps nothing."""

from __future__ import annotations

import json

import pytest
from django.db import connection

WORDS = "Wants to sleep through the night again"
MADE = """
import django; django.setup()
import sys
from datetime import date
from gavn.access.models import Unit, User
from gavn.access.services import add_unit, add_user, give_role, release
from gavn.kernel.dates import PartialDate
from gavn.measure.services import refresh_store
from gavn.people.models import Individual
from gavn.people.services import enrol_person, set_goal
from gavn.rights.services.erasing import ask_erasure, finish_erasures
if sys.argv[1] == "enrol":
    at = add_unit(by=None, name="Lindenhof", kind="service", under=Unit.objects.get(name="Midtby"))
    both = [add_user(by=None, email=f"{one}@example.org", name=one) for one in ("mara", "nils")]
    for one in both:
        give_role(by=None, user=one, role="manager", at=at, first=date(2020, 1, 1))
    stays = [enrol_person(by=both[0], unit=at, given=given, family="Månebæk", birth_year=1980, birth_month=5,
                          sex="woman", entered=PartialDate.parse("2026-03-01")) for given in ("Ida", "Zoe")]
    set_goal(by=both[0], enrolment=stays[0], words="Wants to sleep through the night again", area="health")
    refresh_store()
    print(stays[0].individual.public_id)
elif sys.argv[1] == "erase":
    mara, nils = User.objects.get(name="mara"), User.objects.get(name="nils")
    ida = Individual.objects.unscoped("a test").get(public_id=sys.argv[2])
    release(by=nils, act=ask_erasure(by=mara, individual=ida, ground="asked", asked_for="person", words="A letter"))
    finish_erasures()
else:
    print(Individual.objects.unscoped("a test").count())
"""


def furnish(one) -> None:
    """Ida and Zoe live in it."""
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.ida = one.run("-c", MADE, "enrol").split()[-1]


@pytest.fixture
def lived_in(house, furnished, django_db_setup):
    """A real house with Ida and Zoe in it."""
    kept = furnished("ida-and-zoe", furnish)
    one = house("ida-and-zoe", like=kept).with_copies()
    one.ida = kept.ida
    return one


def holding(folder, *words: str) -> set[str]:
    """The files below a folder in which any of these stands."""
    return {
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    }


@pytest.mark.database
def test_a_restored_old_copy_is_without_whoever_was_erased_since(house, lived_in, tmp_path):
    words = (lived_in.ida, WORDS)
    lived_in.gavn("backup")
    (archive,), (keys,) = (tmp_path / "copies").glob("gavn-*.copy"), (tmp_path / "keys").glob("gavn-*")
    assert connection.vendor != "sqlite" or any("gavn.sqlite3" in name for name in holding(lived_in.folder, *words))

    lived_in.run("-c", MADE, "erase", lived_in.ida)
    assert holding(lived_in.folder, *words) == set()
    (tmp_path / "copies" / "erased.json").write_bytes((lived_in.folder / "erased.json").read_bytes())
    assert lived_in.ida not in (lived_in.folder / "erased.json").read_text()

    empty = house("empty")
    told = empty.gavn("restore", str(archive), "--keys", str(keys))
    assert "Erased again: 1 persons of 1 on the list" in told
    assert holding(empty.folder, *words) == set()
    assert empty.run("-c", MADE, "count").split()[-1] == "1"
    assert "WRONG" not in empty.gavn("doctor")


@pytest.mark.database
def test_each_copy_brings_the_list_and_leaves_it_beside_all_copies(lived_in, house, tmp_path):
    lived_in.run("-c", MADE, "erase", lived_in.ida)
    lived_in.gavn("backup")
    (archive,), (keys,) = (tmp_path / "copies").glob("gavn-*.copy"), (tmp_path / "keys").glob("gavn-*")
    beside = json.loads((tmp_path / "copies" / "erased.json").read_text())
    assert (beside["format"], len(beside["erased"])) == ("gavn-erased/1", 1)
    (tmp_path / "copies" / "erased.json").unlink()
    empty = house("empty")
    assert "Erased again: 0 persons of 1" in empty.gavn("restore", str(archive), "--keys", str(keys))
    assert json.loads((empty.folder / "erased.json").read_text()) == beside


@pytest.mark.database
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the file of the embedded database is put back")
def test_whatever_way_the_data_came_back_the_doctor_says_so_and_the_timer_erases_again(lived_in):
    before = (lived_in.folder / "gavn.sqlite3").read_bytes()
    lived_in.run("-c", MADE, "erase", lived_in.ida)
    (lived_in.folder / "gavn.sqlite3").write_bytes(before)
    assert "1 persons are back who were erased" in lived_in.gavn("doctor", well=False)
    assert "Erased again: 1 persons" in lived_in.gavn("retention", "run")
    assert "back who were" not in lived_in.gavn("doctor")
    assert holding(lived_in.folder, lived_in.ida, WORDS) == set()


@pytest.mark.database
def test_a_list_that_is_none_is_refused_before_anybody_is_erased(lived_in, house, tmp_path):
    lived_in.gavn("backup")
    (archive,), (keys,) = (tmp_path / "copies").glob("gavn-*.copy"), (tmp_path / "keys").glob("gavn-*")
    (tmp_path / "letter.json").write_text("{}")
    told = house("empty").gavn(
        "restore", str(archive), "--keys", str(keys), "--erased", str(tmp_path / "letter.json"), well=False
    )
    assert "cannot be read as a list of who was erased" in told
