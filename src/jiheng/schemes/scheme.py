"""What a weighted scheme is: a tree of indicators and how each becomes points from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FULL = 100
"""Points of a leaf, a branch and the whole before bonuses are counted from 0 to this."""


class Direction(StrEnum):
    """Which values are good (指标方向): 正向, 逆向, 适度."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MODERATE = "moderate"


class Method(StrEnum):
    """How a value becomes points (标准化方法)."""

    MIN_MAX = "min-max"
    Z_SCORE = "z-score"
    PERCENTILE = "percentile"
    RATIO = "ratio"
    LOGARITHM = "logarithm"
    BANDS = "bands"
    YES_NO = "yes-no"
    PER_UNIT = "per-unit"


class Missing(StrEnum):
    """What a missing value means (缺失值处理): 剔除并重新分配权重, 最低分, 同组中位数, 不予评价."""

    REWEIGHT = "reweight"
    LOWEST = "lowest"
    MEDIAN = "median"
    REFUSE = "refuse"


class Ties(StrEnum):
    """Which rank follows equal scores (并列规则): 1, 1, 3 or 1, 1, 2."""

    SHARED = "shared"
    DENSE = "dense"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One step of graded thresholds (积分档): from this value on, so many points.

    Attributes:
        bound: The least value of the band; the greatest where less is better.
    """

    bound: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A node of the tree (指标): a leaf is measured, a branch gathers what stands below it.

    Attributes:
        parent: Code of the branch it stands in; None at the top.
        weight: Its part of what its siblings add up to.
        column: Head of its column in the data; its name when None.
        method: None for a branch.
        low: Value worth no points: of the group when None. A distance where `MODERATE`.
        high: Value worth full points: of the group when None.
        best_from: Least value that is best, where `MODERATE`.
        best_to: Greatest value that is best.
        target: What the ratio is taken to.
        each: Points of one unit.
        centre: Points of the mean, by `Z_SCORE`.
        slope: Points of one standard deviation.
        offset: Put to a value before its logarithm is taken.
        flat: Points of everybody where all are equal.
        floor: Least points.
        cap: Greatest points.
        missing: As the scheme says when None.
        across: Whether it is compared across groups although the scheme has some.
    """

    code: str
    name: str
    weight: Decimal
    parent: str | None = None
    unit: str = ""
    column: str | None = None
    method: Method | None = None
    direction: Direction = Direction.POSITIVE
    low: Decimal | None = None
    high: Decimal | None = None
    best_from: Decimal | None = None
    best_to: Decimal | None = None
    target: Decimal | None = None
    each: Decimal | None = None
    centre: Decimal = Decimal(60)
    slope: Decimal = Decimal(15)
    offset: Decimal = Decimal(1)
    flat: Decimal = Decimal(FULL)
    floor: Decimal = Decimal(0)
    cap: Decimal = Decimal(FULL)
    bands: tuple[Band, ...] = ()
    missing: Missing | None = None
    across: bool = False
    note: str = ""

    @property
    def head(self) -> str:
        """Head of its column in the data."""
        return self.column or self.name


class Effect(StrEnum):
    """What a condition that is not met does (后果): 一票否决, 等级封顶."""

    VETO = "veto"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold (门槛条件, 一票否决).

    Attributes:
        column: Head of a column of the data; None where points are looked at.
        on: Code of the indicator whose points are looked at; None where a value is.
        at_least: Least that is allowed.
        at_most: Greatest that is allowed.
        grade: The best grade that is left where the effect is `LIMIT`.
    """

    code: str
    name: str
    column: str | None = None
    on: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    effect: Effect = Effect.VETO
    grade: str | None = None


class Sign(StrEnum):
    """Whether points are put to the score or taken from it: 加分, 扣分."""

    BONUS = "bonus"
    DEDUCTION = "deduction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Points beside the tree (加分项, 扣分项): so many for each unit, up to a cap."""

    code: str
    name: str
    column: str
    sign: Sign
    each: Decimal
    cap: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A band of the final score (等级).

    Attributes:
        at_least: The least score, as it is printed, of the grade.
    """

    name: str
    at_least: Decimal


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A weighted scheme (加权评价方案).

    Attributes:
        issued: Day of this version.
        basis: The document it rests on.
        example: Whether it was made up to show how a scheme is written.
        group: Head of the column that names the group; None when all are compared with all.
        siblings: What the weights of siblings add up to; None: the weight of their parent, and
            100 at the top.
        missing: What a missing value means where an indicator says nothing of its own.
        coverage: Least share of the weight of a branch that must be there, from 0 to 1.
        tie_break: Codes of the indicators whose points part equal scores, in this order.
        bonus_cap: Greatest sum of bonuses.
        deduction_cap: Greatest sum of deductions.
        grades: From the best to the worst.
    """

    name: str
    version: str
    issued: date
    basis: str
    indicators: tuple[Indicator, ...]
    example: bool = False
    entity: str = "企业"
    group: str | None = None
    siblings: Decimal | None = Decimal(FULL)
    missing: Missing = Missing.REWEIGHT
    coverage: Decimal = Decimal("0.6")
    ties: Ties = Ties.SHARED
    tie_break: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    bonus_cap: Decimal = Decimal(0)
    deduction_cap: Decimal = Decimal(FULL)
    grades: tuple[Grade, ...] = field(default=())

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        """Each indicator by its code."""
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def leaves(self) -> tuple[Indicator, ...]:
        """What is measured, in the order of the scheme."""
        return tuple(item for item in self.indicators if item.method is not None)

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Indicator, ...]]:
        """What stands below each branch; below None, the top."""
        found: dict[str | None, list[Indicator]] = {}
        for indicator in self.indicators:
            found.setdefault(indicator.parent, []).append(indicator)
        return {parent: tuple(below) for parent, below in found.items()}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Heads of the columns that hold numbers, each once."""
        heads = [leaf.head for leaf in self.leaves]
        heads += [item.column for item in self.adjustments]
        heads += [item.column for item in self.conditions if item.column is not None]
        return tuple(dict.fromkeys(heads))

    def missing_of(self, leaf: Indicator) -> Missing:
        """Return what a missing value of a leaf means."""
        return leaf.missing or self.missing
