"""A table of one row as the flat text a person edits: fields by name, indicators as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from jiheng.model import Indicator, Level, TargetTable

TEXTS = ("name", "code", "period", "goal", "period_goal")
"""Fields of the row that are edited as text."""
MONEY = ("total", "fiscal_appropriation", "special_account", "other")
"""Fields of its funding."""
LEVELS = ("level1", "level2")
COLUMNS = (
    *(*LEVELS, "name", "sign", "period_value", "annual_value", "unit", "weight"),
    *("explanation", "scoring_rule"),
)
"""Fields of an indicator that are edited, in the order of the grid."""
ORIGIN = "origin"
"""Names the indicator of the saved version that a row was; empty for a new one."""
MOST_ROWS = 500
MOST_CHARACTERS = 20_000
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the form or grid, as typed.

    Attributes:
        fields: Such as `goal`, `money_unit`, `funding.total`, `lines.0.amount` → text. What is
            absent is left as it was.
        rows: The indicators; each has `origin` and the columns.
    """

    fields: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]

    def record(self) -> dict[str, object]:
        """Return it as JSON takes it."""
        return {"fields": dict(self.fields), "rows": [dict(row) for row in self.rows]}


def to_sheet(table: TargetTable) -> Sheet:
    """Return a table of one row as text."""
    row = table.rows[0]
    fields = {name: shown(getattr(row, name)) for name in TEXTS}
    fields["money_unit"] = shown(table.money_unit)
    for name in MONEY:
        fields[f"funding.{name}"] = shown(getattr(row.funding, name) if row.funding else None)
    for index, line in enumerate(row.lines):
        fields[f"lines.{index}.amount"] = shown(line.amount)
    rows = (to_cells(one, index) for index, one in enumerate(row.indicators))
    return Sheet(fields, tuple(rows))


def to_cells(indicator: Indicator, origin: int | None) -> dict[str, str]:
    """Return an indicator as cells of the grid."""
    cells = {name: shown(getattr(indicator, name)) for name in COLUMNS}
    return {ORIGIN: "" if origin is None else str(origin), **cells}


def shown(value: str | Decimal | Level | None) -> str:
    """Return a value of the model as it stands in a field."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cleaned(value)
    return cleaned(value.label) if hasattr(value, "label") else f"{value:f}"


def cleaned(text: str) -> str:
    """Return a text with line breaks of one kind and without characters no text has."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def posted(data: Mapping[str, object]) -> Sheet:
    """Return what a plain form sent: `field.goal`, `row.3.name`."""
    fields: dict[str, str] = {}
    rows: dict[int, dict[str, str]] = {}
    for key in data:
        kind, _dot, rest = key.partition(".")
        if kind == "field":
            fields[rest] = str(data[key])
        elif kind == "row":
            number, _dot, column = rest.partition(".")
            if number.isdecimal() and len(number) < 7:  # noqa: PLR2004 - no such numbers are sent
                rows.setdefault(int(number), {})[column] = str(data[key])
    return _sheet(fields, (rows[number] for number in sorted(rows)))


def sent(data: object) -> Sheet:
    """Return what the grid sent as JSON.

    Raises:
        InvalidInput: It has another form.
    """
    if not isinstance(data, dict):
        raise malformed()
    fields, rows = data.get("fields"), data.get("rows")
    if not isinstance(fields, dict) or not isinstance(rows, list):
        raise malformed()
    if not all(isinstance(row, dict) for row in rows):
        raise malformed()
    return _sheet(_texts(fields), (_texts(row) for row in rows))


def _texts(cells: dict[str, object]) -> dict[str, str]:
    return {key: "" if cell is None else str(cell) for key, cell in cells.items()}


def _sheet(fields: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> Sheet:
    taken = tuple({name: cleaned(row.get(name, "")) for name in (ORIGIN, *COLUMNS)} for row in rows)
    if len(taken) > MOST_ROWS:
        zh, en = f"指标不能超过 {MOST_ROWS} 行。", f"No more than {MOST_ROWS} indicators."
        raise InvalidInput({"indicators": Bilingual(zh, en)})
    return Sheet({key: cleaned(text) for key, text in fields.items()}, taken)


def malformed() -> InvalidInput:
    """Return the error of what no page of ours sends."""
    why = Bilingual("提交的内容格式不对，请刷新页面。", "What was sent is malformed; reload.")
    return InvalidInput({"": why})


def origin_of(cells: Mapping[str, str], count: int) -> int | None:
    """Return which of so many saved indicators a row was; None for a new row."""
    said = cells.get(ORIGIN, "")
    known = said.isascii() and said.isdecimal() and len(said) < 7  # noqa: PLR2004 - as above
    return int(said) if known and int(said) < count else None
