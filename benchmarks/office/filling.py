"""A city of ten thousand projects, written in bulk, and sessions for the people of the load."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.web.city import found_city

from benchmarks.office.texts import form
from jiheng_web.access.policy import Role
from jiheng_web.accounts.models import Organization, User
from jiheng_web.accounts.principals import principal
from jiheng_web.audit.acts import PROGRAM, Actor, act
from jiheng_web.intake.commands import hand_in
from jiheng_web.operations.setting_up import add_person
from jiheng_web.projects.content import Stored, stored
from jiheng_web.projects.models import Project, Version

SAMPLES = Path(__file__).parents[2] / "samples"

_BATCH = 500


def fill(projects: int, people: int) -> tuple[list[str], list[int], list[str]]:
    """Write the city.

    Returns:
        A session key for each clerk, the keys of the projects, and session keys of reviewers.
    """
    city = found_city()
    unit = city.organizations["101"]
    kept = stored(form("项目"), "national")
    with act(PROGRAM, "benchmark.fill"):
        clerks = [
            add_person(
                f"load{n}", f"用户{n}", "Some-word-1", [(unit, Role.CLERK)], must_change=False
            )
            for n in range(people)
        ]
        keys = _projects(projects, unit.pk, clerks, kept)
        sessions = [_session(clerk) for clerk in clerks]
        reviewer = _session(city.people["department"])
    return sessions, keys, [reviewer]


def hand_in_many(count: int) -> None:
    """Queue documents to be read: the five published tables, again and again."""
    clerk = User.objects.get(username="load0")
    who = principal(clerk)
    unit = Organization.objects.get(code="101")
    texts = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
    for number in range(count):
        data = texts[number % len(texts)] + b"\n" * (number + 1)
        hand_in(who, Actor.of(who), unit, 2026, f"{number}.txt", io.BytesIO(data))


def _projects(count: int, unit: int, clerks: list[User], kept: Stored) -> list[int]:
    made = Project.objects.bulk_create(
        [
            Project(
                organization_id=unit,
                fiscal_year=2026,
                name=f"科普项目{n:05d}",
                owner=clerks[n % len(clerks)],
                total=Decimal(n % 900 + 1),
                indicators=kept.indicators,
                judgeable=kept.judgeable,
            )
            for n in range(count)
        ],
        batch_size=_BATCH,
    )
    keys = [project.pk for project in made]
    Version.objects.bulk_create(
        [
            Version(
                project_id=key,
                number=1,
                content=kept.content.replace('"项目"', f'"科普项目{n:05d}"', 1),
                findings=kept.findings,
            )
            for n, key in enumerate(keys)
        ],
        batch_size=_BATCH,
    )
    return keys


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["_auth_user_backend"] = "jiheng_web.accounts.backend.Backend"
    store.save()
    return str(store.session_key)
