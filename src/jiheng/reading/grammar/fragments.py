"""What can still be told of an indicator whose beginning the cell lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.grammar.patterns import CLIPPED_LABEL_START, LABEL, SEPARATORS

if TYPE_CHECKING:
    from jiheng.model import Traced

_TOKEN = re.compile(f"[^{SEPARATORS}]+")
_CODED = re.compile(r"([1-9]\d?)[-—–－一](.+)")


@dataclass(slots=True)
class Opening:
    """Everything of an indicator that stands before its values.

    Attributes:
        at: Offset where the name begins, or the values if the name is given.
        value_at: Offset of a value whose label is lost but for its end.
        value_kind: Which of the two values it is, where the rest of the label tells.
        lost: Text before it all that belongs to nothing known.
    """

    at: int
    seq: Traced | None = None
    level1: tuple[Traced | None, Traced] | None = None
    level2: tuple[Traced | None, Traced] | None = None
    name: Traced | None = None
    value_at: int | None = None
    value_kind: str | None = None
    lost: Traced | None = None


def opening_of_fragment(part: Traced) -> Opening | None:
    """Return what a piece without head says; None when it holds no value either."""
    clipped = CLIPPED_LABEL_START.match(part.text)
    if clipped:
        rest = clipped["rest"]
        kind = None
        if rest:
            kind = "annual_value" if rest.endswith(("年", "度")) else "period_value"
        return Opening(at=clipped.end(), value_at=clipped.end(), value_kind=kind)
    label = LABEL.search(part.text)
    if label is None:
        return None
    return _before_label(part, label.start())


def _before_label(part: Traced, end: int) -> Opening:
    """Take the words before the first label for level 1, level 2 and name, the last being sure."""
    sentence = part.text.rfind("。", 0, max(end - 1, 0)) + 1
    spans = [match.span() for match in _TOKEN.finditer(part.text, sentence, end)]
    words = [part.cut(*span) for span in spans]
    opening = Opening(at=end)
    if words:
        opening.name = words.pop()
    if words:
        opening.level2 = _level(words.pop())
    if words:
        opening.level1 = _level(words.pop())
    if sentence or words:
        first = 0 if sentence else spans[0][0]
        opening.lost = part.cut(first, spans[len(words) - 1][1] if words else sentence)
    return opening


def _level(word: Traced) -> tuple[Traced | None, Traced]:
    coded = _CODED.match(word.text)
    if coded is None:
        return None, word
    return word.cut(*coded.span(1)), word.cut(*coded.span(2))
