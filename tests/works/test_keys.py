"""Keys: a new one takes over at once, old values go on opening, and none goes away that something needs."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavn.history.models import Event
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.works import services
from gavn.works.gateways import file_path, keyed_hash, opened, sealed, sealed_under
from gavn.works.gateways.keyring import COPIES, VAULT, Ring
from gavn.works.models import Draft
from gavn.works.services.keys import QUIET
from gavn.works.services.sealed_stores import SealedColumn, SealedFiles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    """Keys and files of this test alone."""
    settings.GAVN_DATA, settings.GAVN_KEYS = tmp_path, tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def an_hour_later(monkeypatch):
    """The clock put forward as soon as the test says so."""
    return lambda: monkeypatch.setenv("GAVN_NOW", (now() + QUIET + timedelta(minutes=1)).isoformat())


@pytest.fixture
def nora(lindenhof):
    """Somebody whose name lies in the vault."""
    from gavn.kernel.dates import PartialDate
    from gavn.people.services import NewStay, enrol_many

    row = NewStay(unit=lindenhof, entered=PartialDate.parse("2026-01-05"), person="1", given="Nora", family="Lund",
                  birth_year=1980, birth_month=1, sex="woman")  # fmt: skip
    return enrol_many(by=None, rows=[row], tell=False)[0]


def rewrapped() -> dict[str, int]:
    done: dict[str, int] = {}
    for name, batch in services.rewrap_values(by=None):
        done[name] = done.get(name, 0) + batch.values
    return done


def test_new_values_go_under_the_new_key_and_old_ones_still_open():
    before = sealed(b"Anna", purpose="vault")
    rotated = services.rotate_keys(by=None)
    after = sealed(b"Anna", purpose="vault")
    assert (sealed_under(before) != rotated["vault"], sealed_under(after)) == (True, rotated["vault"])
    assert [opened(one, purpose="vault") for one in (before, after)] == [b"Anna", b"Anna"]


def test_people_are_found_by_the_same_hashes_after_a_rotation():
    before = keyed_hash("anna", purpose="names")
    services.rotate_keys(by=None)
    assert keyed_hash("anna", purpose="names") == before


def test_another_process_sees_the_new_key_at_once():
    VAULT.all()
    elsewhere = Ring("vault")
    services.rotate_keys(by=None)
    assert elsewhere.newest == VAULT.newest


def test_a_rotation_leaves_one_line_and_private_files(keys):
    rotated = services.rotate_keys(by=None)
    assert Event.objects.get(kind="works.keys_rotated").detail == rotated
    assert {path.name: path.stat().st_mode & 0o777 for path in keys.iterdir()} == {
        "vault.json": 0o600, "copies.json": 0o600,
    }  # fmt: skip


def test_the_ring_of_the_first_release_is_read_and_its_keys_stay(keys):
    keys.mkdir()
    (keys / "vault.json").write_text(json.dumps({"0a0b0c0d": "11" * 32}))
    before = sealed(b"Anna", purpose="vault")
    services.rotate_keys(by=None)
    assert (VAULT.oldest.id, VAULT.oldest.since, len(VAULT.all())) == ("0a0b0c0d", None, 2)
    assert opened(before, purpose="vault") == b"Anna"


class Killed(BaseException):
    """What a kill is to the process it hits."""


@pytest.mark.parametrize("step", ["os.fdopen", "os.fsync", "pathlib.Path.replace"])
def test_a_rotation_killed_at_any_step_keeps_every_old_key(keys, monkeypatch, step):
    before = sealed(b"Anna", purpose="vault")
    old = VAULT.all()

    def kill(*_arguments, **_more):
        raise Killed

    COPIES.all()
    with monkeypatch.context() as patched:
        patched.setattr(step, kill)
        with pytest.raises(Killed):
            services.rotate_keys(by=None)
    assert Ring("vault").all() == old
    assert not Event.objects.filter(kind="works.keys_rotated").exists()
    assert opened(before, purpose="vault") == b"Anna"
    assert services.rotate_keys(by=None)["vault"] == Ring("vault").newest.id


def test_a_joined_ring_loses_no_key_and_hashes_as_the_copy_did(keys, tmp_path, settings):
    copied = VAULT.all()
    content = VAULT.path.read_bytes()
    settings.GAVN_KEYS = tmp_path / "elsewhere"
    mine = VAULT.all()
    VAULT.join(content)
    assert Ring("vault").all() == (*copied, *mine)


def test_rewrapping_brings_drafts_files_and_names_under_the_newest_key(nora):
    services.save_draft("k", {"life": 3}, owner="pia")
    stored = services.store_file(b"minutes", name="minutes.txt", owner="x")
    old = VAULT.newest.id
    places = {name: values for state in services.key_states() if state.id == old for name, values in state.uses.items()}
    newest = services.rotate_keys(by=None)["vault"]
    assert rewrapped() == places
    assert places.keys() >= {"works.Draft.sealed", "works.files", "people.VaultEntry.sealed"}
    assert {state.id: state.values for state in services.key_states() if state.ring == "vault"} == {
        old: 0, newest: sum(places.values()),
    }  # fmt: skip
    assert services.draft_content(Draft.objects.get()) == {"life": 3}
    assert services.file_content(stored) == b"minutes"
    assert Event.objects.get(kind="works.values_rewrapped").detail == {"key": newest, "values": sum(places.values())}
    assert rewrapped() == {}


def test_a_name_reads_the_same_after_rewrapping(nora):
    from gavn.people.selectors import names_of

    before = names_of([nora.individual])
    services.rotate_keys(by=None)
    rewrapped()
    assert names_of([nora.individual]) == before


def test_second_factors_open_after_rewrapping(mara):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt, encrypt

    Authenticator.objects.create(user=mara, type="totp", data={"secret": encrypt("JBSWY3DPEHPK3PXP")})
    codes = {"migrated_codes": [encrypt("11111111"), encrypt("22222222")], "used_mask": 0}
    Authenticator.objects.create(user=mara, type="recovery_codes", data=codes)
    services.rotate_keys(by=None)
    assert rewrapped()["access.second_factors"] == 3
    told = {row.type: row.data for row in Authenticator.objects.all()}
    assert decrypt(told["totp"]["secret"]) == "JBSWY3DPEHPK3PXP"
    assert [decrypt(code) for code in told["recovery_codes"]["migrated_codes"]] == ["11111111", "22222222"]
    assert told["recovery_codes"]["used_mask"] == 0


def test_what_somebody_writes_during_rewrapping_stays(monkeypatch):
    draft = services.save_draft("k", {"life": 3}, owner="pia")
    services.rotate_keys(by=None)

    def written_meanwhile(_row):
        Draft.objects.filter(pk=draft.pk).update(sealed=sealed(b'{"life": 9}', purpose="draft"))
        return "draft"

    column = SealedColumn("works.Draft.sealed", Draft.objects.all, "sealed", written_meanwhile)
    list(column.rewrapped(VAULT.newest.id))
    assert services.draft_content(Draft.objects.get()) == {"life": 9}


def test_a_file_erased_during_rewrapping_stays_erased(monkeypatch):
    stored = services.store_file(b"minutes", name="minutes.txt", owner="x")
    services.rotate_keys(by=None)
    replace = type(file_path("ab")).replace

    def erased_meanwhile(part, target):
        stored.delete()
        return replace(part, target)

    monkeypatch.setattr("pathlib.Path.replace", erased_meanwhile)
    assert [one.values for one in SealedFiles().rewrapped(VAULT.newest.id)] == [0]
    assert not file_path(stored.digest).exists()


def test_a_damaged_value_is_named_left_alone_and_keeps_its_key(an_hour_later):
    for key in "ab":
        services.save_draft(key, {"life": 3}, owner="pia")
    old = VAULT.newest.id
    damaged = Draft.objects.get(key="a")
    Draft.objects.filter(key="a").update(sealed=bytes(damaged.sealed)[:-1] + b"?")
    services.rotate_keys(by=None)
    services.rotate_keys(by=None)
    told = [batch for _name, batch in services.rewrap_values(by=None)]
    assert [one.broken for one in told] == [(f"works.Draft.sealed {damaged.pk}",)]
    an_hour_later()
    assert services.key_states()[0].uses == {"works.Draft.sealed": 1}
    assert VAULT.oldest.id == old


def test_a_key_is_retired_only_when_nothing_needs_it(an_hour_later):
    oldest = VAULT.newest.id
    middle = services.rotate_keys(by=None)["vault"]
    services.save_draft("k", {"life": 3}, owner="pia")
    with pytest.raises(Refused, match="newest"):
        services.retire_key(middle, by=None)
    services.rotate_keys(by=None)
    with pytest.raises(Refused, match="may be retired from"):
        services.retire_key(middle, by=None)
    an_hour_later()
    with pytest.raises(Refused, match=r"works\.Draft\.sealed 1"):
        services.retire_key(middle, by=None)
    rewrapped()
    services.retire_key(middle, by=None)
    assert middle not in {key.id for key in VAULT.all()}
    assert Event.objects.get(kind="works.key_retired").detail == {"ring": "vault", "key": middle}
    with pytest.raises(Refused, match="found by hashes"):
        services.retire_key(oldest, by=None)
    with pytest.raises(Refused, match="no key"):
        services.retire_key(middle, by=None)


def test_the_key_of_copies_stays_as_long_as_copies_do(an_hour_later, monkeypatch):
    first = COPIES.newest.id
    services.rotate_keys(by=None)
    an_hour_later()
    with pytest.raises(Refused, match="may be retired from"):
        services.retire_key(first, by=None)
    monkeypatch.setenv("GAVN_NOW", (now() + timedelta(days=36)).isoformat())
    services.retire_key(first, by=None)
    assert first not in {key.id for key in COPIES.all()}


def test_values_under_a_missing_key_are_counted(keys):
    services.save_draft("k", {"life": 3}, owner="pia")
    lost = VAULT.newest.id
    (keys / "vault.json").rename(keys / "lost.json")
    assert services.missing_keys() == {lost: 1}


ACTS = st.lists(st.sampled_from(["write", "write", "rotate", "rewrap", "kill", "retire"]), min_size=4, max_size=14)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
def test_whatever_is_done_in_whatever_order_every_value_opens(acts, tmp_path_factory, settings):
    settings.GAVN_DATA = tmp_path_factory.mktemp("data")
    settings.GAVN_KEYS = settings.GAVN_DATA / "keys"
    Draft.objects.all().delete()
    written = {}
    for number, act in enumerate(acts):
        if act == "write":
            services.save_draft(f"k{number}", {"life": number}, owner="pia")
            written[number] = services.store_file(b"%d" % number, name="f", owner="x")
        elif act == "rotate":
            services.rotate_keys(by=None)
        elif act == "rewrap":
            rewrapped()
        elif act == "kill":
            next(services.rewrap_values(by=None), None)  # nobody asks for the next batch
        else:
            retire_what_may_be()
    drafts = {draft.key: services.draft_content(draft) for draft in Draft.objects.all()}
    assert drafts == {f"k{number}": {"life": number} for number in written}
    assert {number: services.file_content(stored) for number, stored in written.items()} == {
        number: b"%d" % number for number in written
    }


def retire_what_may_be() -> None:
    """Try to retire every key, long after the last rotation."""
    os.environ["GAVN_NOW"] = (now() + timedelta(days=40)).isoformat()
    try:
        for key in [*VAULT.all(), *COPIES.all()]:
            with suppress(Refused):
                services.retire_key(key.id, by=None)
    finally:
        del os.environ["GAVN_NOW"]


def test_every_column_of_bytes_has_signed_up():
    """Sealed values lie in columns of bytes; one that nobody rewraps would be lost with its key."""
    columns = {
        f"{table._meta.label}.{field.name}"
        for table in apps.get_models()
        for field in table._meta.fields
        if isinstance(field, models.BinaryField)
    }
    assert columns <= {store.name for store in services.sealed_stores()}
