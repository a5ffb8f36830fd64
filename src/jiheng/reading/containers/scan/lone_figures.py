"""A figure or letter that stands alone in its line is looked at twice before it is believed.

Recognition knows characters by their neighbours. Without any it is sure of a small % that it is a
6, and of what is left of a seal or a rule that it is a 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.scan.engine import recognise
from jiheng.reading.containers.scan.signs import enlarged, plain
from jiheng.reading.containers.scan.votes import IN_DOUBT, SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.strips import Letter, Strip

_SLENDER = 0.3  # no wider is what may be left of a rule, in heights of text
_BESIDE = 0.25  # and lies no farther from it


def with_lone_figures(
    strips: Sequence[Strip], read: Sequence[list[Letter]], uprights: Sequence[Line], height: float
) -> list[list[Letter]]:
    """Return lines as read, with lone figures and letters doubted that a second look finds not.

    Args:
        strips: Lines.
        read: The characters of each of them.
        uprights: Rules, beside which a stroke may be what is left of one that leans.
        height: Of text, in dots.
    """
    wanted = [n for n, letters in enumerate(read) if _is_lone_figure(strips[n], letters)]
    again = recognise([enlarged(strips[n].lone_cut, height) for n in wanted])
    found = list(read)
    for n, seen in zip(wanted, again, strict=True):
        (letter,) = read[n]
        text = plain("".join(each.text for each in seen))
        if text != plain(letter.text) or _is_rest(letter.box, uprights, height):
            found[n] = [letter._replace(confidence=IN_DOUBT)]
    return found


def _is_rest(box: Box, uprights: Sequence[Line], height: float) -> bool:
    """Whether a box is as slender as a rule and lies along one."""
    near = _BESIDE * height
    return box.width <= _SLENDER * height and any(
        line.start <= box.top
        and box.bottom <= line.stop
        and box.left - near <= line.at <= box.right + near
        for line in uprights
    )


def _is_lone_figure(strip: Strip, letters: Sequence[Letter]) -> bool:
    """Whether a line is one figure or letter that is not in doubt yet."""
    if len(letters) != 1 or len(strip.boxes) > 1:
        return False
    sign = plain(letters[0].text)
    return sign.isascii() and sign.isalnum() and letters[0].confidence >= SURE
