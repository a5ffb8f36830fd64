"""Kills a process at random moments in the middle of work, and looks at what is left.

Run as `python -m tests.web.killing save|approval|intake COUNT SEED`; prints what it found as JSON.
A workspace of its own is used: JIHENG_HOME, and JIHENG_DATABASE where it is set.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng_web.operations.setting_up import migrate, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.city import City


@dataclass
class Found:
    """What is left after all kills.

    Attributes:
        kills: Processes that were killed while they worked.
        confirmed: Pieces of work that were told to be done.
        lost: Of these, those that are not there.
        halves: Pieces of work that are there in part only.
        chain: Number of the first record of the audit trail that does not fit.
    """

    kills: int = 0
    confirmed: int = 0
    lost: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    chain: int | None = None


def main(kind: str, count: int, seed: int) -> Found:
    """Kill `count` processes in the middle of work of a kind."""
    prepare(Path(os.environ["JIHENG_HOME"]))
    migrate()
    from tests.web.city import found_city

    from jiheng_web.audit.chain import prove

    city = found_city()
    kinds: dict[str, type[Work]] = {"save": Saving, "approval": Approving, "intake": TakingIn}
    work = kinds[kind](city, count)
    found, chance = Found(), random.Random(seed)
    pause = 0.0
    for turn in range(count):
        told, took, at_work = _killed(work.steps, turn, chance.uniform(0.0, pause) or None)
        # Two pieces of work or so: as many moments within one as between two.
        pause = (pause + 2.5 * took) / 2 if told else min(pause * 1.5, 3.0)
        found.kills += at_work
        found.confirmed += len(told)
        _settled()
        work.look(turn, told, found)
    found.chain = prove().broken
    return found


def _killed(
    steps: Callable[[int], Iterator[str]], turn: int, pause: float | None
) -> tuple[list[str], float, bool]:
    """Let a child work, kill it after a pause; with none, after its first piece of work.

    Returns:
        What it had told, seconds a piece, and whether it still worked.
    """
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            for piece in steps(turn):
                os.write(writing, f"{piece}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    began = time.monotonic()
    with os.fdopen(reading, encoding="utf-8") as said:
        first = said.readline() if pause is None else ""
        time.sleep(pause or 0.0)
        os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        told = (first + said.read()).splitlines()
    took = (time.monotonic() - began) / max(1, len(told))
    return told, took, os.WIFSIGNALED(status)


def _settled() -> None:
    """Wait until the server has noticed that its client is gone: a commit may be under way."""
    from django.db import connection

    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_OTHERS)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)


_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
    AND pid <> pg_backend_pid()
"""


class Work(ABC):
    """What a process does until it is killed, and what must be left of it."""

    def __init__(self, city: City, count: int) -> None:
        self.city = city
        self.count = count

    @abstractmethod
    def steps(self, turn: int) -> Iterator[str]:
        """Work on and on; tell each piece that is done."""

    @abstractmethod
    def look(self, turn: int, told: list[str], found: Found) -> None:
        """Compare what is there with what was told."""


class Saving(Work):
    """A clerk saves again and again."""

    def __init__(self, city: City, count: int) -> None:
        super().__init__(city, count)
        self.project = city.project()

    def steps(self, _turn: int) -> Iterator[str]:
        """Save until killed; tell each revision."""
        from tests.web.city import sound_table

        from jiheng_web.flow import commands

        who, actor = self.city.principal("clerk"), self.city.actor("clerk")
        revision = self.project.newest.revision
        while True:
            table = sound_table(f"项目{revision + 1}")
            version = commands.save(who, actor, self.project.pk, table, revision=revision)
            revision = version.revision
            yield str(revision)

    def look(self, _turn: int, told: list[str], found: Found) -> None:
        """Compare version, project and audit trail with one another and with what was told."""
        from jiheng_web.audit.models import Record
        from jiheng_web.projects.content import table_of
        from jiheng_web.projects.models import Project

        project = Project.objects.get(pk=self.project.pk)
        version = project.newest
        if told and version.revision < int(told[-1]):
            found.lost.append(told[-1])
        name = table_of(version.content).rows[0].name
        records = Record.objects.filter(act="project.edit").count()
        if version.revision > 1 and not (
            name == project.name == f"项目{version.revision}" and records == version.revision - 1
        ):
            found.halves.append(f"{version.revision}: {name}, {project.name}, {records} records")


class Approving(Work):
    """A reviewer approves one project after the other."""

    def __init__(self, city: City, count: int) -> None:
        super().__init__(city, count)
        ways = ("head", "project.check"), ("head", "project.submit")
        self.keys = [city.move(city.project(name=f"项目{n}"), *ways).pk for n in range(count * 4)]

    def steps(self, _turn: int) -> Iterator[str]:
        """Review and approve what waits; tell each project."""
        from jiheng_web.projects.models import Project

        waiting = Project.objects.filter(pk__in=self.keys).exclude(state="approved")
        for project in waiting.order_by("pk"):
            for person, act, state in (
                ("department", "project.review", "submitted"),
                ("finance", "project.finance_review", "department_reviewed"),
                ("finance", "project.approve", "finance_reviewed"),
            ):
                if Project.objects.get(pk=project.pk).state == state:
                    self.city.move(project, (person, act))
            yield str(project.pk)

    def look(self, _turn: int, told: list[str], found: Found) -> None:
        """Compare state, signature, history and audit trail of every project."""
        from jiheng_web.audit.models import Record
        from jiheng_web.flow.commands import is_genuine
        from jiheng_web.projects.models import Project

        states = dict(Project.objects.filter(pk__in=self.keys).values_list("pk", "state"))
        found.lost.extend(key for key in told if states[int(key)] != "approved")
        for project in Project.objects.filter(pk__in=self.keys).exclude(state="submitted"):
            acts = Record.objects.filter(subject="projects.project", subject_id=str(project.pk))
            steps = project.steps.count()
            approved = project.state == "approved"
            if acts.count() != steps + 1 or approved != is_genuine(project.newest):
                found.halves.append(f"{project.pk}: {project.state}, {steps}, {acts.count()}")


class TakingIn(Work):
    """A clerk hands documents in, and they are read."""

    def steps(self, turn: int) -> Iterator[str]:
        """Hand in and read until killed; tell each document."""
        from tests.web.taking import hand_in_and_read

        number = 0
        while True:
            yield f"{hand_in_and_read(self.city, turn, number)}"
            number += 1

    def look(self, _turn: int, told: list[str], found: Found) -> None:
        """Begin again what was cut off; compare files, jobs and items."""
        from tests.web.taking import halves, missing

        found.lost.extend(missing(told))
        found.halves.extend(halves())


if __name__ == "__main__":
    outcome = main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(outcome.__dict__, ensure_ascii=False))
