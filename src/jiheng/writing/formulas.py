"""Which texts a spreadsheet would take for a formula when it opens or edits them."""

from __future__ import annotations

import re

_WIDE = str.maketrans("\uff1d\uff0b\uff0d\uff20", "=+-@")
"""Full-width signs, which East Asian spreadsheets may take for the narrow ones."""

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", *map(chr, _WIDE))
_HARMLESS = re.compile(r"[-+=@]+|[-+]\d[\d,]*(?:\.\d+)?[%％‰]?")
"""Signs by themselves, or one before a plain number or per cent."""


def is_formula(text: str) -> bool:
    """Return whether a text might be computed: it begins as formulas do, and is no number."""
    return text.startswith(_SIGNS) and not _HARMLESS.fullmatch(text.translate(_WIDE))
