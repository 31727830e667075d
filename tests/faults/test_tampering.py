"""Faults: a copy, a key copy, a sealed value or the history that somebody changed anywhere is found, every time."""

from __future__ import annotations

import io
import json
import random
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction

from gavn.history.models import Concerned, Event, Seal
from gavn.history.pure.chain import seal
from gavn.history.selectors import verified
from gavn.history.services import record, seal_lines
from gavn.kernel.errors import Refused
from gavn.web.copies.chest import CHUNK, HEAD, TAG, Closing
from gavn.web.copies.keys import read_keys
from gavn.web.copies.restore import restored
from gavn.works.gateways import opened, sealed
from gavn.works.gateways.keyring import RingKey, read_ring

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
TRIALS = 1000
WHOLE = CHUNK + TAG


def flip(draw: random.Random, content: bytes) -> bytes:
    """One bit turned round."""
    place = draw.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << draw.randrange(8))]) + content[place + 1 :]


def cut(draw: random.Random, content: bytes) -> bytes:
    """Cut off somewhere."""
    return content[: draw.randrange(len(content))]


def cut_between(draw: random.Random, content: bytes) -> bytes:
    """Cut off exactly between two chunks."""
    return content[: HEAD + WHOLE * draw.randrange(chunks(content))]


def exchange(draw: random.Random, content: bytes) -> bytes:
    """Two chunks exchanged."""
    first, second = sorted(draw.sample(range(chunks(content)), 2))
    parts = apart(content)
    parts[first], parts[second] = parts[second], parts[first]
    return content[:HEAD] + b"".join(parts)


def leave_out(draw: random.Random, content: bytes) -> bytes:
    """A chunk left out."""
    parts = apart(content)
    del parts[draw.randrange(len(parts))]
    return content[:HEAD] + b"".join(parts)


def double(draw: random.Random, content: bytes) -> bytes:
    """A chunk put in twice."""
    parts = apart(content)
    parts.insert(draw.randrange(len(parts) + 1), draw.choice(parts))
    return content[:HEAD] + b"".join(parts)


def add(draw: random.Random, content: bytes) -> bytes:
    """Something put behind the end."""
    return content + draw.randbytes(draw.choice([1, 16, 700, WHOLE]))


def put_in(draw: random.Random, content: bytes) -> bytes:
    """A byte put in somewhere."""
    place = draw.randrange(len(content))
    return content[:place] + draw.randbytes(1) + content[place:]


def chunks(content: bytes) -> int:
    return len(apart(content))


def apart(content: bytes) -> list[bytes]:
    return [content[place : place + WHOLE] for place in range(HEAD, len(content), WHOLE)]


@dataclass(frozen=True)
class Copy:
    """A backup and the copy of its keys."""

    archive: Path
    keys: Path


@pytest.fixture
def copy(house, tmp_path) -> Copy:
    """Of a house that somebody has begun."""
    one = house("lived-in")
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.gavn("backup", "--into", str(tmp_path / "copies"), "--keys-into", str(tmp_path / "copied-keys"))
    return Copy(next((tmp_path / "copies").iterdir()), next((tmp_path / "copied-keys").iterdir()))


@pytest.fixture
def bare(tmp_path, settings) -> Path:
    """A machine with nothing on it."""
    settings.GAVN_DATA = tmp_path / "bare"
    settings.GAVN_KEYS = settings.GAVN_DATA / "keys"
    settings.GAVN_DATA.mkdir()
    return settings.GAVN_DATA


def with_a_chunk_of_another(draw: random.Random, content: bytes, other: bytes) -> bytes:
    """A chunk of another copy, closed with the same key, at the same place."""
    parts, theirs = apart(content), apart(other)
    place = draw.randrange(min(len(parts), len(theirs)))
    parts[place] = theirs[place]
    return content[:HEAD] + b"".join(parts)


def test_a_thousand_damaged_copies_are_refused_before_anything_is_written(copy, bare, tmp_path):
    draw, whole = random.Random(11), copy.archive.read_bytes()
    key = read_ring(read_keys(copy.keys)["copies.json"])[-1]
    other = closed_with(key, draw.randbytes(len(whole)))
    assert chunks(whole) > 5
    ways = [flip, flip, flip, cut, cut_between, exchange, leave_out, double, add, put_in]
    damaged, found = tmp_path / "damaged.copy", []
    for trial in range(TRIALS):
        way = ways[trial % len(ways)]
        changed = with_a_chunk_of_another(draw, whole, other) if trial % 50 == 0 else way(draw, whole)
        damaged.write_bytes(changed)
        with pytest.raises(Refused) as refusal:
            restored(damaged, keys=copy.keys)
        found.append(str(refusal.value))
        assert list(bare.iterdir()) == [], (way.__name__, trial)
    assert len(found) == TRIALS
    assert sum("damaged at chunk" in one for one in found) > TRIALS * 0.9


def closed_with(key: RingKey, clear: bytes) -> bytes:
    """Something else that was closed with the same key."""
    out = io.BytesIO()
    closing = Closing(out, key)
    closing.write(clear)
    closing.finish()
    return out.getvalue()


def test_a_thousand_damaged_copies_of_keys_are_refused_or_tell_the_same_keys(copy, tmp_path):
    draw, whole = random.Random(12), copy.keys.read_bytes()
    keys, damaged, refused = read_keys(copy.keys), tmp_path / "damaged.tar", 0
    with tarfile.open(copy.keys) as tar:
        inside = [place for one in tar for place in range(one.offset_data, one.offset_data + one.size)]
    for trial in range(TRIALS):
        place = draw.choice(inside) if trial % 2 else draw.randrange(len(whole))
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << draw.randrange(8))]) + whole[place + 1 :])
        try:
            told = read_keys(damaged)
        except Refused:
            refused += 1
        else:
            assert told == keys, trial
    assert refused >= TRIALS / 2


def test_a_thousand_changed_values_do_not_open(bare):
    draw = random.Random(13)
    value = json.dumps({"given": "Anna", "family": "Månebæk"}).encode()
    for trial in range(TRIALS):
        closed = sealed(value, purpose="vault:a")
        assert opened(closed, purpose="vault:a") == value
        changed = [flip, cut, put_in, add][trial % 4](draw, closed)
        with pytest.raises(Refused):
            opened(changed, purpose="vault:a")
        with pytest.raises(Refused, match="belongs elsewhere"):
            opened(closed, purpose="vault:b")


def change_a_word(draw: random.Random) -> None:
    """A line tells of somebody or something else."""
    field = draw.choice(["by", "kind", "about", "unit", "purpose"])
    Event.objects.filter(pk=any_line(draw).pk).update(**{field: f"{draw.getrandbits(64):x}"})


def change_whom(draw: random.Random) -> None:
    """A line concerns somebody else, or has another detail."""
    change = draw.choice([{"individuals": ["b" * 32]}, {"detail": {"page": "home"}}])
    Event.objects.filter(pk=any_line(draw).pk).update(**change)


def change_with_digest(draw: random.Random) -> None:
    """A line is changed and its digest made to fit."""
    line = any_line(draw)
    line.by = f"{draw.getrandbits(64):x}"
    Event.objects.filter(pk=line.pk).update(by=line.by, digest=line.recomputed)


def take_away(draw: random.Random) -> None:
    """A line is taken away."""
    line = any_line(draw)
    Concerned.objects.filter(event=line).delete()
    line.delete()


def hide(draw: random.Random) -> None:
    """A line is no longer found by the person whom it concerns."""
    Concerned.objects.filter(event=any_line(draw)).delete()


def put_one_in(draw: random.Random) -> None:
    """A line is put in under an old seal."""
    line = any_line(draw)
    line.pk, line.by = None, f"{draw.getrandbits(64):x}"
    line.digest = line.recomputed
    line.save(force_insert=True)


def move(draw: random.Random) -> None:
    """A line is moved under another seal."""
    line = any_line(draw)
    others = list(Seal.objects.exclude(pk=line.seal).values_list("pk", flat=True))
    Event.objects.filter(pk=line.pk).update(seal=draw.choice(others))


def unseal(draw: random.Random) -> None:
    """A line is made to look as if it had not been sealed yet."""
    Event.objects.filter(pk=any_line(draw).pk).update(seal=None)


def change_a_seal(draw: random.Random) -> None:
    """A seal is changed."""
    one = draw.choice(list(Seal.objects.all()))
    change = draw.choice([{"digest": f"{draw.getrandbits(256):064x}"}, {"lines": one.lines + 1}, {"last_event": 0}])
    Seal.objects.filter(pk=one.pk).update(**change)


def take_a_seal(draw: random.Random) -> None:
    """A seal is taken away and its lines are left."""
    one = draw.choice(list(Seal.objects.order_by("-id"))[1:])
    one.delete()


def forge(draw: random.Random) -> None:
    """All seals from one on are made anew, by somebody without the key."""
    change_with_digest(draw)
    previous, guessed = "0" * 64, draw.randbytes(32)
    for one in Seal.objects.all():
        digests = Event.objects.filter(seal=one.pk).values_list("digest", flat=True)
        previous = seal(previous, digests, key=guessed)
        Seal.objects.filter(pk=one.pk).update(digest=previous)


def any_line(draw: random.Random) -> Event:
    return draw.choice(list(Event.objects.filter(seal__isnull=False)))


CHANGES = [
    change_a_word, change_whom, change_with_digest, take_away, hide, put_one_in, move, unseal, change_a_seal,
    take_a_seal, forge,
]  # fmt: skip


@pytest.fixture
def history(db):
    """Five seals over thirty lines."""
    for line in range(30):
        record(None, "people.shown", individuals=["a" * 32], page=f"page{line}")
        if line % 6 == 5:
            seal_lines()


def test_a_thousand_changes_of_history_are_found(history):
    draw, found = random.Random(14), dict.fromkeys((one.__name__ for one in CHANGES), 0)
    assert verified().whole
    for trial in range(TRIALS):
        change = CHANGES[trial % len(CHANGES)]
        with transaction.atomic():
            change(draw)
            found[change.__name__] += not verified().whole
            transaction.set_rollback(True)
    assert verified().whole
    assert (sum(found.values()), min(found.values())) == (TRIALS, TRIALS // len(CHANGES)), found
