"""What stands merged beside several indicators: which of it is said of each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.reading.layouts.heads.fields import Line
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft

_VALUES = ("annual_value", "period_value")
_SHARED = frozenset(("name3", *_VALUES, "sign", "unit", "explanation", "scoring_rule", "deviation"))
_OUTCOMES = frozenset(("actual", "forecast"))
_POINTS = frozenset(("weight", "score"))
_DIGIT = re.compile(r"\d")


def merged_texts(
    head: Head, line: Line, said: Mapping[str, Traced], before: IndicatorDraft | None
) -> tuple[dict[str, Traced], list[Traced]]:
    """Return what a row shares with those above, by role, and figures that nobody can tell whose.

    Words that say what was reached (已完成) are said of each. A number is only where the rows ask
    for the same value: points, and other numbers, count once, with the first.

    Args:
        head: Above the rows.
        line: Of the row, with what is merged from above.
        said: What stands in cells of the row itself.
        before: The indicator of the row above.
    """
    given: dict[str, Traced] = {}
    outcomes: dict[str, Traced] = {}
    points: list[Traced] = []
    for index, above in line.above.items():
        role = head.columns[index].role
        if role is None or role in said:
            continue
        if role in _SHARED:
            given[role] = Traced.join(above)
        elif role in _OUTCOMES:
            outcomes[role] = Traced.join(above)
        elif role in _POINTS:
            points.append(Traced.join(above))
    alike = not given.keys().isdisjoint(_VALUES) or _asks_alike(said, before)
    clear = {role for role, text in outcomes.items() if alike or not _DIGIT.search(text.text)}
    given.update({role: text for role, text in outcomes.items() if role in clear})
    return given, [*(text for role, text in outcomes.items() if role not in clear), *points]


def _asks_alike(said: Mapping[str, Traced], before: IndicatorDraft | None) -> bool:
    """Whether a row and the one above it print the same value."""
    own = next((said[role].text for role in _VALUES if role in said), "")
    return before is not None and bool(own) and own in {before.text(role).text for role in _VALUES}
