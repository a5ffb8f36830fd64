"""The objects of jiheng/table/1 as they stand in a data file; see `schema/table-1.json`."""

from __future__ import annotations

from calendar import monthrange
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

DecimalText = Annotated[str, Meta(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Year = Annotated[int, Meta(ge=1, le=9999)]
Month = Annotated[int, Meta(ge=1, le=12)]
Day = Annotated[int, Meta(ge=1, le=31)]
Natural = Annotated[int, Meta(ge=0)]
Confidence = Annotated[float, Meta(ge=0, le=1)]

_LEAP_YEAR = 2000


class PlaceRecord(Struct, forbid_unknown_fields=True, kw_only=True):
    """One stretch of the source; what does not apply is absent."""

    line: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    page: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    sheet: str | UnsetType = UNSET
    cell: str | UnsetType = UNSET
    box: tuple[float, float, float, float] | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET
    start: Natural
    end: Natural


class SpanRecord(PlaceRecord, forbid_unknown_fields=True, kw_only=True):
    """The first place of a value, and where it goes on."""

    continued: list[PlaceRecord] = field(default_factory=list)


Spans = dict[str, SpanRecord]


class NumberRecord(Struct, tag_field="kind", tag="number", forbid_unknown_fields=True):
    """A number to compare with."""

    op: Literal["≥", ">", "=", "≤", "<"]
    number: DecimalText
    unit: str


class RangeRecord(Struct, tag_field="kind", tag="range", forbid_unknown_fields=True):
    """A number between two bounds."""

    low: DecimalText
    high: DecimalText
    unit: str


class DeadlineRecord(Struct, tag_field="kind", tag="deadline", forbid_unknown_fields=True):
    """A day to be done by."""

    year: Year | None
    month: Month | None
    day: Day | None

    def __post_init__(self) -> None:
        """Refuse a day that the month does not have."""
        if self.day is not None and self.month is not None:
            last = monthrange(self.year or _LEAP_YEAR, self.month)[1]
            if self.day > last:
                message = f"Month {self.month} has no day {self.day}"
                raise ValueError(message)


class SeveralRecord(Struct, tag_field="kind", tag="several", forbid_unknown_fields=True):
    """A list of targets."""

    parts: list[NumberRecord | RangeRecord | DeadlineRecord]


class TextRecord(Struct, tag_field="kind", tag="text", forbid_unknown_fields=True):
    """Words that a person has to judge."""


TargetRecord = NumberRecord | RangeRecord | DeadlineRecord | SeveralRecord | TextRecord


class LevelRecord(Struct, forbid_unknown_fields=True):
    """A level of the indicator tree."""

    code: str | None
    label: str


class EntryRecord(Struct, forbid_unknown_fields=True):
    """A label of the form beyond the fields here, and what stands beside it."""

    label: str
    value: str
    span: SpanRecord | None = None


class IndicatorRecord(Struct, forbid_unknown_fields=True):
    """An indicator."""

    seq: int | None
    level1: LevelRecord | None
    level2: LevelRecord | None
    name: str | None
    period_value: str | None
    annual_value: str | None
    target: TargetRecord | None
    complete: bool
    explanation: str | None = None
    sign: str | None = None
    unit: str | None = None
    weight: DecimalText | None = None
    scoring_rule: str | None = None
    actual: str | None = None
    forecast: str | None = None
    score: DecimalText | None = None
    deviation: str | None = None
    likelihood: str | None = None
    further: list[EntryRecord] = field(default_factory=list)
    span: SpanRecord | None = None
    spans: Spans = field(default_factory=dict)


class FundingRecord(Struct, forbid_unknown_fields=True):
    """Money of a row or task."""

    total: DecimalText | None
    fiscal_appropriation: DecimalText | None
    special_account: DecimalText | None
    other: DecimalText | None


class FundingLineRecord(Struct, forbid_unknown_fields=True):
    """A printed line of money."""

    label: str
    amount: DecimalText | None = None
    initial_budget: DecimalText | None = None
    budget: DecimalText | None = None
    executed: DecimalText | None = None
    rate: DecimalText | None = None
    forecast: DecimalText | None = None
    weight: DecimalText | None = None
    score: DecimalText | None = None
    further: list[EntryRecord] = field(default_factory=list)
    span: SpanRecord | None = None
    spans: Spans = field(default_factory=dict)


class TaskRecord(Struct, forbid_unknown_fields=True):
    """A task of a department."""

    name: str
    content: str | None = None
    expected: str | None = None
    funding: FundingRecord | None = None
    further: list[EntryRecord] = field(default_factory=list)
    span: SpanRecord | None = None
    spans: Spans = field(default_factory=dict)


class RowRecord(Struct, forbid_unknown_fields=True):
    """A row."""

    kind: Literal["grand_total", "subtotal", "organization", "project"]
    name: str
    organization: str | None
    funding: FundingRecord | None
    goal: str | None
    indicators: list[IndicatorRecord]
    code: str | None = None
    department: str | None = None
    period: str | None = None
    lines: list[FundingLineRecord] = field(default_factory=list)
    period_goal: str | None = None
    goal_actual: str | None = None
    tasks: list[TaskRecord] = field(default_factory=list)
    score: DecimalText | None = None
    grade: str | None = None
    further: list[EntryRecord] = field(default_factory=list)
    span: SpanRecord | None = None
    spans: Spans = field(default_factory=dict)


class ProblemRecord(Struct, forbid_unknown_fields=True):
    """A problem met while reading."""

    code: str
    message: str
    message_en: str
    severity: Literal["error", "warning", "note"]
    span: SpanRecord | None = None
    excerpt: str = ""
    row: Natural | None = None
    indicator: Natural | None = None


class SourceRecord(Struct, forbid_unknown_fields=True):
    """The document a table was read from."""

    name: str
    sha256: str
    media_type: str
    pages: Natural | None


class TableRecord(Struct, forbid_unknown_fields=True):
    """A table."""

    schema: Literal["jiheng/table/1"]
    title: str | None
    department: str | None
    fiscal_year: Year | None
    money_unit: str | None
    rows: list[RowRecord]
    months: str | None = None
    kind: Literal["project-targets", "department-targets", "self-evaluation", "monitoring"] = (
        "project-targets"
    )
    layout: str = "guangzhou-disclosure"
    confidence: Confidence = 1.0
    source: SourceRecord | None = None
    problems: list[ProblemRecord] = field(default_factory=list)
    spans: Spans = field(default_factory=dict)
