"""Characters of which a font does not say what they are, amid others of which it does.

PDFium then gives the number of the drawing in the font for the character: nothing, or another one
that looks sound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from jiheng.reading.containers.pdf.characters import UNMAPPED

if TYPE_CHECKING:
    import ctypes

_GENERATED = frozenset("\r\n ")
_NONE = "\ufffe"
"""What a page says for a character without any code, and for a hyphen at the end of a line."""

_AROUND = 6
"""Characters told on both sides of one that is not known."""

MOST = 0.5
"""Share of the characters of a page above which codes are taken for the characters themselves.

Some programs write fonts whose codes are just that, and say so in a way that PDFium does not take.
"""


def unmapped_in(text: ctypes.c_void_p, words: str, sound: set[str]) -> str:
    """Return a piece of a page around a character without a code, or nothing.

    Args:
        text: The page for PDFium.
        words: All that it says.
        sound: Characters that were found to have a code on this page or others; new ones are added.
    """
    known = set(words) - _GENERATED
    places = {character: _unmapped_at(text, words, character) for character in known - sound}
    sound.update(character for character, at in places.items() if at < 0)
    unmapped = [at for at in places.values() if at >= 0]
    if not unmapped or len(unmapped) > MOST * len(known):
        return ""
    at = min(unmapped)
    around = "".join(words[max(at - _AROUND, 0) : at + _AROUND].split())
    return "".join(c if c.isprintable() else UNMAPPED for c in around)


def _unmapped_at(text: ctypes.c_void_p, words: str, character: str) -> int:
    """Return where a character first stands, if its font has no code for it there; -1 if it has."""
    at = words.find(character)
    code = pdfium.FPDFText_GetUnicode(text, at)
    if character == _NONE:
        return at if code == 0 else -1
    known = code != ord(character) or pdfium.FPDFText_HasUnicodeMapError(text, at) <= 0
    return -1 if known else at
