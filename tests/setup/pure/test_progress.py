"""Set-up: a service is ready when nothing is left to do there, and a step when no service is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gavn.access.pure.roll_out import BASE, COMPARISON, QUESTIONS, Phases
from gavn.setup.pure.steps import BEGUN, DONE, OPEN, PEOPLE, PHASES, PROGRAMME, RECIPIENTS, ServiceState, progress

PLAN = Phases(date(2027, 1, 1), questions=date(2027, 4, 1))
WHOLE = ServiceState("1", "Lindenhof", 1, 2, "Housing support", recipients=True, phases=PLAN)


@pytest.mark.parametrize(("missing", "step"), [
    ({}, None), ({"managers": 0}, PEOPLE), ({"practitioners": 0}, PEOPLE), ({"programme": ""}, PROGRAMME),
    ({"recipients": False}, RECIPIENTS), ({"phases": None}, PHASES),
])  # fmt: skip
def test_a_service_is_ready_when_no_step_is_missing(missing, step):
    service = replace(WHOLE, **missing)
    assert service.ready == (step is None)
    assert [key for key in (PEOPLE, PROGRAMME, RECIPIENTS, PHASES) if not service.has(key)] == ([step] if step else [])


@pytest.mark.parametrize(("phases", "phase", "following"), [
    (PLAN, BASE, (QUESTIONS, date(2027, 4, 1))), (None, COMPARISON, None),
])  # fmt: skip
def test_a_service_without_planned_phases_does_everything_at_once(phases, phase, following):
    service, day = replace(WHOLE, phases=phases), date(2027, 2, 1)
    assert (service.phase(day), service.next_phase(day)) == (phase, following)


@pytest.mark.parametrize(("services", "state", "done"), [
    ((), OPEN, 2), ((WHOLE, replace(WHOLE, programme="")), BEGUN, 6), ((WHOLE, WHOLE), DONE, 7),
])  # fmt: skip
def test_a_step_is_done_when_every_service_has_it(services, state, done):
    found = progress(mandate=True, owner=True, services=services)
    [programme] = [step for step in found.steps if step.key == PROGRAMME]
    assert (programme.state, programme.of, found.done) == (state, len(services), done)
    assert (found.next is None) == (state == DONE)
