"""Two readings of one line → the better one, with what is in doubt marked as such."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.strips import Letter

    Reading = tuple[list[Letter], list[float]]
    """The characters of a line, and where there is ink that belongs to none of them."""

IN_DOUBT = 0.89
"""The most confidence of a character that two readings do not agree about."""
SURE = 0.9
"""The least confidence of a character of which its shape leaves no doubt."""
_DOUBTFUL = 0.8
_PUNCTUATION = "P"  # its width is a matter of taste, and recognition often wavers about it


def is_doubtful(letters: Sequence[Letter], uncovered: Sequence[float]) -> bool:
    """Tell whether a line is worth a second reading."""
    return bool(uncovered) or any(
        letter.confidence < _DOUBTFUL
        and (
            not unicodedata.category(letter.text[0]).startswith(_PUNCTUATION) or letter.text == "%"
        )
        for letter in letters
    )


def agreed(one: Reading, other: Reading, height: float) -> list[Letter]:
    """Return the better of two readings.

    Args:
        one: The first.
        other: The second.
        height: Of text, in dots.
    """
    better, worse = sorted((one, other), key=_worth, reverse=True)
    letters, uncovered = better
    wanted = {
        n
        for n, letter in enumerate(letters)
        if any(letter.box.left - height <= at <= letter.box.right + height for at in uncovered)
    }
    matcher = SequenceMatcher(None, _plain(letters), _plain(worse[0]), autojunk=False)
    for kind, start, stop, _, _ in matcher.get_opcodes():
        if kind == "insert":
            wanted |= {start - 1, start}
        elif kind != "equal":
            wanted |= set(range(start, stop))
    return [
        letter._replace(confidence=min(letter.confidence, IN_DOUBT)) if n in wanted else letter
        for n, letter in enumerate(letters)
    ]


def _worth(reading: Reading) -> tuple[float, float]:
    letters, uncovered = reading
    mean = sum(letter.confidence for letter in letters) / max(1, len(letters))
    return -len(uncovered), mean


def _plain(letters: Sequence[Letter]) -> list[str]:
    return [unicodedata.normalize("NFKC", letter.text) for letter in letters]
