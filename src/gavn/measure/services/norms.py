"""Norms from the own sample, as compare computes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.models import OwnNorm

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument, Score

LEAST = 30  # a smaller sample says too little about the spread of its own scores


@transaction.atomic
def keep_own_norm(
    *, by: User | None, instrument: Instrument, score: Score, mean: float, sd: float, reliability: float | None, n: int
) -> OwnNorm:
    """Keep a norm computed from the own sample; earlier ones stay, the newest is used. ``by`` is nobody in the job."""
    if by is not None:
        require(by, "access.shape")
    if n < LEAST:
        raise Refused("A norm from the own sample needs {least} people; there are {n}.", least=LEAST, n=n)
    if not sd > 0:
        raise Refused("All scored the same; that gives no norm.")
    norm = OwnNorm.objects.create(
        instrument=instrument.key,
        version=instrument.version,
        score=score.key,
        mean=mean,
        sd=sd,
        # A reliability of 1 would call every change reliable.
        reliability=reliability if reliability is not None and 0 <= reliability < 1 else None,
        n=n,
        computed_at=now(),
    )
    record(by, "measure.own_norm_kept", instrument=instrument.full_key, score=score.key, n=n)
    return norm
