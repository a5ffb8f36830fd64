"""Which rules of the catalogue apply: by code, start of a code, name, family or alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.catalogue import CATALOGUE, answers_to, unknown_rule
from jiheng.rules.undecidable import UNDECIDABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.rules.base import Rule
    from jiheng.rules.undecidable import Undecidable
    from jiheng.standards.profile import Profile

_ALL = "all"


def select_rules(
    profile: Profile, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Rule, ...]:
    """Return the rules to apply; what is ignored stays out even if it is selected as well.

    Rules that the profile ignores come back when they are selected.

    Raises:
        UnknownName: A selector fits no rule at all.
    """
    for selector in (*select, *ignore):
        _check(selector)
    if select:
        chosen = [rule for rule in CATALOGUE if _fits_any(rule, select)]
    else:
        chosen = [rule for rule in CATALOGUE if rule.meta.code not in profile.ignored]
    return tuple(rule for rule in chosen if not _fits_any(rule, ignore))


def select_undecidable(select: Sequence[str], ignore: Sequence[str]) -> tuple[Undecidable, ...]:
    """Return what a disclosed table cannot decide, as far as it was asked for."""
    wanted = {selector.casefold() for selector in select}
    unwanted = {selector.casefold() for selector in ignore}
    return tuple(
        item
        for item in UNDECIDABLE
        if (not wanted or wanted & {item.number.casefold(), _ALL})
        and item.number.casefold() not in unwanted
    )


def _check(selector: str) -> None:
    numbers = {item.number.casefold() for item in UNDECIDABLE}
    if selector.casefold() in numbers or any(_fits(rule, selector) for rule in CATALOGUE):
        return
    raise unknown_rule(selector)


def _fits_any(rule: Rule, selectors: Sequence[str]) -> bool:
    return any(_fits(rule, selector) for selector in selectors)


def _fits(rule: Rule, selector: str) -> bool:
    wanted = selector.strip().casefold()
    if not wanted:
        return False
    names = {word.casefold() for word in answers_to(rule)}
    family = rule.meta.family.value
    return (
        wanted in {_ALL, family} or wanted in names or rule.meta.code.casefold().startswith(wanted)
    )
