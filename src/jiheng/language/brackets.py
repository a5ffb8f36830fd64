"""What stands within brackets and quotation marks, of which no sign parts anything."""

from __future__ import annotations

HIDDEN = "\x00"

_ENDS = {
    **dict.fromkeys("（(", "）)"),
    **dict.fromkeys("[［", "]］"),
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "《": "》",
    "“": "”",
    "‘": "’",
    '"': '"',
}
_CLOSING = frozenset("".join(_ENDS.values()))
_SIGNS = _CLOSING.union(_ENDS)


def without_inner(text: str) -> str:
    """Return a text with `HIDDEN` for each character within brackets and quotation marks.

    The signs themselves stay; one that has no partner encloses nothing.
    """
    if _SIGNS.isdisjoint(text):
        return text
    signs = list(text)
    waiting: list[int] = []
    for at, sign in enumerate(text):
        if sign not in _SIGNS:
            continue
        begun = [one for one in waiting if sign in _ENDS[text[one]]] if sign in _CLOSING else []
        if begun:
            start = begun[-1]
            signs[start + 1 : at] = HIDDEN * (at - start - 1)
            del waiting[waiting.index(start) :]
        elif sign in _ENDS:
            waiting.append(at)
    return "".join(signs)
