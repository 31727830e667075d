"""What an import needs to know of answers that came before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gavn.collect.models import Revision

BATCH = 500
Place = tuple[int, str, int | None, str, str]
NOWHERE: Place = (0, "", None, "", "")


def answers_by_place(enrolments: Iterable[int]) -> Iterator[tuple[str, dict[str, Any], Place]]:
    """Number, answers and place (stay, kind, month, instrument, respondent) of all that was answered in these stays."""
    ids = sorted(enrolments)
    occasion = "response__occasion__"
    for start in range(0, len(ids), BATCH):
        rows = Revision.objects.unscoped("to see what came before").filter(
            response__occasion__enrolment__in=ids[start : start + BATCH]
        )
        for client_id, answers, struck, *place in rows.values_list(
            "client_id", "answers", "response__struck_at", f"{occasion}enrolment", f"{occasion}kind",
            f"{occasion}month", "response__instrument", "response__respondent",
        ):  # fmt: skip
            # What was struck out came before, but takes no place.
            yield client_id, answers, NOWHERE if struck else tuple(place)
