"""Streaks of a scanner or fax that cross a table: no rules, though as dark and as straight.

A streak goes on far beyond the table. So do the rules of a table that is open at its sides, or cut
by the page end; but there are several of these, and they end alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.mended import Line

_FAR = 3.0  # a rule that goes no farther beyond the last one it meets is none, in heights of text
_EVEN = 1.0  # how far apart the ends of several are, in the same
_OTHERS = 2  # so many that go as far make it a rule
_MET = 2  # rules that it crosses
_NEAR = 0.3  # how near a rule comes to one that it meets, in heights of text


def without_streaks(
    kept: tuple[Sequence[Line], Sequence[Line]], height: float
) -> tuple[list[Line], list[Line]]:
    """Return level and upright rules without what goes on far beyond the others on its own.

    Args:
        kept: Level and upright rules.
        height: Of text, in dots.
    """
    level, upright = kept
    return (
        [line for line in level if not _is_streak(line, level, upright, height)],
        [line for line in upright if not _is_streak(line, upright, level, height)],
    )


def _is_streak(line: Line, alike: Sequence[Line], others: Sequence[Line], height: float) -> bool:
    near, even = _NEAR * height, _EVEN * height
    met = [
        other.at
        for other in others
        if line.start - near <= other.at <= line.stop + near
        and other.start - near <= line.at <= other.stop + near
    ]
    if len(met) < _MET:
        return False
    before = sum(other.start <= line.start + even for other in alike) - 1
    behind = sum(other.stop >= line.stop - even for other in alike) - 1
    return (min(met) - line.start > _FAR * height and before < _OTHERS) or (
        line.stop - max(met) > _FAR * height and behind < _OTHERS
    )
