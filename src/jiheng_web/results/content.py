"""What sheets and self-evaluations hold, as JSON with exact numbers."""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003 - msgspec looks it up when it decodes
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPED, LEDGER, SURVEY, MEASURE = "typed", "ledger", "survey", "measure"
"""Where a value comes from."""


class Proof(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a value rests on (佐证).

    Attributes:
        name: Of the file, ledger, survey or table.
        file: Key of the evidence file, where it is one.
        query: How the value was taken out of it.
        rows: Records it was computed from.
        as_of: The day up to which it counts, as 2026-07-31.
    """

    name: str
    sha256: str = ""
    file: int | None = None
    query: str = ""
    rows: int | None = None
    as_of: str = ""


class Reached(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actual value as it is stored (实际完成值).

    Attributes:
        text: As typed, or as a form prints it; empty: nothing is known.
        numerator: Of a computed share, with `denominator`.
        unit: Of the share.
        sample: Answers it rests on.
        source: One of `TYPED`, `LEDGER`, `SURVEY`, `MEASURE`.
    """

    text: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""
    sample: int | None = None
    source: str = TYPED
    proofs: tuple[Proof, ...] = ()


class Money(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Money of a project in 万元; None: not known, never nought.

    Attributes:
        initial: 年初预算数.
        budget: 全年预算数.
        executed: 执行数 up to the day in question.
    """

    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    source: str = TYPED
    proofs: tuple[Proof, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a unit says of a deviation, by the codes of the monitoring form."""

    cause: str = ""
    explanation: str = ""
    likelihood: str = ""
    measures: str = ""


class SheetLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An indicator in a monitoring sheet; `forecast` where a person expects another year end."""

    reached: Reached = Reached()
    forecast: str = ""
    said: Said = Said()


class SheetContent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A monitoring sheet; its lines stand beside the indicators of the version."""

    money: Money = Money()
    forecast: Decimal | None = None
    """全年预计执行数 in 万元, where a person expects another than the computed one."""
    said: Said = Said()
    """Of the money."""
    lines: tuple[SheetLine, ...] = ()


class RatedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An indicator in a self-evaluation.

    Attributes:
        weight: 分值; None: not set.
        given: Points a person gave to an indicator in words.
        reason: 偏差原因分析及改进措施.
    """

    reached: Reached = Reached()
    weight: Decimal | None = None
    given: Decimal | None = None
    reason: str = ""


class SelfEvaluationContent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A self-evaluation; its lines stand beside the indicators of the version.

    Attributes:
        reason: Why the execution rate is low.
        goal_actual: 年度总体目标实际完成情况.
        problems: 存在问题.
        measures: 改进措施.
    """

    money: Money = Money()
    reason: str = ""
    goal_actual: str = ""
    problems: str = ""
    measures: str = ""
    lines: tuple[RatedLine, ...] = ()


class Rated(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Points of a line as the department sees them, and why they differ."""

    points: Decimal
    reason: str = ""


Content = TypeVar("Content")
Line = TypeVar("Line", SheetLine, RatedLine)


def stored(content: object) -> str:
    """Return content as text for the database."""
    return msgspec.json.encode(content).decode()


def loaded(text: str, kind: type[Content]) -> Content:
    """Return content that was stored."""
    return msgspec.json.decode(text, type=kind)


def beside(lines: Sequence[Line], count: int, empty: Line) -> tuple[Line, ...]:
    """Return one line for each of so many indicators."""
    return tuple(lines[at] if at < len(lines) else empty for at in range(count))
