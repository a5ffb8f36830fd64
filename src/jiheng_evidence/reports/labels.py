"""What the words of a run are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.measures.model import Kind
from jiheng_evidence.running.outcome import State

if TYPE_CHECKING:
    from collections.abc import Mapping

STATES: Mapping[State, Bilingual] = MappingProxyType(
    {
        State.MET: Bilingual("完成", "met"),
        State.PARTLY: Bilingual("部分完成", "partly met"),
        State.MISSED: Bilingual("未完成", "missed"),
        State.UNJUDGED: Bilingual("无法判定", "not judged"),
        State.FAILED: Bilingual("未能计算", "not computed"),
        State.UNBOUND: Bilingual("未绑定", "unbound"),
    }
)
SIGNS: Mapping[State, str] = MappingProxyType(
    {
        State.MET: "✓",
        State.PARTLY: "◐",
        State.MISSED: "✗",
        State.UNJUDGED: "？",
        State.FAILED: "！",
        State.UNBOUND: "○",
    }
)
KINDS: Mapping[Kind, Bilingual] = MappingProxyType(
    {
        Kind.COUNT: Bilingual("计数", "count"),
        Kind.COUNT_DISTINCT: Bilingual("去重计数", "distinct count"),
        Kind.SUM: Bilingual("合计", "sum"),
        Kind.AVERAGE: Bilingual("平均", "average"),
        Kind.SHARE: Bilingual("比率", "share"),
        Kind.ON_TIME: Bilingual("按时率", "share on time"),
        Kind.DURATION: Bilingual("时长", "duration"),
        Kind.LATEST: Bilingual("最新值", "latest value"),
        Kind.LAST_DATE: Bilingual("完成日期", "last date"),
        Kind.ACCURACY: Bilingual("准确率", "accuracy"),
        Kind.QUERY: Bilingual("查询", "query"),
    }
)
