"""The review form of targets as data, and what the findings of a version propose for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BASIS = Bilingual(
    "财预〔2015〕88号《中央部门预算绩效目标管理办法》附：项目支出绩效目标审核表",
    "Cai Yu [2015] No. 88, review form of project targets",
)


class Grade(StrEnum):
    """A judgement of targets (审核结果)."""

    EXCELLENT = "优"
    GOOD = "良"
    FAIR = "中"
    POOR = "差"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _GRADES[self]

    @property
    def goes_on(self) -> bool:
        """Whether targets so judged go on; 中 is revised first, 差 never goes on (第二十五条)."""
        return self in {Grade.EXCELLENT, Grade.GOOD}


_GRADES: Mapping[Grade, Bilingual] = {
    Grade.EXCELLENT: Bilingual("优", "excellent"),
    Grade.GOOD: Bilingual("良", "good"),
    Grade.FAIR: Bilingual("中", "fair"),
    Grade.POOR: Bilingual("差", "poor"),
}
_BANDS = (
    (Decimal(90), Grade.EXCELLENT),
    (Decimal(80), Grade.GOOD),
    (Decimal(60), Grade.FAIR),
    (Decimal(0), Grade.POOR),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One of the eight things that are judged.

    Attributes:
        full: Points of an item without fault.
        test: What it asks for.
    """

    name: str
    title: Bilingual
    full: Decimal
    test: Bilingual


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the four sides that targets are judged from.

    Attributes:
        families: Of the rules whose findings cost points here.
    """

    name: str
    title: Bilingual
    families: frozenset[str]
    items: tuple[Item, Item]

    @property
    def full(self) -> Decimal:
        """Return the points of a dimension without fault."""
        return sum((item.full for item in self.items), Decimal(0))


def _item(name: str, title: tuple[str, str], full: int, test: tuple[str, str]) -> Item:
    return Item(name, Bilingual(*title), Decimal(full), Bilingual(*test))


DIMENSIONS = (
    Dimension(
        "completeness",
        Bilingual("完整性", "Completeness"),
        frozenset({"completeness", "legibility"}),
        (
            _item(
                "form",
                ("规范完整性", "Form"),
                10,
                (
                    "填报格式规范，内容完整、准确、详实，无缺项、错项",
                    "Filled in by the form: complete, accurate, nothing blank or wrong",
                ),
            ),
            _item(
                "clarity",
                ("明确清晰性", "Clarity"),
                10,
                (
                    "绩效目标明确清晰，能反映项目主要情况和预期产出、效果",
                    "The goal is explicit and describes the expected output and effect",
                ),
            ),
        ),
    ),
    Dimension(
        "relevance",
        Bilingual("相关性", "Relevance"),
        frozenset({"relevance"}),
        (
            _item(
                "goal",
                ("目标相关性", "Goal"),
                15,
                (
                    "符合法律法规、发展规划和部门职能、年度工作计划",
                    "Fits law, plans, the duties of the unit and its work plan",
                ),
            ),
            _item(
                "indicators",
                ("指标科学性", "Indicators"),
                15,
                (
                    "指标全面、重点突出，指标值明确、量化；定性的有具体要求",
                    "Indicators are full and the key ones; values are stated and quantified",
                ),
            ),
        ),
    ),
    Dimension(
        "suitability",
        Bilingual("适当性", "Suitability"),
        frozenset({"suitability", "arithmetic"}),
        (
            _item(
                "performance",
                ("绩效合理性", "Performance"),
                15,
                (
                    "预期绩效显著，符合行业正常水平或同类项目水平",
                    "Expected results are visible and in line with similar projects",
                ),
            ),
            _item(
                "money",
                ("资金匹配性", "Money"),
                15,
                (
                    "绩效目标与资金规模、使用方向匹配，不过高或过低",
                    "Targets match the amount and its use: neither too high nor too low",
                ),
            ),
        ),
    ),
    Dimension(
        "feasibility",
        Bilingual("可行性", "Feasibility"),
        frozenset({"feasibility", "execution"}),
        (
            _item(
                "attainable",
                ("实现可能性", "Attainability"),
                10,
                (
                    "经过调查研究、论证和合理测算，能够如期实现",
                    "Researched, argued and calculated; can be reached in time",
                ),
            ),
            _item(
                "conditions",
                ("条件充分性", "Conditions"),
                10,
                (
                    "实施方案合理，实施单位能力、内部控制和财务管理到位",
                    "The plan is sound; capacity, internal control and finance rules work",
                ),
            ),
        ),
    ),
)
"""Findings about what may be published cost no points: they say nothing of the targets."""

ITEMS: Mapping[str, Item] = {item.name: item for one in DIMENSIONS for item in one.items}
_COSTS = {"must": Decimal(3), "advice": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the findings lead to; a person decides.

    Attributes:
        points: By the names of the items.
    """

    points: Mapping[str, Decimal]
    grade: Grade

    @property
    def total(self) -> Decimal:
        """Return the points of all items."""
        return sum(self.points.values(), Decimal(0))


def grade_of(total: Decimal) -> Grade:
    """Return the grade in whose band a total lies."""
    return next(grade for least, grade in _BANDS if total >= least)


def proposal(findings: Iterable[Mapping[str, object]], *, blocked: bool) -> Proposal:
    """Return the points that findings leave of each item, and the grade.

    Args:
        findings: As stored with a version.
        blocked: Whether one of them blocks and nobody let it pass: then the grade is 差.
    """
    found = list(findings)
    points: dict[str, Decimal] = {}
    for dimension in DIMENSIONS:
        costs = (
            _COSTS.get(str(finding["severity"]), Decimal(0))
            for finding in found
            if finding["family"] in dimension.families
        )
        left = max(dimension.full - sum(costs), Decimal(0)) / dimension.full
        points |= {item.name: (item.full * left).normalize() + 0 for item in dimension.items}
    total = sum(points.values(), Decimal(0))
    return Proposal(points, Grade.POOR if blocked else grade_of(total))
