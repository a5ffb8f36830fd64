"""Records that follow the contract → tables of the model, places included."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import UNSET

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Funding,
    Indicator,
    Level,
    Place,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    Source,
    TargetTable,
    Traced,
)
from jiheng.reading.interchange.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msgspec import UnsetType

    from jiheng.model import Span
    from jiheng.reading.interchange.shapes import (
        FundingRecord,
        IndicatorRecord,
        LevelRecord,
        PlaceRecord,
        ProblemRecord,
        RowRecord,
        SourceRecord,
        SpanRecord,
        TableRecord,
    )

MONEY = ("total", "fiscal_appropriation", "special_account", "other")


def table_of(record: TableRecord) -> TargetTable:
    """Return the table a record describes."""
    return TargetTable(
        title=record.title,
        department=record.department,
        fiscal_year=record.fiscal_year,
        money_unit=record.money_unit,
        layout=record.layout,
        rows=tuple(map(_row, record.rows)),
        source=_source(record.source),
        problems=tuple(map(_problem, record.problems)),
        traces=_traces(record, record.spans),
    )


def _source(record: SourceRecord | None) -> Source | None:
    if record is None:
        return None
    return Source(
        name=record.name,
        sha256=record.sha256,
        media_type=record.media_type,
        pages=record.pages,
    )


def _row(record: RowRecord) -> Row:
    money = {key: span for key, span in record.spans.items() if key in MONEY}
    own = {key: span for key, span in record.spans.items() if key not in MONEY}
    return Row(
        kind=RowKind(record.kind),
        name=record.name,
        organization=record.organization,
        funding=_funding(record.funding),
        goal=record.goal,
        indicators=tuple(map(_indicator, record.indicators)),
        traces={**_traces(record, own), **_traces(record.funding, money)},
    )


def _funding(record: FundingRecord | None) -> Funding | None:
    if record is None:
        return None
    return Funding(
        total=_decimal(record.total),
        fiscal_appropriation=_decimal(record.fiscal_appropriation),
        special_account=_decimal(record.special_account),
        other=_decimal(record.other),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _indicator(record: IndicatorRecord) -> Indicator:
    return Indicator(
        seq=record.seq,
        level1=_level(record.level1),
        level2=_level(record.level2),
        name=record.name,
        period_value=record.period_value,
        annual_value=record.annual_value,
        target=None if record.target is None else target_of(record.target),
        complete=record.complete,
        traces=_traces(record, record.spans),
    )


def _level(record: LevelRecord | None) -> Level | None:
    return None if record is None else Level(code=record.code, label=record.label)


def _problem(record: ProblemRecord) -> Problem:
    return Problem(
        code=record.code,
        message=Bilingual(record.message, record.message_en),
        severity=ProblemSeverity(record.severity),
        span=_span(record.span),
        excerpt=record.excerpt,
        row=record.row,
        indicator=record.indicator,
    )


def _traces(record: object, spans: Mapping[str, SpanRecord]) -> dict[str, Traced]:
    """Return the text of each field together with its places; the order of fields is kept."""
    traces = {}
    for name, span in spans.items():
        text = _text(record, name)
        if text:
            traces[name] = Traced.at(text, _span(span))
    return traces


def _text(record: object, name: str) -> str:
    """Return what a field says; `level1` stands for the label and `level1_code` for the code."""
    level, _, part = name.partition("_")
    if level in {"level1", "level2"}:
        value = getattr(getattr(record, level, None), part or "label", None)
    else:
        value = getattr(record, name, None)
    return str(value) if isinstance(value, str | int) else ""


def _span(record: SpanRecord | None) -> Span:
    if record is None:
        return ()
    return tuple(map(_place, (record, *record.continued)))


def _place(record: PlaceRecord) -> Place:
    return Place(
        line=_known(record.line),
        page=_known(record.page),
        sheet=None if record.sheet is UNSET else record.sheet,
        cell=None if record.cell is UNSET else record.cell,
        box=None if record.box is UNSET else record.box,
        start=record.start,
        end=record.end,
    )


def _known(value: int | UnsetType) -> int | None:
    return None if value is UNSET else value
