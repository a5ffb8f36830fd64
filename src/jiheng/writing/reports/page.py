"""What the page shows, worked out before any markup: rows, fields cut at marks, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.writing.departments import called, department_name
from jiheng.writing.reports.labels import FIELDS, MONEY_FIELDS
from jiheng.writing.reports.marks import Mark, Segment, marks_by_owner, segments, whole_field
from jiheng.writing.reports.places import indicator_text, owner, row_text, where
from jiheng.writing.reports.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Finding, Indicator, Location, Review, Row, Severity

_HEAD_FIELDS = ("title", "department", "money_unit")
_ROW_FIELDS = ("name", "goal")
_INDICATOR_FIELDS = ("seq", "level1", "level2", "name", "period_value", "annual_value")
_CHARACTERS_A_LINE = 19
_LINE_HEIGHT = 21
_INDICATOR_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the table as shown.

    Attributes:
        segments: The printed text, cut where findings begin and end.
        whole: Findings about the field as a whole.
        label: Needed only where the field may be shown without its column.
    """

    segments: tuple[Segment, ...]
    whole: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its fields by name."""

    id: str
    indicator: Indicator
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with its fields by name; `list_findings` are about its list of indicators.

    `height` is a guess in pixels, so that rows not yet drawn keep the scroll bar steady.
    """

    id: str
    row: Row
    fields: Mapping[str, Field]
    money: tuple[Field, ...]
    indicators: tuple[IndicatorView, ...]
    list_findings: tuple[int, ...]
    height: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place of a finding: what to call it, where it is, and what is printed if not yet said."""

    label: str
    target: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its number on the page."""

    number: int
    finding: Finding
    places: tuple[PlaceView, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """One reviewed table."""

    id: str
    review: Review
    tally: Tally
    head: Mapping[str, Field]
    rows: tuple[RowView, ...]
    findings: tuple[FindingView, ...]
    has_money: bool
    has_period: bool
    department: str | None
    called: str | None

    def severity(self, finding: int) -> Severity:
        """Return how grave a finding is, by its index."""
        return self.review.findings[finding].severity


def table_view(review: Review, number: int, language: Language) -> TableView:
    """Return what to show of a review; `number` tells the tables of a page apart."""
    builder = _Builder(review, f"t{number}", language)
    rows = tuple(builder.row(index, row) for index, row in enumerate(review.table.rows))
    findings = tuple(builder.finding(i, finding) for i, finding in enumerate(review.findings))
    return TableView(
        id=builder.id,
        review=review,
        tally=tally([review]),
        head=builder.head(),
        rows=rows,
        findings=findings,
        has_money=builder.has_money,
        has_period=_has_period(review),
        department=department_name(review.table),
        called=called(review.table),
    )


class _Builder:
    """Deals the marks of a review out to the fields that show them."""

    def __init__(self, review: Review, id_: str, language: Language) -> None:
        self.id = id_
        self.has_money = any(row.funding is not None for row in review.table.rows)
        self._review = review
        self._language = language
        self._marks = marks_by_owner(review)

    def head(self) -> Mapping[str, Field]:
        """Return the table's own fields; those not shown by themselves count as the title's."""
        table = self._review.table
        marks = self._marks.get((None, None), {})
        texts = {field: getattr(table, field) or "" for field in _HEAD_FIELDS}
        return _fields(texts, marks, home="title")

    def row(self, index: int, row: Row) -> RowView:
        """Return a row; findings about fields that are not shown go to its name."""
        marks = dict(self._marks.get((index, None), {}))
        about_list = marks.pop("indicators", ())
        money = self._money(row, marks) if self.has_money else ()
        id_ = f"{self.id}-r{index}"
        return RowView(
            id=id_,
            row=row,
            fields=_fields({f: row_text(row, f) for f in _ROW_FIELDS}, marks, home="name"),
            money=money,
            indicators=tuple(
                self._indicator(f"{id_}-i{number}", (index, number), indicator)
                for number, indicator in enumerate(row.indicators)
            ),
            list_findings=tuple(sorted({mark.finding for mark in about_list})),
            height=_height(row),
        )

    def _money(self, row: Row, marks: dict[str, Sequence[Mark]]) -> tuple[Field, ...]:
        shown: list[Field] = []
        for name in MONEY_FIELDS:
            found = marks.pop(name, ())
            amount = getattr(row.funding, name, None)
            numbers = tuple(sorted({mark.finding for mark in found}))
            if amount is not None or found:
                # Digits are shown in groups of three, so offsets no longer fit: mark all of them.
                text = "" if amount is None else f"{amount:,}"
                cut = (Segment(text, numbers, numbers, numbers),) if text else ()
                label = FIELDS[name].text(self._language)
                shown.append(Field(cut, () if text else numbers, label))
        return tuple(shown)

    def _indicator(self, id_: str, at: tuple[int, int], indicator: Indicator) -> IndicatorView:
        texts = {field: indicator_text(indicator, field) for field in _INDICATOR_FIELDS}
        return IndicatorView(
            id=id_,
            indicator=indicator,
            fields=_fields(texts, self._marks.get(at, {}), home="name"),
        )

    def finding(self, index: int, finding: Finding) -> FindingView:
        """Return a finding with links to all of its places."""
        rows = dict.fromkeys(at.row for at in finding.locations if at.row is not None)
        return FindingView(
            number=index + 1,
            finding=finding,
            places=tuple(self._place(location) for location in finding.locations),
            rows=tuple(rows),
        )

    def _place(self, location: Location) -> PlaceView:
        row, indicator = owner(self._review.table, location)
        target = self.id if row is None else f"{self.id}-r{row}"
        label = where(self._review.table, location).text(self._language)
        return PlaceView(
            label=label,
            target=target if indicator is None else f"{target}-i{indicator}",
            excerpt="" if location.excerpt in label else location.excerpt,
        )


def _fields(
    texts: Mapping[str, str], marks: Mapping[str, Sequence[Mark]], *, home: str
) -> Mapping[str, Field]:
    """Return fields with their marks; marks of other fields are shown whole at `home`."""
    strays = {mark.finding for field in marks if field not in texts for mark in marks[field]}
    fields = {}
    for name, text in texts.items():
        found = marks.get(name, ())
        whole = set(whole_field(found)) | (strays if name == home else set())
        fields[name] = Field(tuple(segments(text, found)), tuple(sorted(whole)))
    return fields


def _has_period(review: Review) -> bool:
    """Return whether the form prints a value for the whole period beside that of the year."""
    if any(at.field == "period_value" for f in review.findings for at in f.locations):
        return True
    return any(i.period_value is not None for row in review.table.rows for i in row.indicators)


def _height(row: Row) -> int:
    goal = len(row.goal or "") // _CHARACTERS_A_LINE + 1
    return 24 + max(goal * _LINE_HEIGHT, len(row.indicators) * _INDICATOR_HEIGHT, 2 * _LINE_HEIGHT)
