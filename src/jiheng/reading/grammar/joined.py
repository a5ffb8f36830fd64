"""Values behind which somebody has typed other indicators: ≥3公里；建桥≥2座."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.brackets import without_inner
from jiheng.model import Traced
from jiheng.reading.grammar.bodies import ENDS, is_counted, is_quantities, read_body
from jiheng.reading.grammar.spaced import as_typed

if TYPE_CHECKING:
    from jiheng.reading.grammar.spaced import Spaced

_SIGN = re.compile(r"[；;。\n]|(?<!\d)[，,、]|[，,、](?!\d)")

_STRONG = frozenset("；;。\n")
_LEAST, _LEAST_BEHIND_COMMA = 2, 4
"""Characters of a name at least; what stands behind a comma may be more of the value."""


def several_in_value(value: Traced) -> list[tuple[Traced, Traced]]:
    """Return name and value of each indicator in the cell of a value, of which the first has none.

    None unless the cell begins with a whole value and all behind it names what it counts.
    """
    typed = as_typed(value)
    signs = [match.start() for match in _SIGN.finditer(without_inner(typed.text))]
    if not signs or not is_quantities(value.cut(0, typed.offsets[signs[0]]).text):
        return []
    parts = [*zip((sign + 1 for sign in signs), [*signs[1:], len(typed.plain)], strict=True)]
    parts = [part for part in parts if typed.text[slice(*part)].strip(ENDS)]
    least = _LEAST if typed.plain[signs[0]] in _STRONG else _LEAST_BEHIND_COMMA
    if not parts or not all(is_counted(typed, *part, least=least) for part in parts):
        return []
    first = typed.cut(0, signs[0])
    return [(Traced(), first), *(_pair(typed, *part) for part in parts)]


def _pair(typed: Spaced, start: int, stop: int) -> tuple[Traced, Traced]:
    body = read_body(typed, start, stop)
    if body is None:  # pragma: no cover - what is counted has both
        return Traced(), Traced()
    return typed.cut(*body.name), typed.cut(*body.value)
