"""Words that say which values are good, 正向 and 反向, as forms print them beside bare numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal

_DIRECTION = re.compile(
    "(?:(?P<up>正向?|越[大高多]越好)|反向?|负向|逆向?|越[小低少]越好)[型性]?(?:指标)?"
)


def bound_of(said: str) -> Literal["≥", "≤", ""]:
    """Return the sign that a direction (指标方向) puts before a bare number; empty if it is none.

    What is 反向 is to be this much at most: 5 is ≤5.
    """
    found = _DIRECTION.fullmatch(said.strip())
    if found is None:
        return ""
    return "≥" if found["up"] else "≤"
