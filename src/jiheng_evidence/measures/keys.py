"""Takes the values of a TOML table by their keys; what is wrong with them becomes faults."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from jiheng_evidence.measures.faults import Faults
    from jiheng_evidence.measures.lines import Lines

E = TypeVar("E", bound="StrEnum")
T = TypeVar("T")

_WORDS: Mapping[type, Bilingual] = {
    str: Bilingual("文字", "a text"),
    int: Bilingual("整数", "a whole number"),
    dict: Bilingual("表", "a table"),
    date: Bilingual("日期", "a date"),
}
_LONGEST = 4000


class Keys:
    """A table of the file, its place and what to call it."""

    def __init__(
        self,
        table: Mapping[str, Any],
        faults: Faults,
        lines: Lines,
        line: int,
        about: Bilingual | None = None,
    ) -> None:
        self._table = table
        self._faults = faults
        self._lines = lines
        self.line = line
        self.about = about
        self._asked: set[str] = set()

    def fault(self, key: str, what: Bilingual) -> None:
        """Note that something is wrong at a key."""
        self._faults.add(self._lines.key(self.line, key), self.about, what)

    def has(self, key: str) -> bool:
        """Return whether a key is there."""
        return key in self._table

    def raw(self, key: str) -> Any:
        """Return a value whatever it is; None when the key is not there."""
        self._asked.add(key)
        return self._table.get(key)

    def required(self, key: str) -> bool:
        """Return whether a key is there, with a fault when it is not."""
        if key in self._table:
            return True
        self._asked.add(key)
        self.fault(key, Bilingual(f"缺少 {key}", f"{key} is missing"))
        return False

    def text(self, key: str, default: str | None = None) -> str | None:
        """Return a text."""
        value = self._of_type(key, str)
        if value is None:
            return default
        if not value.strip() or len(value) > _LONGEST * 5:
            self.fault(key, Bilingual(f"{key} 为空或过长", f"{key} is empty or too long"))
            return default
        return value

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int | None:
        """Return a whole number within bounds."""
        value = self._of_type(key, int)
        if value is None:
            return default
        if not low <= value <= high:
            zh, en = (
                (f"{key} 只能是 {low}", f"{key} must be {low}")
                if low == high
                else (f"{key} 应在 {low} 到 {high} 之间", f"{key} must be from {low} to {high}")
            )
            self.fault(key, Bilingual(zh, en))
            return default
        return value

    def day(self, key: str) -> date | None:
        """Return a date."""
        value = self._of_type(key, date)
        if isinstance(value, datetime):
            self._unlike(key, date)
            return None
        return value

    def table(self, key: str) -> dict[str, Any] | None:
        """Return a table within the table."""
        return self._of_type(key, dict)

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E | None:
        """Return one of several words."""
        value = self.text(key)
        if value is None:
            return default
        try:
            return kind(value)
        except ValueError:
            known = "、".join(kind)
            self.fault(
                key,
                Bilingual(
                    f"{key} 没有“{value}”，可用的有：{known}",
                    f"{key} cannot be “{value}”; known: {known.replace('、', ', ')}",
                ),
            )
            return default

    def refuse_others(self) -> None:
        """Note the keys that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                self._unknown(key, get_close_matches(key, self._asked, n=1))

    def tell_misspelt(self) -> None:
        """Note the keys that look like one that was asked for in vain; for use where all stops."""
        absent = self._asked - self._table.keys()
        for key in self._table.keys() - self._asked:
            near = get_close_matches(key, absent, n=1)
            if near:
                self._unknown(key, near)

    def _unknown(self, key: str, near: list[str]) -> None:
        zh = f"，是否想写 {near[0]}？" if near else "，或对此处不适用"
        en = f"; did you mean {near[0]}?" if near else ", or does not apply here"
        self.fault(key, Bilingual(f"不认识的键 {key[:60]}{zh}", f"unknown key {key[:60]}{en}"))

    def _of_type(self, key: str, kind: type[T]) -> T | None:
        self._asked.add(key)
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._unlike(key, kind)
            return None
        return value

    def _unlike(self, key: str, kind: type) -> None:
        word = _WORDS[kind]
        self.fault(key, Bilingual(f"{key} 应是{word.zh}", f"{key} must be {word.en}"))
