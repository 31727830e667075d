"""One submission of 40 items, scored and logged, beside the same rows written through the ORM."""

from __future__ import annotations

import time
from typing import Any
from unittest.mock import patch

from bench._made import demo, figure

ROUNDS = 120
ITEMS = 40
EN = {"en": "x", "da": "x", "sv": "x"}


def forty() -> Any:
    """An instrument of forty items with a sum and a mean."""
    from gavn.catalogue.pure.formats import Instrument

    codes = [{"code": str(point), "value": point, "text": EN} for point in range(5)]
    items = [{"id": f"i{number}", "type": "scale", "text": EN, "options": codes} for number in range(ITEMS)]
    ids = [item["id"] for item in items]
    score = {"title": EN, "items": ids, "missing": {"rule": "complete"}, "direction": "higher_is_better"}
    return Instrument.model_validate({
        "format": "gavn-instrument/1", "key": "gavn/forty", "version": 1, "title": EN, "purpose": EN, "readers": EN,
        "minutes": 5, "origin": "own", "licence": {"holder": "x", "terms": EN, "ships_text": True, "source": "x"},
        "respondents": ["individual"], "items": items,
        "scores": [{**score, "key": "total", "method": "sum", "low": 0, "high": 160},
                   {**score, "key": "mean", "method": "mean", "low": 0, "high": 4}],
    })  # fmt: skip


def written_plainly(revision: Any, client_id: str) -> None:
    """The rows one submission leaves, through the ORM in one transaction and nothing else."""
    from django.db import transaction

    from gavn.collect.models import Response, Revision
    from gavn.history.models import Concerned, Event
    from gavn.measure.models import ScoreRow

    with transaction.atomic():
        response = Response.objects.create(
            occasion=revision.response.occasion, instrument=f"plain/{client_id}", version=1, respondent="individual"
        )
        plain = {field.attname: getattr(revision, field.attname) for field in Revision._meta.concrete_fields}
        plain |= {"id": None, "response_id": response.pk, "client_id": client_id}
        written = Revision.objects.create(**plain)
        for score in revision.scores.unscoped("to write the same rows"):
            ScoreRow.objects.create(
                revision=written, score=score.score, version=1, value=score.value, answered=ITEMS, items=ITEMS
            )
        event = Event.objects.create(at=written.submitted_at, kind="collect.response_submitted", digest="0" * 64)
        Concerned.objects.create(event=event, individual="0" * 32)


def run() -> dict[str, Any]:
    """Seconds a submission of both kinds, taking turns."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gavn.access.selectors import user_named
    from gavn.catalogue.selectors import instrument as known
    from gavn.collect.models import Occasion
    from gavn.collect.services import submit_response

    made = demo()
    by = user_named(made.accounts["practitioner"]["account"])
    form = forty()
    answers = {item.id: {"v": "3"} for item in form.items}
    found = Occasion.objects.seen_by(by).select_related("enrolment__unit", "enrolment__individual")
    ours, plain = 0.0, 0.0

    def instead(key: str) -> Any:
        return form if key.startswith("gavn/forty") else known(key)

    with (
        patch("gavn.collect.services.submitting.instrument_named", instead),
        patch("gavn.collect.services.submitting.worded", lambda *_a, **_k: type("Worded", (), {"text_version": 1})),
        patch("gavn.measure.services.scoring.instrument", instead, create=True),
    ):

        def submitted_once(occasion: Any, client_id: str) -> Any:
            return submit_response(
                by=by, occasion=occasion, instrument="gavn/forty@1", respondent="individual", answers=answers,
                client_id=client_id, mode="interview",
            )  # fmt: skip

        first, *others = list(found.filter(enrolment__closed=False)[: ROUNDS + 1])
        with CaptureQueriesContext(connection) as seen:
            submitted_once(first, "benchcount")
        for number, occasion in enumerate(others):
            began = time.perf_counter()
            done = submitted_once(occasion, f"bench{number:05}")
            ours += time.perf_counter() - began
            began = time.perf_counter()
            written_plainly(done.revision, f"plain{number:05}")
            plain += time.perf_counter() - began
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return {
        "engine": engine,
        "figures": [
            figure(
                f"submit service of {ITEMS} items, speed beside plain ORM rows ({engine})",
                plain / ours,
                0.30,
                least=True,
            ),
            figure("queries of one submission", len(seen), 20),
            {
                "what": "submissions a second, one process",
                "value": f"{ROUNDS / ours:.0f}",
                "limit": "printed",
                "used": None,
            },
        ],
    }
