"""Reviews made by hand, for the tests of reports."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Family,
    Finding,
    Funding,
    Indicator,
    Level,
    Location,
    NumberTarget,
    OutcomeKind,
    Place,
    Problem,
    ProblemSeverity,
    Review,
    Row,
    RowKind,
    Severity,
    Source,
    TargetTable,
    TextTarget,
    Unchecked,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

OUTPUT, QUANTITY = Level(code="1", label="产出指标"), Level(code="11", label="数量指标")
BENEFIT, SOCIAL = Level(code="2", label="效益指标"), Level(code="22", label="社会效益")
PROJECT = 1
"""Index of the one project in `a_table`."""


def an_indicator(name: str | None = "培训场次", value: str | None = "≥10场") -> Indicator:
    """Return an indicator of quantity with a target of 10."""
    return Indicator(
        seq=1,
        level1=OUTPUT,
        level2=QUANTITY,
        name=name,
        period_value=value,
        annual_value=value,
        target=NumberTarget(op="≥", number=Decimal(10), unit="场"),
    )


def a_table(
    *,
    name: str = "职工培训经费",
    goal: str | None = "开展培训不少于10场。",
    indicators: Sequence[Indicator] | None = None,
    projects: int = 1,
    total: Decimal | None = Decimal("1234.50"),
    source: str = "甲局.txt",
) -> TargetTable:
    """Return a table of a grand total and some like projects, each with two indicators."""
    words = Indicator(
        seq=2,
        level1=BENEFIT,
        level2=SOCIAL,
        name="影响力",
        annual_value="提升",
        target=TextTarget(),
    )
    project = Row(
        kind=RowKind.PROJECT,
        name=name,
        organization="甲局本级",
        funding=Funding(total=total, fiscal_appropriation=total),
        goal=goal,
        indicators=(an_indicator(), words) if indicators is None else tuple(indicators),
    )
    head = Row(kind=RowKind.GRAND_TOTAL, name="合计", funding=Funding(total=total))
    return TargetTable(
        title="项目支出绩效目标表",
        department="甲局",
        money_unit="万元",
        rows=(head, *([project] * projects)),
        source=Source(name=source, sha256="0" * 64, media_type="text/plain"),
        problems=(
            Problem(
                code="unread-text",
                message=Bilingual("有文字未读", "text left unread"),
                severity=ProblemSeverity.WARNING,
                span=(Place(line=9, start=0, end=2),),
                excerpt="附注",
            ),
        ),
    )


def a_location(
    field: str = "name",
    start: int = 0,
    end: int = 0,
    *,
    row: int | None = PROJECT,
    indicator: int | None = None,
    excerpt: str = "",
    line: int | None = 7,
) -> Location:
    """Return a place in the project, known to stand in a line of the source."""
    span = () if line is None else (Place(line=line, start=4 + start, end=4 + end),)
    return Location(
        row=row,
        indicator=indicator,
        field=field,
        start=start,
        end=end,
        excerpt=excerpt,
        span=span,
    )


def a_finding(
    *locations: Location,
    rule: str = "CO020",
    severity: Severity = Severity.MUST,
    family: Family = Family.COMPLETENESS,
    message: str = "“影响力”的指标值“提升”没有说明程度。",
) -> Finding:
    """Return a finding at some places; at a value without content when none are given."""
    value = a_location("annual_value", 0, 2, indicator=1, excerpt="提升")
    return Finding(
        rule=rule,
        name="empty-value",
        title=Bilingual("指标值没有内容", "Value without content"),
        family=family,
        severity=severity,
        message=Bilingual(message, "“影响力” says “提升” and no more."),
        fix=Bilingual("写明提升多少。", "Say how much."),
        basis=Bilingual("财预〔2021〕101号：指标值应可衡量。", "财预〔2021〕101号: measurable."),
        locations=locations or (value,),
    )


def a_review(*findings: Finding, table: TargetTable | None = None) -> Review:
    """Return a review with the given findings and one reason why a rule was not applied."""
    return Review(
        table=a_table() if table is None else table,
        findings=findings,
        unchecked=(
            Unchecked(
                rule="R27",
                kind=OutcomeKind.INSUFFICIENT_DATA,
                reason=Bilingual("公开表没有这一栏", "the form has no such column"),
                count=3,
            ),
        ),
        checked=(("CO020", 2),),
        profile="national",
    )
