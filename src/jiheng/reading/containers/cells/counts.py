"""Counts as lists write them: 1, 一, ①, a, iv."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CHINESE = frozenset(
    {
        *("chineseCounting", "chineseCountingThousand", "ideographTraditional"),
        *("japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"),
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_LATIN = frozenset({"upperLetter", "lowerLetter"})


def written(count: int, kind: str) -> str:
    """Return a count as a list writes it; in figures where the way is none of those of forms.

    Args:
        count: From 0 on.
        kind: The way of counting, by the names that Word gives it.
    """
    if kind in _CHINESE and 0 < count < 100:  # noqa: PLR2004 - lists of forms are shorter
        tens, ones = divmod(count, 10)
        before = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
        return before + (_DIGITS[ones] if ones else "")
    if kind in _CIRCLED and 0 < count <= 20:  # noqa: PLR2004 - there are no more of them
        return chr(ord("①") + count - 1)
    if kind in _LATIN and 0 < count <= 26:  # noqa: PLR2004 - letters
        return chr((ord("A") if kind == "upperLetter" else ord("a")) + count - 1)
    if kind in {"upperRoman", "lowerRoman"} and 0 < count < 40:  # noqa: PLR2004 - up to XXXIX
        said = ""
        for value, letters in _ROMAN:
            said, count = said + letters * (count // value), count % value
        return said if kind == "upperRoman" else said.lower()
    return str(count)
