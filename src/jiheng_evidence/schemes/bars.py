"""A bar chart as SVG that needs nothing else; its numbers stand in it as text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_ROW, _LABEL, _WIDTH, _END = 24, 300, 520, 110
_LONGEST = 20
_COLOUR = "#2f6db3"


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name, and a word beside it."""

    name: str
    value: Decimal | int
    word: str | None = None


def bars(shown: Sequence[Bar], title: str) -> str:
    """Return a figure with a bar for each number, the longest over the whole width."""
    most = max((float(bar.value) for bar in shown), default=0.0) or 1.0
    height = max(len(shown), 1) * _ROW + 8
    width = _LABEL + _WIDTH + _END
    rows = "".join(_row(bar, place, most) for place, bar in enumerate(shown))
    return (
        f'<figure><svg role="img" aria-label="{escape(title)}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-size="13" fill="#1a1a1a">{rows}</svg>'
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def _row(bar: Bar, place: int, most: float) -> str:
    top, middle = place * _ROW + 4, place * _ROW + 20
    length = round(_WIDTH * float(bar.value) / most, 1)
    short = bar.name if len(bar.name) <= _LONGEST else f"{bar.name[: _LONGEST - 1]}…"
    word = f" {bar.word}" if bar.word else ""
    return (
        f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{escape(short)}'
        f"<title>{escape(bar.name)}</title></text>"
        f'<rect x="{_LABEL}" y="{top}" width="{length}" height="{_ROW - 6}" fill="{_COLOUR}"/>'
        f'<text x="{_LABEL + length + 6}" y="{middle}">{bar.value}{escape(word)}</text>'
    )
