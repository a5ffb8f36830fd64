"""Patterns that most documents do without, compiled when the first text is tried against them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from re import Pattern


def seldom(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return a pattern that is compiled on its first use.

    Compiling all patterns takes a quarter of the time that loading what reads takes; half of them
    are for what few documents hold. Those that nearly every document needs are compiled at once.
    """
    return cast("Pattern[str]", _Seldom(pattern, flags))


class _Seldom:
    def __init__(self, pattern: str, flags: int) -> None:
        self._compiled_from = pattern, flags

    def __getattr__(self, name: str) -> object:
        """Return what the compiled pattern has by a name, from now on without this detour."""
        found = vars(self)[name] = getattr(re.compile(*self._compiled_from), name)
        return found
