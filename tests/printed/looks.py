"""What tables look like besides: rules, sizes, spacing; each goes with every design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way to print any table.

    Attributes:
        size: Of the letters, in points.
        css: What a style sheet says of it.
    """

    size: float = 8
    css: str = ""


PLAIN = Look()
_NO_SIDES = "td, th { border-left: none; border-right: none; }"
LOOKS: Mapping[str, Look] = {
    "plain": PLAIN,
    "small": Look(size=6, css="body { font-size: 6pt; }"),
    "large": Look(size=12, css="body { font-size: 12pt; }"),
    "open-sided": Look(css="td:first-child, th:first-child { border-left: none; }"),
    "rows-only": Look(css=_NO_SIDES),
    "rows-only-airy": Look(css=_NO_SIDES + "td, th { padding: 4pt 8pt; }"),
    "zebra": Look(
        css="td, th { border: none; } tr:nth-child(even) td { background: #ddeeff; }"
        "th { background: #99bbdd; }"
    ),
    "filled": Look(css="td, th { border: 2px solid #fff; background: #e0e8f0; }"),
    "dotted": Look(css="td, th { border-style: dotted; }"),
    "dashed": Look(css="td, th { border-style: dashed; border-color: #888; }"),
    "double": Look(css="td, th { border: 3px double #000; }"),
    "grey-thin": Look(css="td, th { border: 0.25px solid #bbb; }"),
    "thick-frame": Look(css="table { border: 3px solid #000; } td, th { border-width: 0.5px; }"),
    "inset": Look(css="table { border-collapse: separate; border-spacing: 2px; }"),
    "spaced-letters": Look(size=10, css="td, th { letter-spacing: 2pt; }"),
    "justified": Look(css="td { text-align: justify; text-align-last: justify; }"),
    "right": Look(css="td { text-align: right; }"),
    "centred": Look(css="td { text-align: center; }"),
    "tall-lines": Look(size=12, css="td, th { line-height: 2; }"),
    "low-lines": Look(css="td, th { line-height: 1; padding: 0 1pt; }"),
    "top": Look(css="td { vertical-align: top; }"),
    "bottom": Look(css="td { vertical-align: bottom; }"),
}
