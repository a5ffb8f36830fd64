"""Elements of a page that hide what stands between them: whole tables, and the prose around."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.reading.containers.texts.html_setting import is_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

_HINT = re.compile(r"<[a-z][^<>]*(?:hidden|none|collapse)", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9:]*)(?P<attributes>[^<>]*)>", re.IGNORECASE)
_CLOSING = "|".join(("p", "div", "section", "li", "table", *(f"h{level}" for level in range(1, 7))))
_CLOSES_LINE = re.compile(_CLOSING, re.IGNORECASE)
_LINES = frozenset({"p", "li", *(f"h{level}" for level in range(1, 7))})
"""Elements whose ends many pages leave out; no table stands in them."""

_ALONE = frozenset(("br", "hr", "img", "input", "col", "meta", "link", "option"))
"""Elements that hold nothing, and those whose hiding is told by themselves."""


@dataclass(slots=True)
class Veil:
    """The outermost element that is open and hides what it encloses.

    Attributes:
        hiding: Classes and elements that the style sheets of the page hide.
    """

    hiding: Mapping[str, bool] = field(default_factory=dict)
    _name: str = ""
    _depth: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether what follows is hidden."""
        return self._depth > 0

    def over_table(self) -> bool:
        """Return whether a table that begins is hidden."""
        if self._name in _LINES:
            self._depth = 0
        return self.is_drawn

    def pass_by(self, raw: str, start: int, end: int) -> None:
        """Take in the tags of a stretch outside of tables."""
        if not self._depth and not self.hiding and not _HINT.search(raw, start, end):
            return
        for tag in _TAG.finditer(raw, start, end):
            self._take(tag["name"].lower(), tag["attributes"], closes=bool(tag["close"]))

    def _take(self, name: str, attributes: str, *, closes: bool) -> None:
        if self._depth and self._name in _LINES and _CLOSES_LINE.fullmatch(name):
            self._depth = 0
        if self._depth and name == self._name:
            self._depth += -1 if closes else 1
        elif self._depth or closes or name in _ALONE or attributes.endswith("/"):
            return
        elif is_hidden(attributes, self.hiding):
            self._name, self._depth = name, 1
