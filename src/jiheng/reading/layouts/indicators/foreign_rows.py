"""Rows at the end of a list under what is no level, where real ones stand above: told.

Another table below the list, the heads of which nobody knows, may be read as indicators.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.words.level_labels import is_level, names_first
from jiheng.standards.indicator_tree import bare_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft

_FEWEST = 2
"""Different words in place of a level that are no level of a form with levels of its own."""


def foreign_row(drafts: Sequence[IndicatorDraft]) -> Traced | None:
    """Return what stands in place of the first level where rows begin that may be no indicators.

    They end the list, and all rows above them have known levels. One number is enough.
    """
    last = list(takewhile(_is_foreign, reversed(drafts)))
    before = drafts[: len(drafts) - len(last)]
    if not last or not before or not all(_is_level(draft.level1.text) for draft in before):
        return None
    said = {draft.level1.text for draft in last}
    return last[-1].level1 if len(said) >= _FEWEST or any(map(is_figure, said)) else None


def _is_foreign(draft: IndicatorDraft) -> bool:
    levels = [level.text for level in (draft.level1, draft.level2)]
    return bool(levels[0]) and not any(map(_is_level, levels))


def _is_level(text: str) -> bool:
    bare = bare_label(text)
    return names_first(bare) or is_level(bare, 2) or "指标" in bare
