"""Lines of text as detected → characters with boxes; what is doubtful is read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.scan.dashes import with_dashes, without_rests
from jiheng.reading.containers.scan.engine import recognise
from jiheng.reading.containers.scan.lines import lines_of
from jiheng.reading.containers.scan.lone_figures import with_lone_figures
from jiheng.reading.containers.scan.lost_points import with_lost_points
from jiheng.reading.containers.scan.middle_dots import with_lone_dots, with_middle_dots
from jiheng.reading.containers.scan.numerals import with_numerals
from jiheng.reading.containers.scan.per_mille import with_per_mille
from jiheng.reading.containers.scan.rules import without_rules
from jiheng.reading.containers.scan.signs import with_lone_signs
from jiheng.reading.containers.scan.strips import Letter, Strip
from jiheng.reading.containers.scan.votes import agreed, is_doubtful

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.paper import Picture
    from jiheng.reading.containers.scan.rules import Ruling

_TEXT = 0.5  # a line that is less certain on the whole is none, unless it holds a stroke
_MARGIN = 0.2  # white that is left around a line, in heights of text
_ROOMY = 0.45  # the same at the second reading
_LARGE = 2  # how much larger a line is made for the second reading


def characters(grey: Picture, detected: Sequence[Box], found: Ruling) -> list[Letter]:
    """Read every character of a straight, clean page, given where text and rules are."""
    bare = without_rules(grey, found)
    height = found.text_height
    strips = [Strip(line, bare, height, _MARGIN) for line in lines_of(detected, bare, found)]
    read = _read(strips)
    doubtful = [
        n for n, strip in enumerate(strips) if is_doubtful(read[n], strip.uncovered(read[n]))
    ]
    again = [Strip(strips[n].boxes, bare, height, _ROOMY, _LARGE) for n in doubtful]
    for n, strip, other in zip(doubtful, again, _read(again), strict=True):
        read[n] = agreed(
            (read[n], strip.uncovered(read[n])), (other, strip.uncovered(other)), height
        )
    read = [
        without_rests(strip, letters, found.horizontals, height)
        for strip, letters in zip(strips, read, strict=True)
    ]
    signed = with_dashes(strips, with_lone_signs(strips, read, height), height)
    signed = with_numerals(strips, signed, found.horizontals, height)
    signed = with_lone_dots(strips, signed, found.horizontals, height)
    signed = with_lone_figures(strips, signed, found.verticals, height)
    return [
        letter
        for strip, letters in zip(strips, signed, strict=True)
        if (_is_text(letters) or strip.has_stroke(letters)) and not strip.is_speck(letters)
        for letter in _with_points(strip, letters, height)
    ]


def _with_points(strip: Strip, letters: list[Letter], height: float) -> list[Letter]:
    dotted = with_lost_points(strip, with_middle_dots(strip, letters, height), height)
    return with_per_mille(strip, dotted, height)


def _is_text(letters: Sequence[Letter]) -> bool:
    """Tell text from specks and ends of rules, which are recognised as nothing for certain."""
    if [letter.text for letter in letters] == ["。"]:
        return True  # alone in its line it is never certain
    return sum(letter.confidence for letter in letters) >= _TEXT * len(letters)


def _read(strips: Sequence[Strip]) -> list[list[Letter]]:
    read = recognise([strip.picture for strip in strips])
    return [list(strip.letters(seen)) for strip, seen in zip(strips, read, strict=True)]
