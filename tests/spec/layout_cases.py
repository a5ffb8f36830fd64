"""Cases of layouts as data: forms as short YAML grids, and the tables they are read as.

A file `layouts/<layout>.yml` is a list of cases, each with a `name` (the behaviour), what is
printed, and what to `expect`: a list of tables as plain data. Printed are

- `front`: lines of prose above the grid;
- `grid`: rows of the cells that begin in them, from left to right, as in HTML: a cell that covers
  more is `{text: …, rows: 3, columns: 2}`, and the places it covers are left out of its rows;
- or `blocks`: several such grids, one below the other;
- or `pages`: a list of grids, one a page, each a list of rows or a mapping of `grid`, `front`,
  `below` (lines under it), `edges` (of its columns; by default 50 points each) and `page`.

A grid without pages stands in a workbook, where columns have no edges. A table is expected as what
of it differs from nothing: texts as printed, decimals as text, `funding` by its fields, `lines` as
`[label, amount]` or `[label, {column: amount}]`, `further` as `[label, value]`, `tasks` by their
fields, indicators as `[level 1, level 2, name, annual value]` with whatever more they hold in a
mapping at the end, and `problems` as codes. `outside` are the codes of problems of no table.
Reading loses nothing, so no case may leave `unread-text` unless it says so; what a case names in
`fault` is known to be wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tests.spec.cases import _Loader

from jiheng.model import Origin, Place, Run, Source, Traced
from jiheng.reading.containers.cells.sheet import Grid, Sheet
from jiheng.reading.documents import ReadResult, read_sheets
from jiheng.reading.layouts.words.level_labels import FIRST, SECOND
from jiheng.reading.layouts.words.roles import is_block, role_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Entry, FundingLine, Indicator, Level, Row, TargetTable, Task

FOLDER = Path(__file__).parent / "layouts"
SOURCE = Source(name="case.pdf", sha256="", media_type="application/pdf")
STEP = 50.0
"""Points that a column is wide where a case does not say."""

MONEY = ("total", "fiscal_appropriation", "special_account", "other")
_FIRST = ("level1", "level2", "name", "annual_value", "target", "traces")


@dataclass(frozen=True)
class LayoutCase:
    """One printed form and the tables that it is to be read as."""

    layout: str
    name: str
    data: Mapping[str, Any]

    @property
    def expect(self) -> list[dict[str, Any]]:
        """The tables as plain data."""
        return self.data.get("expect") or []

    def sheet(self) -> Sheet:
        """Build the sheet of the case."""
        paper = Paper()
        for line in self.data.get("front") or ():
            paper.line(line, 1 if "pages" in self.data else None)
        for block in self.data.get("blocks") or [self.data.get("grid")]:
            paper.grid(block or [])
        for number, page in enumerate(self.data.get("pages") or (), start=1):
            spec = page if isinstance(page, dict) else {"grid": page}
            at = int(spec.get("page", number))
            for line in spec.get("front") or ():
                paper.line(line, at)
            edges = tuple(float(edge) for edge in spec.get("edges") or ())
            paper.grid(spec.get("grid") or [], at, edges)
            for line in spec.get("below") or ():
                paper.line(line, at)
        for line in self.data.get("below") or ():
            paper.line(line, None)
        return paper.sheet()

    def read(self) -> ReadResult:
        """Return what the sheet is read as."""
        return read_sheets((self.sheet(),), SOURCE)


@dataclass
class Paper:
    """A sheet while lines and grids are put on it."""

    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)

    def sheet(self) -> Sheet:
        """Return the sheet as a container gives it."""
        return Sheet(
            name="case",
            rows=tuple(self.rows),
            origins=tuple(self.origins),
            merges=self.merges,
            grids=tuple(self.grids),
        )

    def line(self, text: str, page: int | None) -> None:
        """Print a line of prose."""
        self.rows.append((self._text(text, page, 0),))

    def grid(
        self,
        rows: Sequence[Sequence[Any]],
        page: int | None = None,
        edges: tuple[float, ...] = (),
    ) -> None:
        """Print a grid; each row lists the cells that begin in it."""
        if not rows:
            return
        base = len(self.rows)
        placed = _placed(rows, base, self.merges)
        width = 1 + max(column for row in placed for column in row)
        width = max(
            width, *(c + self.merges.get((base + r, c), (1, 1))[1] for r, c in _anchors(placed))
        )
        for index, row in enumerate(placed):
            at = (row.get(column, "") for column in range(width))
            self.rows.append(
                tuple(self._text(text, page, base + index, c) for c, text in enumerate(at))
            )
        if page is not None and not edges:
            edges = tuple(STEP * column for column in range(1, width + 2))
        self.grids.append(Grid(base, len(self.rows), page, edges))

    def _text(self, text: str, page: int | None, row: int, column: int = 0) -> Traced:
        if not text:
            return Traced()
        at = Place(page=page, start=0, end=len(text))
        if page is None:
            at = Place(sheet="case", cell=f"R{row + 1}C{column + 1}", start=0, end=len(text))
        origin = Origin(text, at)
        self.origins.append(origin)
        return Traced.of(text, (Run(len(text), origin, 0, len(text)),))


def _placed(
    rows: Sequence[Sequence[Any]], base: int, merges: dict[tuple[int, int], tuple[int, int]]
) -> list[dict[int, str]]:
    """Return for each row the text that begins at each column, noting merged cells."""
    covered: set[tuple[int, int]] = set()
    placed: list[dict[int, str]] = []
    for index, row in enumerate(rows):
        found: dict[int, str] = {}
        column = 0
        for cell in row:
            while (index, column) in covered:
                column += 1
            spec = cell if isinstance(cell, dict) else {"text": cell}
            down, right = int(spec.get("rows", 1)), int(spec.get("columns", 1))
            found[column] = str(spec.get("text") or "")
            covered |= {(index + y, column + x) for y in range(down) for x in range(right)}
            if (down, right) != (1, 1):
                merges[base + index, column] = (down, right)
            column += right
        placed.append(found)
    return placed


def _anchors(placed: Sequence[Mapping[int, str]]) -> list[tuple[int, int]]:
    return [(index, column) for index, row in enumerate(placed) for column in row]


def load_layout_cases(folder: Path = FOLDER) -> list[LayoutCase]:
    """Return the cases of all layouts by their names."""
    return [
        LayoutCase(path.stem, entry["name"], entry)
        for path in sorted(folder.glob("*.yml"))
        # Derived from SafeLoader: builds nothing but plain data.
        for entry in yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506
    ]


def shown(table: TargetTable) -> dict[str, Any]:
    """Return a table as plain data, without what it does not hold."""
    return _told(
        title=table.title,
        department=table.department,
        fiscal_year=table.fiscal_year,
        money_unit=table.money_unit,
        months=table.months,
        layout=table.layout,
        kind=table.kind.value,
        rows=[_row(row) for row in table.rows],
        problems=[problem.code for problem in table.problems],
    )


def _row(row: Row) -> dict[str, Any]:
    return _told(
        kind=None if row.kind == "project" else row.kind.value,
        name=row.name,
        code=row.code,
        department=row.department,
        organization=row.organization,
        period=row.period,
        funding=row.funding and _told(**{role: getattr(row.funding, role) for role in MONEY}),
        lines=[_line(line) for line in row.lines],
        tasks=[_task(task) for task in row.tasks],
        goal=row.goal,
        period_goal=row.period_goal,
        goal_actual=row.goal_actual,
        score=row.score,
        grade=row.grade,
        further=_entries(row.further),
        indicators=[_indicator(indicator) for indicator in row.indicators],
    )


def _line(line: FundingLine) -> list[Any]:
    columns = _told(
        **{name: getattr(line, name) for name in FIELDS_OF_LINES},
        further=_entries(line.further),
    )
    amount = None if line.amount is None else str(line.amount)
    return [line.label, columns or amount]


FIELDS_OF_LINES = (
    "initial_budget",
    "budget",
    "executed",
    "rate",
    "forecast",
    "weight",
    "score",
)


def _task(task: Task) -> dict[str, Any]:
    return _told(
        name=task.name,
        content=task.content,
        expected=task.expected,
        funding=task.funding and _told(**{role: getattr(task.funding, role) for role in MONEY}),
        further=_entries(task.further),
    )


def _indicator(indicator: Indicator) -> list[Any]:
    more = {name: getattr(indicator, name) for name in indicator.__slots__ if name not in _FIRST}
    more["complete"] = None if indicator.complete else "no"
    more["further"] = _entries(indicator.further)
    told = _told(**more)
    level1, level2 = _level(indicator.level1), _level(indicator.level2)
    first = [level1, level2, indicator.name, indicator.annual_value]
    return [*first, told] if told else first


def _level(level: Level | None) -> str | None:
    return None if level is None else f"{level.code or ''}{level.label}"


def _entries(entries: Sequence[Entry]) -> list[list[str]]:
    return [[entry.label, entry.value] for entry in entries]


def _told(**fields: Any) -> dict[str, Any]:
    """Return the fields that hold anything, numbers as text."""
    return {
        name: str(value) if isinstance(value, Decimal | int) else value
        for name, value in fields.items()
        if value is not None and value not in ([], "")
    }


def unaccounted(sheet: Sheet, result: ReadResult) -> list[str]:
    """Return what stands in a sheet and is in no record, no problem and no known label.

    An account from the outside: it asks the places of what was read, not the ledger.
    """
    marks = {id(origin): bytearray(len(origin.raw)) for origin in sheet.origins}
    texts = [trace for table in result.tables for trace in _traces(table)]
    for trace in texts:
        for run in trace.runs():
            marks[id(run.origin)][run.offset : run.offset + run.width] = b"\x01" * run.width
    reported = [*_reported(result), *_labels(result)]
    said = {trace.text.strip(_POINTS) for trace in texts}
    rest = []
    for origin in sheet.origins:
        for gap in re.finditer(rb"\x00+", marks[id(origin)]):
            printed = origin.raw[gap.start() : gap.end()]
            words = printed.strip(_POINTS)
            known = _is_known(words) or _is_known(printed) or words in said
            if not (known or any(words in text for text in reported)):
                rest.append(words)
    return rest


_POINTS = "：:。；;（）()，、/-—*·"
_KNOWN = re.compile(
    r"其中|执行|单位|20\d{2}年(?:度)?|备注|单位编码|按(?:收入|支出)性质分|是否核心|(?:金额)?单位[:：].*|部门名称|指标\d{0,2}[:：]?|(?:附件|附表|表)\d+.*|年(?:度)?|"
    r"第?[-—\s]*\d+[-—\s]*页"
)


def _is_known(words: str) -> bool:
    vocabularies = (
        "columns",
        "projects",
        "values",
        "labels",
        "money_lines",
        "money_columns",
        "tasks",
    )
    return (
        not words
        or is_block(words)
        or words.removesuffix("指标") in {*FIRST, *SECOND}
        or _KNOWN.fullmatch(words) is not None
        or any(role_in(words, vocabulary) for vocabulary in vocabularies)
    )


def _reported(result: ReadResult) -> list[str]:
    problems = [*result.problems, *(p for table in result.tables for p in table.problems)]
    return [problem.excerpt for problem in problems]


def _labels(result: ReadResult) -> list[str]:
    """Return the labels of what no field of the model holds."""
    return [
        entry.label
        for table in result.tables
        for row in table.rows
        for part in _parts(row)
        for entry in part.further
    ]


def _traces(table: TargetTable) -> Iterator[Traced]:
    yield from table.traces.values()
    for row in table.rows:
        for part in _parts(row):
            yield from part.traces.values()
            yield from (entry.trace for entry in part.further if entry.trace)


def _parts(row: Row) -> list[Row | Indicator | FundingLine | Task]:
    return [row, *row.indicators, *row.lines, *row.tasks]
