"""Runners of the intake: one job to one runner, and none lost when a runner dies."""

from __future__ import annotations

import io
import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.web.city import sound_table
from tests.web.offices import surroundings
from tests.web.test_intake import as_file, handed

from jiheng_web.audit.guard import unattended
from jiheng_web.errors import WrongState
from jiheng_web.intake import commands, jobs
from jiheng_web.intake.models import Document, Item, Job, JobState
from jiheng_web.intake.runner import Runner
from jiheng_web.intake.storage import keep, path_of, sweep

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.city import City

    from jiheng_web.intake.reading import Found


def found_of(document: Document) -> Found:
    from jiheng_web.intake.reading import Reading  # noqa: PLC0415

    made = Reading(str(path_of(document.sha256)), document.name, "nowhere")
    return made(lambda _done, _total: None)


def fall_silent(document: Document) -> None:
    with unattended():
        long_ago = timezone.now() - timedelta(seconds=jobs.SILENCE + 1)
        Job.objects.filter(document=document).update(alive=long_ago)


def test_a_job_is_claimed_once(city: City) -> None:
    handed(city, as_file(sound_table()))

    assert jobs.claim() is not None
    assert jobs.claim() is None


def test_a_job_whose_runner_fell_silent_is_taken_over(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    first = jobs.claim()
    fall_silent(document)
    second = jobs.claim()

    assert first is not None
    assert second is not None
    with pytest.raises(jobs.ClaimLost):
        first.finish(found_of(document))
    with pytest.raises(jobs.ClaimLost):
        first.show_life(1, 2)
    second.finish(found_of(document))
    assert Item.objects.count() == 1


def test_a_job_that_ends_its_runners_is_given_up(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim() is not None
        fall_silent(document)

    assert jobs.claim() is None
    document.job.refresh_from_db()
    assert document.job.state == JobState.FAILED
    assert "3" in json.loads(document.job.message)["zh"]


def test_a_waiting_job_is_cancelled_at_once(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    commands.cancel(city.principal("clerk"), city.actor("clerk"), document.pk)

    assert jobs.claim() is None
    assert Job.objects.get().state == JobState.CANCELLED


def test_a_running_job_is_cancelled_at_its_next_sign_of_life(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    claimed = jobs.claim()
    commands.cancel(city.principal("clerk"), city.actor("clerk"), document.pk)

    assert claimed is not None
    with pytest.raises(jobs.Cancelled):
        claimed.show_life(1, 2)
    claimed.stop()
    assert Job.objects.get().state == JobState.CANCELLED


def test_a_cancelled_job_stores_nothing_even_if_it_was_just_read(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    claimed = jobs.claim()
    commands.cancel(city.principal("clerk"), city.actor("clerk"), document.pk)

    assert claimed is not None
    with pytest.raises(jobs.Cancelled):
        claimed.finish(found_of(document))
    assert not Item.objects.exists()


def test_what_is_read_is_not_cancelled(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    Runner().work_once()

    with pytest.raises(WrongState):
        commands.cancel(city.principal("clerk"), city.actor("clerk"), document.pk)


def test_a_runner_that_is_told_to_stop_gives_its_job_back(city: City) -> None:
    handed(city, as_file(sound_table()))
    runner = Runner(threading.Event())
    runner.stop.set()
    runner.work_once()

    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_a_document_that_takes_no_end_is_given_up(city: City) -> None:
    handed(city, as_file(sound_table()))
    Runner(longest=0).work_once()

    assert Job.objects.get().state == JobState.FAILED


def test_a_file_that_vanished_from_the_store_is_told(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    path_of(document.sha256).unlink()
    Runner().work_once()

    assert Job.objects.get().state == JobState.FAILED


def test_what_nobody_names_is_swept_after_a_day(documents: Path) -> None:
    known, left = (keep(io.BytesIO(text), "a") for text in (b"known", b"left"))
    half = documents / "incoming" / "half"
    half.write_bytes(b"")
    for path in (path_of(known.sha256), path_of(left.sha256), half):
        os.utime(path, (0, 0))

    assert sweep({known.sha256}) == 2
    assert path_of(known.sha256).exists()


class Office:
    """A workspace on disk with real runner processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.surroundings = surroundings(
            JIHENG_HOME=str(home),
            JIHENG_SECRET_KEY=secrets.token_urlsafe(50),
            DJANGO_SETTINGS_MODULE="tests.web.settings",
        )

    def tell(self, what: str) -> str:
        """Run a line of this office's own module and return what it says."""
        command = [sys.executable, "-m", "tests.web.intake_office", what]
        said = subprocess.run(
            command, env=self.surroundings, capture_output=True, text=True, check=False, timeout=120
        )
        assert said.returncode == 0, said.stderr
        return said.stdout.strip()

    def runner(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.web.intake_office", "run"]
        return subprocess.Popen(command, env=self.surroundings, stdin=subprocess.PIPE)

    def wait_for(self, *states: str, seconds: float = 120) -> None:
        """Wait until every job is in one of these states."""
        until = time.monotonic() + seconds
        with closing(sqlite3.connect(self.home / "jiheng.sqlite3", timeout=30)) as database:
            while not (found := self._states(database)) <= set(states):
                assert time.monotonic() < until, found
                time.sleep(0.02)

    def _states(self, database: sqlite3.Connection) -> set[str]:
        return {state for (state,) in database.execute("SELECT state FROM intake_job")}


def ended(runner: subprocess.Popen[bytes], number: int) -> None:
    runner.send_signal(number)
    assert runner.stdin is not None
    runner.stdin.close()
    runner.wait(30)


def test_a_runner_killed_amidst_a_job_loses_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.tell("found-slow")
    first = office.runner()
    office.wait_for("running")
    ended(first, signal.SIGKILL)
    office.tell("fall-silent")
    second = office.runner()
    office.wait_for("done")
    ended(second, signal.SIGTERM)

    assert json.loads(office.tell("sums")) == {"items": 40, "reads": 1, "broken": None}


def test_two_runners_at_the_same_time_read_each_document_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.tell("found-many")
    runners = [office.runner(), office.runner()]
    office.wait_for("done")
    for runner in runners:
        ended(runner, signal.SIGTERM)

    assert json.loads(office.tell("sums")) == {"items": 8, "reads": 8, "broken": None}
