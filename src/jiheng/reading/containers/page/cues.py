"""Words by which pages that may hold target tables are told from the others of a book."""

from __future__ import annotations

import re

from jiheng.reading.ledger import BLANK

_CUES = re.compile(
    "绩效目标|绩效指标|[一二三]级指标|指标值|指标名称|绩效自评|自评表|(?:绩效|执行|运行)监控|绩效评价|"
    "年度总体目标|实施期(?:总)?目标"
)
_BLANKS = re.compile(f"[{BLANK}]+")


def speaks_of_targets(words: str) -> bool:
    """Return whether what a page says may be of targets and their indicators."""
    return _CUES.search(_BLANKS.sub("", words)) is not None
