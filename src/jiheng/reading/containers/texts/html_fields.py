"""What tags show by themselves: fields that somebody has filled in, and pictures of a sign."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from jiheng.reading.ledger import BLANK

_ATTRIBUTE = re.compile(
    r"""\s(?P<name>value|type|checked|alt)(?=[\s=/>])(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""",
    re.IGNORECASE,
)
_BLANKS = re.compile(f"[{BLANK}]+")
_BOXES = frozenset({"checkbox", "radio"})
_SHOWN = frozenset({"", "text", "number", "date", "month", "tel", "email", "url", "search"})
_START, _PICTURE = "<input", "<img"
_SIGNS = frozenset("≥≤＞＜><＝=≠≈±×÷%％☑☐□■√✓")
"""What a picture of a single sign says; other pictures are no part of a text."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a field shows, and the stretch of its tag that says so."""

    text: str
    start: int
    end: int


def field_in(tag: str) -> Filled | None:
    """Return what a field or the picture of a sign shows; None where that is nothing."""
    if tag[: len(_PICTURE)].lower() == _PICTURE:
        return _sign_of(tag)
    if tag[: len(_START)].lower() != _START:
        return None
    said = {match["name"].lower(): match for match in _ATTRIBUTE.finditer(tag)}
    kind = (_value(said["type"])[0] if "type" in said else "").lower()
    if kind in _BOXES:
        return Filled("☑" if "checked" in said else "☐", 0, len(tag))
    if kind not in _SHOWN or "value" not in said:
        return None
    value, group = _value(said["value"])
    text = _BLANKS.sub("", html.unescape(value))
    return Filled(text, *said["value"].span(group)) if text else None


def _sign_of(picture: str) -> Filled | None:
    for match in _ATTRIBUTE.finditer(picture):
        said, group = _value(match)
        text = html.unescape(said).strip()
        if match["name"].lower() == "alt" and text in _SIGNS:
            return Filled(text, *match.span(group))
    return None


def _value(match: re.Match[str]) -> tuple[str, int]:
    group = next((at for at in range(2, 5) if match[at]), 0)
    return match[group] if group else "", group
