"""What a field of a Word document shows that keeps no text of its own: equations, form fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.lettering import Effect, lettered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_EQUATION = re.compile(r"\s*eq\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"\\(?P<switch>[a-z]+)[\d.]*\s*|(?P<sign>[(),;，；（）])|[^\\(),;，；（）]+|\\.?",
    re.IGNORECASE,
)
_OPENS, _PARTS, _CLOSES = frozenset("(（"), frozenset(",;，；"), frozenset(")）")
_CIRCLES = frozenset("○〇◯")
_OFF = frozenset({"0", "false", "off"})
_LAST_CIRCLED = 20
_DEEPEST = 8
"""Brackets of an equation within each other; deeper ones are text."""


def equation(code: str) -> str:
    r"""Return what a field of the kind EQ shows: \f(2,3) is 2/3, \o\ac(○,1) is ①.

    Nothing for a field of any other kind: what it shows stands behind its code.
    """
    begins = _EQUATION.match(code)
    if begins is None:
        return ""
    tokens = list(_TOKEN.finditer(code, begins.end()))
    tokens.reverse()
    return _within(tokens, 0)[0].strip()


def _within(tokens: list[re.Match[str]], depth: int) -> list[str]:
    """Return the parts of an equation up to the end of its brackets."""
    parts = [""]
    switches: list[str] = []
    while tokens:
        token = tokens.pop()
        sign = token["sign"]
        if token["switch"]:
            switches.append(token["switch"].lower())
        elif sign in _OPENS and switches and depth < _DEEPEST:
            parts[-1] += _shown(switches, _within(tokens, depth + 1))
            switches = []
        elif sign in _CLOSES and depth:
            break
        elif sign in _PARTS and depth:
            parts.append("")
        else:
            parts[-1] += token[0]
    return parts


def _shown(switches: Sequence[str], parts: Sequence[str]) -> str:
    """Return what the parts in the brackets behind some switches look like."""
    said = [part.strip() for part in parts]
    match switches[0]:
        case "f":
            return "/".join(said)
        case "b":
            return f"({''.join(said)})"
        case "r":
            return "√" + said[-1]
        case "o" if len(said) > 1 and said[0] in _CIRCLES and said[1].isdecimal():
            number = int(said[1])
            return chr(ord("①") + number - 1) if 0 < number <= _LAST_CIRCLED else f"({number})"
        case "s" if "up" in switches or "do" in switches:
            effect = Effect.RAISED if "up" in switches else Effect.LOWERED
            return lettered(said[0], effect)
        case _:
            return "".join(said)


def filled_in(field: etree._Element) -> str:
    """Return what somebody has chosen or ticked in an old form field; nothing in any other."""
    for choice in field.iterfind("{*}ffData/{*}ddList"):
        entries = [_value(entry) for entry in choice.iterfind("{*}listEntry")]
        chosen = [_value(one) for one in choice.iterfind("{*}result")]
        chosen = chosen or [_value(one) for one in choice.iterfind("{*}default")]
        number = int(chosen[0]) if chosen and chosen[0].isdecimal() else 0
        return entries[number] if number < len(entries) else ""
    for box in field.iterfind("{*}ffData/{*}checkBox"):
        ticks = [*box.iterfind("{*}checked"), *box.iterfind("{*}default")]
        return "☑" if ticks and _value(ticks[0]) not in _OFF else "☐"
    return ""


def _value(element: etree._Element) -> str:
    for key, value in element.items():
        if str(key).endswith("}val"):
            return str(value)
    return ""
