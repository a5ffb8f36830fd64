"""Heads of indicators that stand like labels of a form of which no indicator was read: told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.roles import column_role

if TYPE_CHECKING:
    from jiheng.model import Problem
    from jiheng.reading.layouts.drafts import RowDraft

_HEADS = frozenset(("level1", "level2", "name3", "annual_value"))
_FEWEST = 2


def unread_heads(draft: RowDraft) -> list[Problem]:
    """Return the word on labels that are heads of a list of indicators; nothing for a lone one.

    A list with a column for each indicator has its heads one below the other: 三级指标 beside all
    names, 目标值 beside all values.
    """
    if draft.indicators:
        return []
    heads = [entry for entry in draft.further if column_role(entry.label) in _HEADS]
    roles = {column_role(entry.label) for entry in heads}
    return [notes.unread_list(heads)] if "name3" in roles and len(roles) >= _FEWEST else []
