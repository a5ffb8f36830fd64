"""Numbers that a page sets before the items of a list by itself: `<ol>`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jiheng.reading.containers.cells.counts import written

_TAG = re.compile(r"<(?P<close>/?)(?P<name>ol|ul|li)(?P<attributes>(?:\s[^<>]*)?)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>type|start|value|class)\s*=\s*(?P<said>"[^"]*"|'[^']*'|[^\s"'>]+)""",
    re.IGNORECASE,
)
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;\"']*?(?P<kind>[a-z][a-z-]+)", re.IGNORECASE)
_COUNT = re.compile(r"-?\d{1,6}")
_KINDS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "upper-roman": "upperRoman",
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "cjk-decimal"), "chineseCounting"),
}
_UNNUMBERED = frozenset(("none", "disc", "circle", "square"))
_FOLLOWS = re.compile(r"(?:<[^<>]*>|&nbsp;|\s)*+(?P<own>.)", re.DOTALL)
_NUMBERED = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）](?!\d)|[①-⑳]")
_MOST_WITHIN = 50


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of the lists that are open at a place of a cell.

    Attributes:
        bare: Names of tags, and classes with a dot, that style sheets leave without a number.
    """

    bare: frozenset[str] = frozenset()
    _open: list[tuple[str, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Forget what is open, at the beginning of a cell."""
        self._open.clear()

    def before(self, tag: str, following: str) -> str:
        """Take in a tag and return the number that is seen in its place; mostly none.

        An item that begins with a number of its own has no other.

        Args:
            tag: As it is printed.
            following: What stands behind it in its line.
        """
        match = _TAG.fullmatch(tag)
        if match is None:
            return ""
        name = match["name"].lower()
        if name != "li":
            if match["close"]:
                del self._open[-1:]
            elif len(self._open) < _MOST_WITHIN:
                self._open.append(self._list(name, match["attributes"]))
        elif not match["close"] and self._open:
            return self._item(match["attributes"], following)
        return ""

    def _list(self, name: str, attributes: str) -> tuple[str, int]:
        """Return how a list counts, empty where it does not, and its first number."""
        told = _told(attributes)
        kind = _kind(attributes) or told.get("type", "decimal")
        if name == "ul" or kind in _UNNUMBERED or self._is_bare("ol", told):
            return "", 0
        return _KINDS.get(kind, "decimal"), _number(told.get("start"), 1)

    def _item(self, attributes: str, following: str) -> str:
        kind, count = self._open[-1]
        told = _told(attributes)
        count = _number(told.get("value"), count)
        self._open[-1] = (kind, count + 1)
        first = _FOLLOWS.match(following)
        start = first.start("own") if first else len(following)
        is_bare = _kind(attributes) in _UNNUMBERED or self._is_bare("li", told)
        if not kind or is_bare or _NUMBERED.match(following, start):
            return ""
        # 1. before 48处 would be 1.48处
        is_apart = first is None or first["own"].isdigit() or kind == "chineseCounting"
        return written(count, kind) + ("、" if is_apart else ".")

    def _is_bare(self, name: str, told: dict[str, str]) -> bool:
        classes = (f".{one}" for one in told.get("class", "").split())
        return not self.bare.isdisjoint((name, *classes))


def _told(attributes: str) -> dict[str, str]:
    return {m["name"].lower(): m["said"].strip("\"' ") for m in _ATTRIBUTE.finditer(attributes)}


def _kind(attributes: str) -> str:
    match = _STYLE.search(attributes)
    return match["kind"].lower() if match else ""


def _number(said: str | None, otherwise: int) -> int:
    return max(int(said), 0) if said and _COUNT.fullmatch(said) else otherwise
