"""Lines between rows that lie below each other: those of one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.page.grids import TOUCH
from jiheng.reading.containers.page.ink import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEWEST_OF_HEAD = 2
"""Lines of one length above and below the head of a table that has none between its rows."""


def stacks(rules: Iterable[Rule], before: Sequence[float]) -> Iterator[list[Rule]]:
    """Yield the lines of each table: enough of one length, and shorter ones between them."""
    found: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.start - rule.stop):
        around = next((stack for stack in found if is_under(rule, stack[0])), None)
        if around is None:
            found.append([rule])
        else:
            around.append(rule)
    for stack in found:
        if goes_on(stack, before):
            yield stack
            continue
        whole = [rule.at for rule in stack if is_under(stack[0], rule)]
        if len(whole) >= FEWEST_OF_HEAD:
            first, last, right = min(whole), max(whole), stack[0].stop
            # A page end leaves the lines of its last rows without one of full length below them.
            on = (r for r in stack if r.at <= last or r.stop > right - TOUCH)
            yield [rule for rule in on if rule.at >= first]


def goes_on(stack: Sequence[Rule], before: Sequence[float]) -> bool:
    """Return whether lines may be those of the table at the end of the page before."""
    if not before:
        return False
    widest = Rule(0, before[0], before[-1])
    ends = abs(max(rule.stop for rule in stack) - before[-1]) <= TOUCH
    return ends and all(is_under(rule, widest) for rule in stack)


def is_under(rule: Rule, other: Rule) -> bool:
    """Return whether a line reaches no farther than another."""
    return other.start - TOUCH <= rule.start and rule.stop <= other.stop + TOUCH
