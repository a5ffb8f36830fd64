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
    "huge": Look(size=16, css="body { font-size: 16pt; }"),
    "watermark": Look(
        css="body::before { content: '内部资料 注意保存'; position: fixed; top: 40%; left: 10%; "
        "font-size: 60pt; color: #ddd; transform: rotate(-35deg); white-space: nowrap; }"
    ),
    "level-watermark": Look(
        css="body::before { content: '某市财政局'; position: fixed; top: 40%; left: 10%; "
        "font-size: 80pt; color: #ddd; white-space: nowrap; }"
    ),
    "stacked": Look(css="section + section { break-before: auto; margin-top: 12pt; }"),
    "stacked-unruled": Look(
        css="section + section { break-before: auto; margin-top: 12pt; } td, th { border: none; }"
    ),
    "head-once": Look(css="thead { display: table-row-group; }"),
    "serif-bold": Look(
        css="body { font-family: 'Noto Serif CJK SC'; font-weight: bold; } td { padding: 1pt; }"
    ),
    "hei": Look(css="body { font-family: 'WenQuanYi Micro Hei'; }"),
    "half-borders": Look(
        css="table { border-collapse: separate; border-spacing: 0; border: 2px solid #000; }"
        "td, th { border: none; border-right: 1px solid #000; border-bottom: 1px solid #000; }"
    ),
    "columns-only": Look(css="td, th { border-top: none; border-bottom: none; }"),
    "frame-only": Look(css="td, th { border: none; } table { border: 1px solid #000; }"),
    "three-lines": Look(
        css="td, th { border: none; } table { border-top: 2px solid #000; "
        "border-bottom: 2px solid #000; } th { border-bottom: 1px solid #000; }"
    ),
    "three-lines-airy": Look(
        css="td, th { border: none; padding: 4pt 6pt; } table { border-top: 2px solid #000; "
        "border-bottom: 2px solid #000; } th { border-bottom: 1px solid #000; }"
    ),
    "unruled": Look(css="td, th { border: none; padding: 4pt; }"),
    "head-ruled": Look(css="td { border: none; }"),
    "indented": Look(css="td { text-indent: 2em; }"),
    "underlined": Look(css="td { text-decoration: underline; }"),
    "A3": Look(css="@page { size: A3 landscape; }"),
    "coloured": Look(css="td { border-color: #c00; color: #00c; } th { background: #eef; }"),
    "top": Look(css="td { vertical-align: top; }"),
    "bottom": Look(css="td { vertical-align: bottom; }"),
}
