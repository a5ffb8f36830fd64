"""Headings between the parts of one form: 二、项目资金, 绩效指标."""

from __future__ import annotations

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.outside.fronts import is_title, names_table

_HEADING = seldom(
    r"(?:第?[一二三四五六七八九十]{1,2}(?:部分)?[、.．:：]?|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．])?"
    r"[^\d。；;，,:：]{2,16}[:：]?"
)


def may_head_part(text: str) -> bool:
    """Return whether a line may head a part of a form: short, and the title of no table."""
    return bool(_HEADING.fullmatch(text)) and not is_title(text) and not names_table(text)
