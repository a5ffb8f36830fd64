"""Cases of rules as data: short YAML rows turned into tables.

A file `rules/<CODE>.yml` is a list of cases, each with a `name` (the behaviour), `rows`, and what
to `expect`: a list of places in order of findings, `at:` such as `rows[0].indicators[1].name`,
`rows[0].goal`, `rows[0].total` or `table.department`, with the `excerpt` where it matters; `[]`
when the rule is to find nothing. Beside it, as needed: `severity` of all findings, number of
`findings`, `expect_skip` (`not_applicable`, `insufficient_data`, `unreadable`), `table`
(`money_unit`, `fiscal_year`, `department`, `title`), `profile`, and `problems` of the reader
(`code`, `severity`, `row`, `indicator`).

A row has one of `project:`, `organization:`, `grand_total:`, `subtotal:` for its name, and
`total`, `fiscal`, `special`, `other`, `goal`, `indicators`. An indicator is `[level, name, value]`,
`[level, name, period value, annual value]` (`~` for what is not printed) or a mapping of `seq`,
`level1`, `level2`, `name`, `period`, `annual`, `complete`, `unit`, and of the filled-in forms
`weight`, `actual`, `score`, `deviation`, `forecast`, `likelihood`, `scoring_rule`, `remark`; a row
may have `lines`, pairs of label and amount or mappings of `budget`, `executed`, `rate`, `weight`
and `score`; and `score` and `grade`. The `table` of a filled-in form has a `kind`. A level is a
code (12) or a label; the label of a first level alone stands for a form that prints no second
level.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Level,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    TableKind,
    TargetTable,
)
from jiheng.reading.grammar.targets import read_target
from jiheng.standards.indicator_tree import LABELS, level1_code, level2_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Location

FOLDER = Path(__file__).parent / "rules"
_KINDS = tuple((kind.value, kind) for kind in RowKind)
_MONEY = {
    "total": "total",
    "fiscal": "fiscal_appropriation",
    "special": "special_account",
    "other": "other",
}


class _Loader(yaml.CSafeLoader):
    """YAML whose plain scalars stay as written: `00`, `2024-12-31` and `=` are text."""


_KEPT = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:merge"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Case:
    """One table and what one rule is expected to say of it."""

    code: str
    name: str
    data: Mapping[str, Any]

    @property
    def expect(self) -> list[Mapping[str, str]]:
        """The places where something is wrong, in order of findings."""
        return self.data.get("expect") or []

    def table(self) -> TargetTable:
        """Build the table of the case."""
        head = dict(self.data.get("table") or {})
        year = head.get("fiscal_year")
        organization = None
        rows = []
        for spec in self.data["rows"]:
            row = build_row(spec, organization)
            if row.kind is RowKind.ORGANIZATION:
                organization = row.name
            rows.append(row)
        return TargetTable(
            title=head.get("title"),
            department=head.get("department"),
            fiscal_year=None if year is None else int(year),
            money_unit=head.get("money_unit"),
            kind=TableKind(head.get("kind", TableKind.PROJECT_TARGETS)),
            rows=tuple(rows),
            problems=tuple(build_problem(p) for p in self.data.get("problems") or ()),
        )


@cache
def load_cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Return the cases of all rules, in order of codes."""
    return tuple(
        Case(path.stem, entry["name"], entry)
        for path in sorted(folder.glob("*.yml"))
        # Derived from SafeLoader: builds nothing but plain data.
        for entry in yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506
    )


def build_row(spec: Mapping[str, Any], organization: str | None = None) -> Row:
    """Return the row a short form describes."""
    kind, name = next((kind, spec[key]) for key, kind in _KINDS if key in spec)
    money = {field: Decimal(spec[key]) for key, field in _MONEY.items() if spec.get(key)}
    under = organization if kind is RowKind.PROJECT else None
    return Row(
        kind=kind,
        name=name,
        organization=spec.get("organization_name", under),
        funding=Funding(**money) if money else None,
        goal=spec.get("goal"),
        indicators=tuple(build_indicator(entry) for entry in spec.get("indicators") or ()),
        lines=tuple(build_line(entry) for entry in spec.get("lines", ())),
        score=_decimal(spec.get("score")),
        grade=spec.get("grade"),
    )


def build_line(spec: Mapping[str, str] | list[str]) -> FundingLine:
    """Return the line of money that a mapping or `[label, amount]` describes."""
    if isinstance(spec, list):
        return FundingLine(label=spec[0], amount=Decimal(spec[1]))
    return FundingLine(
        label=spec.get("label", "年度资金总额"),
        budget=_decimal(spec.get("budget")),
        executed=_decimal(spec.get("executed")),
        rate=_decimal(spec.get("rate")),
        weight=_decimal(spec.get("weight")),
        score=_decimal(spec.get("score")),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def build_indicator(spec: Mapping[str, Any] | list[str | None]) -> Indicator:
    """Return the indicator that a mapping or `[level, name, (period,) annual]` describes."""
    if isinstance(spec, list):
        level, name, *values = spec
        period = values[0] if len(values) > 1 else None
        level1, level2 = read_level(level)
        return _indicator(level1, level2, name, period, values[-1] if values else None)
    level1, level2 = read_level(spec.get("level2") or spec.get("level1"))
    if spec.get("level1") is not None and spec.get("level2") is not None:
        level1 = read_level(spec["level1"])[0]
    return _indicator(
        level1,
        level2,
        spec.get("name"),
        spec.get("period"),
        spec.get("annual"),
        seq=None if spec.get("seq") is None else int(spec["seq"]),
        complete=spec.get("complete", True),
        unit=spec.get("unit"),
        weight=_decimal(spec.get("weight")),
        actual=spec.get("actual"),
        score=_decimal(spec.get("score")),
        deviation=spec.get("deviation"),
        forecast=spec.get("forecast"),
        likelihood=spec.get("likelihood"),
        scoring_rule=spec.get("scoring_rule"),
        further=(Entry(label="备注", value=spec["remark"]),) if "remark" in spec else (),
    )


def _indicator(
    level1: Level | None,
    level2: Level | None,
    name: str | None,
    period: str | None,
    annual: str | None,
    **rest: Any,
) -> Indicator:
    value = period if annual is None else annual
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        period_value=period,
        annual_value=annual,
        target=None if value is None else read_target(value),
        **rest,
    )


def read_level(text: str | None) -> tuple[Level | None, Level | None]:
    """Return both levels of a code or label; a first-level label alone has no second level."""
    if text is None:
        return None, None
    if text in LABELS:
        first = Level(code=text[0], label=LABELS[text[0]])
        return first, Level(code=text, label=LABELS[text]) if len(text) > 1 else None
    plain = Level(code=None, label=text)
    if level1_code(plain) is not None:
        return plain, None
    code = level2_code(plain)
    first_code = code[0] if code else None
    first_level = Level(code=first_code, label=LABELS[first_code]) if first_code else None
    return first_level, Level(code=code, label=text)


def build_problem(spec: Mapping[str, Any]) -> Problem:
    """Return a reader's problem, such as unread text in a row."""
    return Problem(
        code=spec["code"],
        message=Bilingual(spec["code"], spec["code"]),
        severity=ProblemSeverity(spec.get("severity", "error")),
        span=(),
        excerpt=spec.get("excerpt", ""),
        row=None if spec.get("row") is None else int(spec["row"]),
        indicator=None if spec.get("indicator") is None else int(spec["indicator"]),
    )


def path_of(at: Location) -> str:
    """Return a location in the notation of the cases: `rows[0].indicators[1].name`."""
    if at.row is None:
        return f"table.{at.field}"
    if at.indicator is None:
        return f"rows[{at.row}].{at.field}"
    return f"rows[{at.row}].indicators[{at.indicator}].{at.field}"
