"""AR005: deadlines and planned years that do not fit the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import DeadlineTarget, Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, insufficient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Location
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="AR005",
    name="time-out-of-year",
    title=Bilingual("时间不在预算年度内", "Time outside the budget year"),
    family=Family.ARITHMETIC,
    severity=Severity.MUST,
    aliases=("R25", "R45"),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号：绩效目标应与预算年度和实施期限相对应。",
            "财预〔2015〕88号: goals match the budget year and the period.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "完成时间、计划年份不在预算年度内（应当修改）；文件没有写明年度时，与项目自己的文号、对比年份矛盾的作建议。",
            "A deadline or planned year lies outside the budget year (must); where "
            "no year is stated, one that contradicts the project itself (advice).",
        ),
        why=Bilingual(
            "多为照抄上年目标，期限一开始就已过去。",
            "Mostly copied from last year; the deadline is past from the start.",
        ),
        bad=Bilingual(
            "2025年度表中“2023年底前完成”",
            "“by the end of 2023” in a table of 2025",
        ),
        good=Bilingual(
            "2025年度表中“2025年底前完成”",
            "“by the end of 2025” in a table of 2025",
        ),
        fix=Bilingual(
            "改为预算年度内的时间；确为跨年的，在周期值中写明。",
            "Give a time within the year, or state the longer period in the period value.",
        ),
    ),
)
_NUMBERED = re.compile(r"[〔\[【（(](20\d\d)[〕\]】）)]\d{1,4}号")
_BASELINE = re.compile(r"(?:优于|高于|超过|不低于|同比|比|较|对比)(20\d\d)年")
_PLANNED = re.compile(
    r"(?:计划|拟|预计|力争|确保)[在于到]?(20\d\d)年(?![-—至到度])"
    r"|(20\d\d)年(?:\d{1,2}月)?年?[底末]?之?前(?=完成|全部|全面|按时|基本完成|建成|实现|达到|投入使用|交付|竣工)"
)
_NAMED = re.compile(r"(20\d\d)年(?:底前|底|年内|内|前)?完成")


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare planned years with the budget year, or with what the project says of itself."""
    stated = project.table.table.fiscal_year
    earliest = stated if stated is not None else _earliest(project)
    if earliest is None:
        yield insufficient("文件没有写明预算年度", "the document states no budget year")
        return
    for year, place in _planned_years(project):
        if year < earliest:
            yield _hit(year, place, earliest, stated=stated is not None)
    if stated is not None:
        for year, place in _deadlines(project, annual=True):
            if year > stated:
                yield _hit(year, place, stated, stated=True)


def _earliest(project: ProjectSubject) -> int | None:
    """Return the first year the project can be about, by its document number or comparisons."""
    years = [int(year) for year in _NUMBERED.findall(project.row.name)]
    years += [int(year) + 1 for year in _BASELINE.findall(project.goal)]
    return max(years, default=None)


def _planned_years(project: ProjectSubject) -> Iterator[tuple[int, Location]]:
    for match in _PLANNED.finditer(project.goal):
        yield int(match[1] or match[2]), project.at("goal", *match.span())
    yield from _deadlines(project)
    for indicator in project.indicators:
        named = _NAMED.match(indicator.name)
        if named is not None:
            yield int(named[1]), indicator.at("name", *named.span())


def _deadlines(project: ProjectSubject, *, annual: bool = False) -> Iterator[tuple[int, Location]]:
    for indicator in project.indicators:
        target = indicator.indicator.target
        if annual and indicator.value_field != "annual_value":
            continue
        if isinstance(target, DeadlineTarget) and target.year is not None:
            yield target.year, indicator.at_value()


def _hit(year: int, place: Location, bound: int, *, stated: bool) -> Hit:
    if stated:
        reason = Bilingual(f"预算年度为{bound}年", f"the budget year is {bound}")
    else:
        reason = Bilingual(
            f"该项目的文号或对比年份表明最早为{bound}年",
            f"by its own document number or comparison the project is of {bound} at the earliest",
        )
    return Hit(
        at=place,
        severity=Severity.MUST if stated else Severity.ADVICE,
        cause=f"{place.row}|{year}",
        message=Bilingual(
            f"“{place.excerpt}”与年度不符：{reason.zh}。", f"“{place.excerpt}”: {reason.en}."
        ),
    )


RULE = ProjectRule(META, check)
