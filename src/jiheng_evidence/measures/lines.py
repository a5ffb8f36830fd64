"""On which line of a TOML file something stands, which its parser does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[.=]""")
_FENCE = re.compile(r'"""|' + "'''")


class Lines:
    """The lines on which tables and their keys begin."""

    def __init__(self, text: str) -> None:
        self._headers: dict[str, list[int]] = {}
        self._keys: dict[int, dict[str, int]] = {0: {}}
        header = 0
        for number, line in _outside_of_texts(text):
            found = _HEADER.match(line)
            if found:
                header = number
                self._keys[number] = {}
                name = re.sub(r"[\s\"']", "", found[2])
                self._headers.setdefault(name, []).append(number)
                continue
            key = _KEY.match(line)
            if key:
                name = next(group for group in key.groups() if group is not None)
                self._keys[header].setdefault(name, number)

    def table(self, name: str, index: int = 0) -> int:
        """Return the line of a header; 0 when the table is not written with one."""
        found = self._headers.get(name, [])
        return found[index] if index < len(found) else 0

    def key(self, table: int, name: str) -> int:
        """Return the line of a key of the table that begins on a line; that line if unknown."""
        return self._keys.get(table, {}).get(name, table)


def _outside_of_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that do not begin within a text of several lines."""
    open_fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not open_fence:
            yield number, line
        for fence in _FENCE.findall(line):
            if not open_fence:
                open_fence = fence
            elif fence == open_fence:
                open_fence = ""
