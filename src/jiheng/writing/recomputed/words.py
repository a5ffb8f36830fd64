"""The words of recomputed self-evaluations, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.scoring.recomputation import Agreement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.bilingual import Language

AGREEMENTS: Mapping[Agreement, Bilingual] = {
    Agreement.EQUAL: Bilingual("相符", "agrees"),
    Agreement.ROUNDED: Bilingual("相符（取位不同）", "agrees (rounding)"),
    Agreement.OTHER_METHOD: Bilingual("另法可得", "by another method"),
    Agreement.IN_RANGE: Bilingual("在档次区间内", "within its grade"),
    Agreement.LOWER: Bilingual("少计", "too low"),
    Agreement.HIGHER: Bilingual("多计", "too high"),
    Agreement.BEYOND_WEIGHT: Bilingual("超出分值", "beyond its weight"),
    Agreement.NO_ACTUAL: Bilingual("无完成值", "no actual value"),
    Agreement.NO_TARGET: Bilingual("无目标值", "no target"),
    Agreement.NOT_RECOMPUTABLE: Bilingual("由人评定", "judged by a person"),
    Agreement.NOT_PRINTED: Bilingual("没有得分", "no points printed"),
}
_WORDS = {
    "report": Bilingual("自评计分复算", "Self-evaluation recomputed"),
    "standard": Bilingual("计分标准", "Standard"),
    "line": Bilingual("指标", "Indicator"),
    "target": Bilingual("目标值", "Target"),
    "actual": Bilingual("实际完成值", "Actual"),
    "weight": Bilingual("分值", "Weight"),
    "printed": Bilingual("所印得分", "Printed"),
    "due": Bilingual("应得", "Due"),
    "agreement": Bilingual("结论", "Outcome"),
    "explanation": Bilingual("说明", "Explanation"),
    "steps": Bilingual("计算过程", "Working"),
    "place": Bilingual("位置", "Place"),
    "check": Bilingual("核对", "Check"),
    "document": Bilingual("文件", "Document"),
    "project": Bilingual("项目（单位）", "Project (unit)"),
    "faults": Bilingual("差错", "Faults"),
    "right": Bilingual("相符", "right"),
    "wrong": Bilingual("不符", "wrong"),
    "unknown": Bilingual("无法核对", "cannot be checked"),
    "lacks_reason": Bilingual("缺原因说明", "lacks a reason"),
    "needs_reason": Bilingual("没有写偏差原因", "no reason is written"),
    "none": Bilingual("没有发现计分差错。", "No fault of arithmetic was found."),
    "none_but": Bilingual(
        "没有发现计分差错，但有 {open} 处无法核对。",
        "No fault of arithmetic was found, but this much could not be checked: {open}",
    ),
    "open": Bilingual("{open} 处无法核对", "not checked: {open}"),
    "no_table": Bilingual("没有找到项目支出绩效自评表。", "No self-evaluation table was found."),
    "found": Bilingual(
        "{faults} 处差错，{lines} 行复算", "faults: {faults}; lines recomputed: {lines}"
    ),
}


def words(language: Language) -> dict[str, str]:
    """Return the words in one language."""
    return {key: text.text(language) for key, text in _WORDS.items()}
