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
_CLOSES = {sign: ends for ends in _ENDS.values() for sign in ends}
_SIGNS = frozenset(_CLOSES).union(_ENDS)


def without_inner(text: str) -> str:
    """Return a text with `HIDDEN` for each character within brackets and quotation marks.

    The signs themselves stay; one that has no partner encloses nothing.
    """
    if _SIGNS.isdisjoint(text):
        return text
    signs = list(text)
    for start, stop in _outermost(text):
        signs[start + 1 : stop] = HIDDEN * (stop - start - 1)
    return "".join(signs)


def _outermost(text: str) -> list[tuple[int, int]]:
    """Return where the pairs stand that no other one encloses; each sign is looked at once."""
    waiting: dict[str, list[int]] = {ends: [] for ends in _CLOSES.values()}
    pairs: list[tuple[int, int]] = []
    for at, sign in enumerate(text):
        if sign not in _SIGNS:
            continue
        begun = waiting[_CLOSES[sign]] if sign in _CLOSES else []
        if begun:
            start = begun[-1]
            for open_ones in waiting.values():
                while open_ones and open_ones[-1] >= start:
                    open_ones.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, at))
        elif sign in _ENDS:
            waiting[_ENDS[sign]].append(at)
    return pairs
