"""Indicators while their rows are read, and whose cells may go on after a page break."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.reading.layouts.heads.head import Column

_NOTHING = Traced()


@dataclass(slots=True)
class IndicatorDraft:
    """An indicator whose cells may go on after a page break.

    Attributes:
        paged: Whether it stands on a page, where a cell without text may have lost it; elsewhere
            nobody has filled it in.
        texts: What its cells hold, by the roles of their columns.
        further: What stands under heads without a known role.
        row: Where it begins; None where it has no row of its own.
    """

    level1: Traced
    level2: Traced
    paged: bool
    texts: dict[str, Traced] = field(default_factory=dict)
    further: list[tuple[Column, Traced]] = field(default_factory=list)
    row: int | None = None

    def text(self, role: str) -> Traced:
        """Return the text of a role; empty where it has none."""
        return self.texts.get(role, _NOTHING)

    def take(self, texts: Mapping[str, Traced], further: Iterable[tuple[Column, Traced]]) -> None:
        """Take in what a row says, behind what is known."""
        for role, text in texts.items():
            self.texts[role] = self.texts[role] + text if role in self.texts else text
        self.further.extend(further)
