"""Works: a job that was in hand when its worker was killed is done after all, once, and nobody has to see to it."""

from __future__ import annotations

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gavn.web.commands.serve_command import worker_name
from gavn.works.models import Message
from gavn.works.services import give_back_jobs, household, later, queue_message

NAME = worker_name("127.0.0.1:8000")


@pytest.fixture
def job(db, monkeypatch, django_capture_on_commit_callbacks):
    """A job that writes a line, waiting for a worker."""
    monkeypatch.setitem(household._jobs, "test.write", lambda: queue_message("a@example.org", "x", "y"))
    with django_capture_on_commit_callbacks(execute=True):
        later("test.write")
    return DBTaskResult.objects.get()


def test_what_a_dead_worker_had_in_hand_waits_again_and_is_done_once(job):
    job.claim(NAME)
    assert (give_back_jobs(NAME), give_back_jobs(NAME)) == (1, 0)
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    job.claim(NAME)
    household.run_job.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    assert Message.objects.count() == 1


def test_what_another_worker_has_in_hand_stays_with_it(job):
    job.claim("somebody else")
    assert give_back_jobs(NAME) == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_name_fits_and_is_the_same_each_time():
    assert worker_name("127.0.0.1:8000") == NAME
    assert 0 < len(worker_name("x" * 200)) <= 64
