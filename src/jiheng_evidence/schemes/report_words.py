"""The words of reports on a ranking, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.schemes.dropping import dropped
from jiheng.schemes.standing import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng.bilingual import Language
    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.standing import Standing

OUTCOMES: Mapping[Outcome, Bilingual] = MappingProxyType(
    {
        Outcome.RANKED: Bilingual("已排名", "ranked"),
        Outcome.VETOED: Bilingual("一票否决", "vetoed"),
        Outcome.MISSING_DATA: Bilingual("缺少数据，不予评价", "not ranked: data is missing"),
    }
)

HEADS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "rank": Bilingual("名次", "Rank"),
        "group": Bilingual("分组", "Group"),
        "group_rank": Bilingual("组内名次", "Rank in group"),
        "score": Bilingual("得分", "Score"),
        "grade": Bilingual("等级", "Grade"),
        "outcome": Bilingual("结果", "Outcome"),
        "bonus": Bilingual("加分", "Bonus"),
        "deduction": Bilingual("扣分", "Deduction"),
        "remarks": Bilingual("说明", "Remarks"),
        "code": Bilingual("代码", "Code"),
        "indicator": Bilingual("指标", "Indicator"),
        "weight": Bilingual("权重", "Weight"),
        "share": Bilingual("占总分%", "Share %"),
        "value": Bilingual("数值", "Value"),
        "points": Bilingual("得分（百分制）", "Points of 100"),
        "contribution": Bilingual("贡献", "Contribution"),
        "how": Bilingual("计算", "How"),
        "gain": Bilingual("总分增加", "Gain"),
        "then": Bilingual("届时得分", "Score then"),
        "rank_then": Bilingual("届时名次", "Rank then"),
        "to": Bilingual("改进", "Change"),
        "change": Bilingual("权重变动%", "Change of weight %"),
        "correlation": Bilingual("名次相关系数", "Rank correlation"),
        "entered": Bilingual("进入前列", "Enter"),
        "left": Bilingual("退出前列", "Leave"),
        "share_of_draws": Bilingual("留在前列的比例%", "Among the first, % of draws"),
    }
)


_LEFT_OUT = ("缺失并重新分配权重", "missing, weight given to siblings")
_MISSING = ("缺失", "missing")


def heads(language: Language, *names: str) -> list[str]:
    """Return heads of columns."""
    return [HEADS[name].text(language) for name in names]


def remarks(scheme: Scheme, standing: Standing, language: Language) -> str:
    """Return what is to be known about a standing: unmet conditions and missing values."""
    separator = "；" if language == "zh" else "; "
    return separator.join(found.text(language) for found in _remarks(scheme, standing))


def _remarks(scheme: Scheme, standing: Standing) -> Iterator[Bilingual]:
    conditions = {item.code: item.name for item in scheme.conditions}
    for codes, zh, en in (
        (standing.vetoes, "不满足必备条件", "conditions not met"),
        (standing.limits, "等级受限", "the grade is bounded"),
        (standing.unknown, "条件无法判断（缺少数据）", "conditions without data"),
    ):
        if codes:
            names = [conditions[code] for code in codes]
            yield Bilingual(f"{zh}：{'、'.join(names)}", f"{en}: {', '.join(names)}")
    gaps = standing.gaps
    if standing.score is not None:
        for branch, given in dropped(scheme, gaps.left_out):
            names = [leaf.name for leaf in given]
            yield Bilingual(
                f"{branch.name}资料不足，{'、'.join(names)}未计入",
                f"too little data of {branch.name}: {', '.join(names)} not counted",
            )
    # Where there is no score, no weight was given to anything.
    left_out = _MISSING if standing.score is None else _LEFT_OUT
    for codes, zh, en in (
        (gaps.refused, "缺少必需数据", "data that must be there is missing"),
        (gaps.left_out, *left_out),
        (gaps.lowest, "缺失计最低分", "missing, least points"),
        (gaps.imputed, "以同组中位数估算", "imputed by the median of the group"),
    ):
        if codes:
            names = [scheme.by_code[code].name for code in codes]
            yield Bilingual(f"{zh}：{'、'.join(names)}", f"{en}: {', '.join(names)}")


def caption(scheme: Scheme, language: Language) -> str:
    """Return version, day and basis of a scheme; that it is an example, where it is."""
    example = Bilingual("【示例，不用于实际评价】", "[An example, not for use] ")
    version = Bilingual(
        f"版本 {scheme.version}，{scheme.issued}；{scheme.basis}",
        f"version {scheme.version}, {scheme.issued}; {scheme.basis}",
    )
    return (example.text(language) if scheme.example else "") + version.text(language)
