"""The catalogue of rules: an explicit list, in the order of families and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process

from jiheng.bilingual import Bilingual
from jiheng.errors import UnknownName
from jiheng.rules import (
    arithmetic,
    completeness,
    disclosure,
    execution,
    legibility,
    relevance,
    suitability,
)

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

CATALOGUE: tuple[Rule, ...] = (
    *completeness.RULES,
    *relevance.RULES,
    *suitability.RULES,
    *arithmetic.RULES,
    *execution.RULES,
    *disclosure.RULES,
    *legibility.RULES,
)


def find_rule(name: str) -> Rule:
    """Return the rule of a code, a name or an alias; the first when several share the alias.

    Raises:
        UnknownName: No rule answers to it.
    """
    wanted = name.strip().casefold()
    for rule in CATALOGUE:
        if wanted in {word.casefold() for word in answers_to(rule)}:
            return rule
    raise unknown_rule(name)


def answers_to(rule: Rule) -> tuple[str, ...]:
    """Return the words a single rule may be called by."""
    return (rule.meta.code, rule.meta.name, *rule.meta.aliases)


def unknown_rule(name: str) -> UnknownName:
    """Return the error for a rule that does not exist, with the nearest codes and names."""
    words = [word for rule in CATALOGUE for word in answers_to(rule)]
    near = [match[0] for match in process.extract(name, words, limit=3, score_cutoff=60)]
    known = tuple(rule.meta.code for rule in CATALOGUE)
    return UnknownName(kind=Bilingual("规则", "rule"), name=name, known=known, near=near)
