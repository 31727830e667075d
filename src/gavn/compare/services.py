"""Writes of the COMPARE stage: norms from the own sample."""

from __future__ import annotations

from datetime import timedelta
from math import isclose
from typing import TYPE_CHECKING

from gavn.catalogue.selectors import instruments
from gavn.compare.selectors import own_norm_of
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.selectors import newest_own_norms
from gavn.measure.services import fresh_store, keep_own_norm
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.compare.pure.methods.own_norm import OwnNorm

JOB = "compare.refresh_own_norms"


def refresh_own_norms(*, by: User | None = None) -> list[str]:
    """Compute the norm of every score that asks for one of the own sample; returns those that are new or moved.

    A score with too few people keeps no norm, or the one it has.
    """
    store, known, kept = fresh_store(timedelta(hours=1)), newest_own_norms(), []
    for form in instruments():
        for score in form.scores:
            if not score.own_sample or form.full_key not in store.names:
                continue
            try:
                norm = own_norm_of(store, form, score)
            except Refused:
                continue
            before = known.get((form.key, form.version, score.key))
            if before is not None and before.n == norm.n and _same(before.mean, before.sd, norm):
                continue
            figures = norm.figures()
            keep_own_norm(
                by=by,
                instrument=form,
                score=score,
                mean=norm.mean,
                sd=norm.sd,
                reliability=figures.reliability,
                n=norm.n,
            )
            kept.append(f"{form.full_key} {score.key}")
    return kept


def want_own_norms() -> None:
    """Let the worker compute the norms anew, once within the hour however often answers come in."""
    due_at(now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), JOB, "all")


def _same(mean: float, sd: float, norm: OwnNorm) -> bool:
    return isclose(mean, norm.mean, rel_tol=1e-9, abs_tol=1e-9) and isclose(sd, norm.sd, rel_tol=1e-9, abs_tol=1e-9)
