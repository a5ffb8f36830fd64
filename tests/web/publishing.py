"""How tests bring a disclosure along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.monitored import YEAR_DONE, begun, rated, who

from jiheng_web.disclosure import commands
from jiheng_web.disclosure.models import Disclosure, Holding
from jiheng_web.disclosure.sets import digest, table_for
from jiheng_web.results import self_evaluation_commands

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.results.models import SelfEvaluation


def prepared(city: City, *names: str, **outline: object) -> Disclosure:
    """Return a disclosure of approved projects of the science department."""
    for name in names or ("智慧科普项目",):
        city.approved(city.project(name=name))
    return commands.prepare(
        city.principal("department"),
        city.actor("department"),
        city.organizations["100"],
        2026,
        commands.Outline(**outline),  # type: ignore[arg-type]
    )


def sign(city: City, disclosure: Disclosure, username: str) -> Disclosure:
    """Let a person sign what stands there now."""
    now = Disclosure.objects.get(pk=disclosure.pk)
    seen = digest(table_for(now))
    return commands.sign(city.principal(username), city.actor(username), now.pk, seen)


def published(city: City, *names: str, **outline: object) -> Disclosure:
    """Return a disclosure that is public."""
    made = prepared(city, *names, **outline)
    return publish(city, made)


def publish(city: City, made: Disclosure) -> Disclosure:
    """Sign by two, and publish."""
    sign(city, made, "department")
    sign(city, made, "finance")
    who = city.principal("department"), city.actor("department")
    return commands.publish(*who, made.pk)


def evaluated(city: City, name: str = "智慧科普项目") -> SelfEvaluation:
    """Return the signed and confirmed self-evaluation of an approved project."""
    found = begun(city, city.approved(city.project(name=name)))
    rated(city, found, ("9场", *YEAR_DONE[1:]), ("场馆检修停展两个月",))
    self_evaluation_commands.sign(*who(city, "head"), found.pk)
    return self_evaluation_commands.confirm(*who(city, "department"), found.pk)


def results(city: City, **outline: object) -> Disclosure:
    """Return a disclosure of the self-evaluations of the science department."""
    return commands.prepare(
        *who(city, "department"),
        city.organizations["100"],
        2026,
        commands.Outline(holds=Holding.RESULTS, **outline),  # type: ignore[arg-type]
    )


def published_results(city: City, *names: str) -> Disclosure:
    """Return self-evaluations that are public."""
    for name in names or ("智慧科普项目",):
        evaluated(city, name)
    return publish(city, results(city))
