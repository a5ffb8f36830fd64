"""How tests bring a disclosure along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_web.disclosure import commands
from jiheng_web.disclosure.models import Disclosure
from jiheng_web.disclosure.sets import digest, table_for

if TYPE_CHECKING:
    from tests.web.city import City


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
