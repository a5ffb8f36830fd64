"""What the words of a run are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.measures.model import Kind
from jiheng_evidence.running.outcome import AlarmKind, State

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
ALARMS: Mapping[AlarmKind, Bilingual] = MappingProxyType(
    {
        AlarmKind.MISSING: Bilingual("数据缺失", "data missing"),
        AlarmKind.STALE: Bilingual("数据过期", "data stale"),
        AlarmKind.GAP: Bilingual("缺期", "gap"),
        AlarmKind.OUTLIER: Bilingual("异常值", "outlier"),
        AlarmKind.UNIT_SLIP: Bilingual("疑似单位错误", "slip of units"),
        AlarmKind.BLANK: Bilingual("空白值", "blank values"),
        AlarmKind.CONTRARY: Bilingual("前后矛盾", "contradiction"),
        AlarmKind.UNFINISHED: Bilingual("尚未完成", "unfinished"),
        AlarmKind.UNENDED: Bilingual("尚未结束", "not ended"),
        AlarmKind.UNDATED: Bilingual("没有日期", "no date"),
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
