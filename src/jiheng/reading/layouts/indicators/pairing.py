"""Indicators of the whole period and of the year, printed side by side → one list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import Indicator


_OWN = frozenset(("seq", "level1", "level2", "name", "period_value"))


def paired(period: Iterable[Indicator], year: Iterable[Indicator]) -> Iterator[Indicator]:
    """Yield the indicators of the year with the period's value of the same name, then the rest."""
    waiting = list(period)
    for indicator in year:
        same = next((one for one in waiting if _is_same(one, indicator)), None)
        if same is None:
            yield indicator
            continue
        waiting.remove(same)
        traces = dict(indicator.traces)
        if "period_value" in same.traces:
            traces["period_value"] = same.traces["period_value"]
        yield replace(indicator, period_value=same.period_value, traces=traces)
    yield from waiting


def _is_same(one: Indicator, other: Indicator) -> bool:
    """Whether two are of one name, and the first says nothing else that the other does not."""
    if (one.name, one.level2) != (other.name, other.level2):
        return False
    more = ((role, text) for role, text in one.traces.items() if role not in _OWN)
    known = {entry.value for entry in other.further}
    return all(
        role in other.traces and other.traces[role].text == text.text for role, text in more
    ) and all(entry.value in known for entry in one.further)
