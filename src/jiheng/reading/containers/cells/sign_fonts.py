"""Signs of fonts whose characters are no letters: what a form means by them."""

from __future__ import annotations

import re

_BOXES = str.maketrans(
    "\uf0fe\uf052\uf0fd\uf053\uf0a8\uf06f\uf0a3\uf0fc\uf050\uf0fb\uf04f\uf06c\uf06e",
    "☑☑☒☒□□□✓✓✗✗●■",
)
"""Signs that forms tick, of the fonts Wingdings."""

_MATHEMATICS = str.maketrans(
    "\uf0a3\uf0b3\uf0b9\uf0bb\uf0b1\uf0b4\uf0b8\uf0b0\uf0a5\uf0b7\uf0d7\uf0e5"
    "\uf0d6\uf0ae\uf06d\uf044\uf02d\uf061\uf062\uf070\uf053",
    "≤≥≠≈±×÷°∞•·∑√→μΔ−αβπΣ",
)
_MATHEMATICS.update({0xF000 + ord(sign): ord(sign) for sign in "!%()+,./0123456789:;<=>?[]{|}"})
"""Signs of the font Symbol, in which Word sets those of comparison."""

_PRIVATE_USE = 0xF000
"""Where the characters of such fonts begin among those of no meaning of their own."""

_OF_NO_FONT = {**_MATHEMATICS, **_BOXES}
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def sign_in(font: str, sign: str) -> str:
    """Return what a sign of a font means; the sign itself where that is unknown."""
    table = _MATHEMATICS if "symbol" in font.lower().split() else _BOXES
    return sign.translate(table)


def with_signs(text: str, fonts: str) -> str:
    """Return a text in which the private characters of such fonts are the signs they mean."""
    if _PRIVATE.search(text) is None:
        return text
    named = fonts.lower()
    table = _MATHEMATICS if "symbol" in named else _BOXES if "wingdings" in named else _OF_NO_FONT
    return text.translate(table)


def as_in_font(text: str, font: str) -> str:
    """Return what characters mean that stand in a font of signs by their numbers: ³ is ≥ in Symbol.

    Letters and figures stay; whoever sets them in such a font means them.
    """
    signs = {sign: sign_in(font, chr(_PRIVATE_USE + ord(sign))) for sign in text if _is_high(sign)}
    for sign, meant in signs.items():
        if _PRIVATE.fullmatch(meant) is None:
            text = text.replace(sign, meant)
    return text


def _is_high(sign: str) -> bool:
    return "\x80" <= sign <= "\xff"
