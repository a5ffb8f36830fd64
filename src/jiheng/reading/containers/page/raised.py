"""Small digits of a line that stand above its foot: the 4 of 10⁴, which is not 104."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.lettering import Effect, lettered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.ink import Glyph

_SMALL, _SMALLER = 0.9, 0.8
"""Heights of the character before it that a raised digit has at most; of one of another font."""

ABOVE = 0.15
"""Heights of that by which its foot stands above at least, and its head below at most."""

_DIGITS = frozenset("0123456789")


def with_raised(line: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the characters of a line, digits raised behind others as what they are: ⁴.

    Two fonts of one size differ less in the boxes of their characters.
    """
    found: list[Glyph] | None = None
    base: Glyph | None = None
    for at, glyph in enumerate(line):
        if base is not None and glyph.text in _DIGITS and _is_raised(glyph, base):
            found = found or list(line)
            found[at] = glyph._replace(text=lettered(glyph.text, Effect.RAISED))
        else:
            base = glyph
    return line if found is None else found


def _is_raised(glyph: Glyph, base: Glyph) -> bool:
    """Whether a digit stands small and high right behind a character."""
    height = base.bottom - base.top
    small = _SMALL if base.text.isascii() else _SMALLER
    return (
        glyph.bottom - glyph.top < small * height
        and base.bottom - glyph.bottom > ABOVE * height
        and glyph.top - base.top < ABOVE * height
        and glyph.left - base.right < height
    )
