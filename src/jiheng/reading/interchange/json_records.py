"""JSON and JSON Lines by the contract jiheng/table/1 → tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.errors import InvalidTable
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
from jiheng.reading.interchange.decimals import decimal
from jiheng.reading.interchange.targets import TargetRecord, target_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Span


class PlaceRecord(msgspec.Struct, forbid_unknown_fields=True):
    """A place of the contract."""

    start: int
    end: int
    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: tuple[float, float, float, float] | None = None
    continued: list[PlaceRecord] = []


class LevelRecord(msgspec.Struct, forbid_unknown_fields=True):
    """A level of the contract."""

    code: str | None
    label: str


class IndicatorRecord(msgspec.Struct, forbid_unknown_fields=True):
    """An indicator of the contract."""

    seq: int | None
    level1: LevelRecord | None
    level2: LevelRecord | None
    name: str | None
    period_value: str | None
    annual_value: str | None
    target: TargetRecord | None
    complete: bool
    span: PlaceRecord | None = None
    spans: dict[str, PlaceRecord | None] = {}


class FundingRecord(msgspec.Struct, forbid_unknown_fields=True):
    """Money of the contract."""

    total: str | None
    fiscal_appropriation: str | None
    special_account: str | None
    other: str | None


class RowRecord(msgspec.Struct, forbid_unknown_fields=True):
    """A row of the contract."""

    kind: Literal["grand_total", "organization", "project"]
    name: str
    organization: str | None
    funding: FundingRecord | None
    goal: str | None
    indicators: list[IndicatorRecord]
    span: PlaceRecord | None = None
    spans: dict[str, PlaceRecord | None] = {}


class ProblemRecord(msgspec.Struct, forbid_unknown_fields=True):
    """A problem of the contract."""

    code: str
    message: str
    severity: Literal["error", "warning", "note"]
    span: PlaceRecord | None = None
    message_en: str | None = None
    excerpt: str = ""
    row: int | None = None
    indicator: int | None = None


class SourceRecord(msgspec.Struct, forbid_unknown_fields=True):
    """The source document of the contract."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None


class TableRecord(msgspec.Struct, forbid_unknown_fields=True):
    """A table of the contract."""

    schema: Literal["jiheng/table/1"]
    title: str | None
    department: str | None
    fiscal_year: int | None
    money_unit: str | None
    rows: list[RowRecord]
    layout: str = "guangzhou-disclosure"
    source: SourceRecord | None = None
    problems: list[ProblemRecord] = []
    spans: dict[str, PlaceRecord | None] = {}


_ONE_OR_MORE = msgspec.json.Decoder(TableRecord | list[TableRecord])
_LINE = msgspec.json.Decoder(TableRecord)


def read_json(data: bytes, name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a JSON or JSON Lines file.

    Raises:
        InvalidTable: With the path of the first fault, when the file breaks the contract.
    """
    try:
        found = _ONE_OR_MORE.decode(data)
    except msgspec.ValidationError as fault:
        raise InvalidTable(name=name, faults=[str(fault)]) from fault
    except (msgspec.DecodeError, RecursionError) as fault:
        return _read_lines(data, name, str(fault))
    records = found if isinstance(found, list) else [found]
    return tuple(_table(record, name) for record in records)


def _read_lines(data: bytes, name: str, fault: str) -> tuple[TargetTable, ...]:
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - one line is one table, which did not decode
        raise InvalidTable(name=name, faults=[fault])
    tables = []
    for number, line in enumerate(lines, 1):
        try:
            tables.append(_table(_LINE.decode(line), name))
        except (msgspec.DecodeError, RecursionError) as error:
            raise InvalidTable(name=name, faults=[f"line {number}: {error}"]) from error
    return tuple(tables)


def _table(record: TableRecord, name: str) -> TargetTable:
    fields = {"title": record.title, "department": record.department}
    fields["money_unit"] = record.money_unit
    return TargetTable(
        title=record.title,
        department=record.department,
        fiscal_year=record.fiscal_year,
        money_unit=record.money_unit,
        layout=record.layout,
        rows=tuple(_row(row, name) for row in record.rows),
        source=_source(record.source) if record.source else None,
        problems=tuple(_problem(problem) for problem in record.problems),
        traces=_traces(fields, record.spans),
    )


def _source(record: SourceRecord) -> Source:
    return Source(
        name=record.name,
        sha256=record.sha256,
        media_type=record.media_type,
        pages=record.pages,
    )


def _row(record: RowRecord, name: str) -> Row:
    funding = record.funding
    amounts = {} if funding is None else msgspec.structs.asdict(funding)
    fields = {"name": record.name, "goal": record.goal, **amounts}
    return Row(
        kind=RowKind(record.kind),
        name=record.name,
        organization=record.organization,
        funding=None
        if funding is None
        else Funding(**{key: decimal(text, name) for key, text in amounts.items()}),
        goal=record.goal,
        indicators=tuple(_indicator(item, name) for item in record.indicators),
        traces=_traces(fields, record.spans),
    )


def _indicator(record: IndicatorRecord, name: str) -> Indicator:
    fields = {
        "seq": None if record.seq is None else str(record.seq),
        "level1_code": record.level1.code if record.level1 else None,
        "level1": record.level1.label if record.level1 else None,
        "level2_code": record.level2.code if record.level2 else None,
        "level2": record.level2.label if record.level2 else None,
        "name": record.name,
        "period_value": record.period_value,
        "annual_value": record.annual_value,
    }
    return Indicator(
        seq=record.seq,
        level1=_level(record.level1),
        level2=_level(record.level2),
        name=record.name,
        period_value=record.period_value,
        annual_value=record.annual_value,
        target=target_of(record.target, name) if record.target else None,
        complete=record.complete,
        traces=_traces(fields, record.spans),
    )


def _level(record: LevelRecord | None) -> Level | None:
    return None if record is None else Level(code=record.code, label=record.label)


def _problem(record: ProblemRecord) -> Problem:
    return Problem(
        code=record.code,
        message=Bilingual(record.message, record.message_en or record.message),
        severity=ProblemSeverity(record.severity),
        span=_span(record.span),
        excerpt=record.excerpt,
        row=record.row,
        indicator=record.indicator,
    )


def _traces(
    fields: Mapping[str, str | None], spans: Mapping[str, PlaceRecord | None]
) -> dict[str, Traced]:
    return {
        name: Traced.at(fields[name] or "", _span(place))
        for name, place in spans.items()
        if fields.get(name) and place is not None
    }


def _span(record: PlaceRecord | None) -> Span:
    if record is None:
        return ()
    return tuple(_place(place) for place in (record, *record.continued))


def _place(record: PlaceRecord) -> Place:
    return Place(
        line=record.line,
        page=record.page,
        sheet=record.sheet,
        cell=record.cell,
        box=record.box,
        start=record.start,
        end=record.end,
    )
