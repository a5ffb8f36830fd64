"""Tables for Hypothesis: any the model can hold, and those the printed form can say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from jiheng.bilingual import Bilingual
from jiheng.model import (
    DeadlineTarget,
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Level,
    NumberTarget,
    Place,
    Problem,
    ProblemSeverity,
    RangeTarget,
    Row,
    RowKind,
    SeveralTargets,
    Source,
    TableKind,
    TargetTable,
    Task,
    TextTarget,
    Traced,
)
from jiheng.reading.grammar.targets import read_target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Operator, Span

_Value = TypeVar("_Value")

HANZI = "推动区域产业发展提升服务企业能力完成调研报告保障工作正常开展培训人员覆盖范围满意程度"
NASTY = (
    "|",
    "\\|",
    "\\",
    "<p>",
    "</td>",
    "<table",
    "<style>",
    "<!--",
    "<0次",
    "&",
    "&lt;",
    "&#124;",
    "&nbsp;",
    '"',
    "'",
    "''",
    ",",
    "；",
    "：",
    "，",
    "、",
    "*",
    "**",
    "__",
    "`",
    "[x](y)",
    "~~",
    "#",
    "--",
    "——",
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "＝",
    "＝A1",
    "_x000D_",
    "_x0041_",
    "100%",
    "≥50人",
    "2024年",
    "3、",
    "（一）",
    "TFT LCD",
    "{{x}}",
    "${x}",
)
_SEPARATORS = ";；:：,，。"
_COMMON = ("项目支出绩效目标表（含转移支付项目）", "2024年项目支出绩效目标表")


def optional(strategy: st.SearchStrategy[_Value]) -> st.SearchStrategy[_Value | None]:
    """A value or None."""
    return st.none() | strategy


# Anything the model can hold.

any_text = st.text(st.characters(codec="utf-8"), max_size=12) | st.lists(
    st.sampled_from(NASTY), max_size=3
).map("".join)
any_decimal = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.sampled_from(
    [Decimal("80.00"), Decimal("1E+3"), Decimal("-0"), Decimal("132735.81"), Decimal("1E-7")]
)
operators: st.SearchStrategy[Operator] = st.sampled_from(["≥", ">", "=", "≤", "<"])
numbers = st.builds(NumberTarget, op=operators, number=any_decimal, unit=any_text)
ranges = st.builds(RangeTarget, low=any_decimal, high=any_decimal, unit=any_text)
deadlines = st.builds(
    DeadlineTarget,
    year=optional(st.integers(1, 9999)),
    month=optional(st.integers(1, 12)),
    day=optional(st.integers(1, 28)),
)
parts = numbers | ranges | deadlines
several = st.builds(SeveralTargets, parts=st.lists(parts, max_size=3).map(tuple))
targets = numbers | ranges | deadlines | several | st.just(TextTarget())
any_level = st.builds(Level, code=optional(any_text), label=any_text)
confidences = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
places = st.builds(
    Place,
    line=optional(st.integers(1, 9)),
    page=optional(st.integers(1, 9)),
    sheet=optional(any_text),
    cell=optional(st.just("B7")),
    box=optional(st.just((0.5, 1.0, 20.25, 30.0))),
    confidence=optional(confidences),
    start=st.integers(0, 9),
    end=st.integers(10, 99),
)
spans: st.SearchStrategy[Span] = st.lists(places, max_size=3).map(tuple)


def _traced(values: Mapping[str, object], span: Span) -> dict[str, Traced]:
    """Give every text of a record that is long enough to hold it a place."""
    return {
        name: Traced.at(value, span)
        for name, value in values.items()
        if isinstance(value, str) and span and len(value) >= len(span)
    }


def _printed(record: object, *names: str) -> dict[str, object]:
    """Return what some fields say, decimals with all their digits."""
    values = {name: getattr(record, name) for name in names}
    return {n: f"{v:f}" if isinstance(v, Decimal) else v for n, v in values.items()}


def _maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields that most forms leave empty."""
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any label with a value."""
    label, value, span = draw(any_text), draw(any_text), draw(spans)
    held = span and len(value) >= len(span)
    return Entry(label=label, value=value, trace=Traced.at(value, span) if held else None)


further = st.lists(entries(), min_size=1, max_size=2).map(tuple)
money = optional(any_decimal)
fundings = st.builds(
    Funding, total=money, fiscal_appropriation=money, special_account=money, other=money
)


@st.composite
def funding_lines(draw: st.DrawFn) -> FundingLine:
    """Any printed line of money."""
    more = draw(
        _maybe(
            amount=any_decimal,
            initial_budget=any_decimal,
            budget=any_decimal,
            executed=any_decimal,
            rate=any_decimal,
            forecast=any_decimal,
            weight=any_decimal,
            score=any_decimal,
            further=further,
        )
    )
    made = replace(FundingLine(label=draw(any_text)), **more)
    texts = _printed(made, "label", "amount", "executed", "rate")
    return replace(made, traces=_traced(texts, draw(spans)))


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Any task."""
    more = draw(_maybe(content=any_text, expected=any_text, funding=fundings, further=further))
    made = replace(Task(name=draw(any_text)), **more)
    texts = _printed(made, "name", "content", "expected")
    if made.funding:
        texts |= _printed(made.funding, "total", "other")
    return replace(made, traces=_traced(texts, draw(spans)))


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """Any indicator, complete or not."""
    made = draw(
        st.builds(
            Indicator,
            seq=optional(st.integers(0, 999)),
            level1=optional(any_level),
            level2=optional(any_level),
            name=optional(any_text),
            period_value=optional(any_text),
            annual_value=optional(any_text),
            target=optional(targets),
            complete=st.booleans(),
        )
    )
    more = draw(
        _maybe(
            sign=any_text,
            unit=any_text,
            explanation=any_text,
            scoring_rule=any_text,
            weight=any_decimal,
            actual=any_text,
            forecast=any_text,
            score=any_decimal,
            deviation=any_text,
            likelihood=any_text,
            further=further,
        )
    )
    made = replace(made, **more)
    texts = _printed(made, "name", "annual_value", "weight", "actual", "likelihood")
    return replace(made, traces=_traced(texts, draw(spans)))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """Any row."""
    made = draw(
        st.builds(
            Row,
            kind=st.sampled_from(RowKind),
            name=any_text,
            organization=optional(any_text),
            funding=optional(fundings),
            goal=optional(any_text),
            indicators=st.lists(indicators(), max_size=3).map(tuple),
        )
    )
    more = draw(
        _maybe(
            code=any_text,
            department=any_text,
            period=any_text,
            period_goal=any_text,
            goal_actual=any_text,
            lines=st.lists(funding_lines(), min_size=1, max_size=2).map(tuple),
            tasks=st.lists(tasks(), min_size=1, max_size=2).map(tuple),
            score=any_decimal,
            grade=any_text,
            further=further,
        )
    )
    made = replace(made, **more)
    texts = _printed(made, "name", "goal", "code", "period", "score", "grade")
    return replace(made, traces=_traced(texts, draw(spans)))


problems = st.builds(
    Problem,
    code=any_text,
    message=st.builds(Bilingual, any_text, any_text),
    severity=st.sampled_from(ProblemSeverity),
    span=spans,
    excerpt=any_text,
    row=optional(st.integers(0, 9)),
    indicator=optional(st.integers(0, 9)),
)
sources = st.builds(
    Source,
    name=any_text,
    sha256=st.just("0" * 64),
    media_type=st.just("text/plain"),
    pages=optional(st.integers(0, 9)),
)


@st.composite
def tables(draw: st.DrawFn) -> TargetTable:
    """Any table the model can hold, with places, source and problems."""
    made = draw(
        st.builds(
            TargetTable,
            title=optional(any_text),
            department=optional(any_text),
            fiscal_year=optional(st.integers(1, 9999)),
            money_unit=optional(any_text),
            months=optional(any_text),
            layout=any_text,
            kind=st.sampled_from(TableKind),
            confidence=confidences,
            rows=st.lists(rows(), max_size=3).map(tuple),
            source=optional(sources),
            problems=st.lists(problems, max_size=2).map(tuple),
        )
    )
    texts = {"title": made.title, "department": made.department}
    return replace(made, traces=_traced(texts, draw(spans)))


# What the grammar of the printed form can say.

words = st.text(HANZI, min_size=2, max_size=8)


def _settled(pieces: list[str]) -> str:
    return "".join(pieces).strip(_SEPARATORS)


phrases = (
    st.lists(words | st.sampled_from(NASTY), min_size=1, max_size=4).map(_settled).filter(bool)
)
"""Text that a cell may hold: no white space but between Latin words, no separator at its ends."""

names = phrases.map(lambda text: f"{text.strip('（）')}经费").filter(
    lambda name: name.count("（") == name.count("）")
)
goals = phrases.map(lambda text: f"{text}。")
amounts = st.decimals("-999999.99", "99999999.99", places=2) | st.sampled_from(
    [Decimal("80.00"), Decimal(0), Decimal("123456789012345.67"), Decimal("0.12345678")]
)
coded_levels = st.sampled_from(
    [
        (Level(code="1", label="产出指标"), Level(code="11", label="数量指标")),
        (Level(code="2", label="效益指标"), Level(code="24", label="可持续影响")),
        (Level(code="3", label="满意度指标"), Level(code="31", label="服务对象满意度")),
    ]
)
plain_levels = st.sampled_from(
    [Level(code=None, label="产出指标"), Level(code=None, label="效益指标")]
)


@st.composite
def printable_indicators(draw: st.DrawFn, *, coded: bool) -> Indicator:
    """An indicator in one of the two grammars, with at least one value."""
    level1, level2 = draw(coded_levels) if coded else (draw(plain_levels), None)
    period, annual = draw(
        st.tuples(phrases, phrases) | st.tuples(phrases, st.none()) | st.tuples(st.none(), phrases)
    )
    return Indicator(
        seq=draw(st.integers(1, 99)),
        level1=level1,
        level2=level2,
        name=draw(phrases),
        period_value=period,
        annual_value=annual,
        target=read_target(annual or period or ""),
    )


@st.composite
def _projects(draw: st.DrawFn, organization: str | None, funding: Funding | None) -> Row:
    items = printable_indicators(coded=draw(st.booleans()))
    has_goal = draw(st.booleans())
    return Row(
        kind=RowKind.PROJECT,
        name=draw(names),
        organization=organization,
        funding=funding,
        goal=draw(goals) if has_goal else None,
        indicators=tuple(draw(st.lists(items, min_size=0 if has_goal else 1, max_size=4))),
    )


@st.composite
def printable_tables(draw: st.DrawFn) -> TargetTable:
    """A table whose every part the disclosure form can say and its reader understand."""
    has_money = draw(st.booleans())
    money = (
        st.builds(Funding, total=optional(amounts), fiscal_appropriation=optional(amounts))
        if has_money
        else st.none()
    )
    title = draw(optional(st.sampled_from(_COMMON)))
    said = 2024 if title and "2024年" in title else None
    made: list[Row] = []
    if draw(st.booleans()):
        made.append(Row(kind=RowKind.GRAND_TOTAL, name="合计", funding=draw(money)))
    organization: str | None = None
    for _ in range(draw(st.integers(0, 2))):
        made.extend(draw(st.lists(_projects(organization, draw(money)), max_size=2)))
        organization = draw(words) + "局"
        funding = draw(money)
        made.append(Row(kind=RowKind.ORGANIZATION, name=organization, funding=funding))
    made.extend(draw(st.lists(_projects(organization, draw(money)), min_size=1, max_size=2)))
    if draw(st.booleans()):
        made.append(Row(kind=RowKind.SUBTOTAL, name="小计", funding=draw(money)))
    return TargetTable(
        title=title,
        department=draw(optional(phrases)),
        fiscal_year=said or draw(optional(st.integers(2000, 2099))),
        money_unit=draw(st.sampled_from([None, "万元", "元"])),
        rows=tuple(made),
    )
