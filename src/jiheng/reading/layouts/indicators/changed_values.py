"""Target values in force of a row that prints those before and after a change: 1.6 | 1.55."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.reading.layouts.words.roles import column_role, plain
from jiheng.reading.layouts.words.terms import force_in, is_replaced, says_unchanged
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from jiheng.model import Traced
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft
    from jiheng.reading.ledger import Ledger

_VALUE = "annual_value"
_CHANGED = re.compile(
    r"(?:全年|年中|中期|年度)?(?:\(?(?:调整|变更|修订)\)?)后?的?(?:绩效)?(?:指标|目标){0,2}值"
)


def take_in_force(draft: IndicatorDraft, head: Head, ledger: Ledger) -> None:
    """Let a value after a change take the place of the first, and the first stay without one.

    调整指标值 is filled in where a value was changed; 调整后指标值 may be blank where it was not.
    """
    own = next((column for column in head.columns if column.role == _VALUE), None)
    if own is None:
        return
    before = draft.text(_VALUE)
    for at, (column, text) in enumerate(draft.further):
        if _CHANGED.fullmatch(plain(column.label)) and _says(text):
            draft.texts[_VALUE] = text
            draft.further[at : at + 1] = [(own, before)] if before else []
            return
        first = column_role(column.label) == _VALUE and not is_replaced(plain(column.label))
        if first and force_in(plain(own.label)) and not _says(before) and _says(text):
            ledger.mark(before, SEPARATOR)
            draft.texts[_VALUE] = text
            del draft.further[at]
            return


def _says(text: Traced) -> bool:
    return not is_blank(text.text) and not says_unchanged(text.text)
