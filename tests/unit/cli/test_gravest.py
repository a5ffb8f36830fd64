from __future__ import annotations

from decimal import Decimal

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Family,
    Finding,
    Funding,
    Location,
    Review,
    Row,
    RowKind,
    Severity,
    TargetTable,
)
from jiheng_cli.gravest import gravest_findings

_TEXT = Bilingual("文", "text")


def _finding(rule: str, severity: Severity, row: int, family: Family = Family.RELEVANCE) -> Finding:
    return Finding(
        rule=rule,
        name="name",
        title=_TEXT,
        family=family,
        severity=severity,
        message=_TEXT,
        fix=_TEXT,
        basis=_TEXT,
        locations=(Location(row=row, field="name"),),
    )


def _review(*findings: Finding) -> Review:
    rows = tuple(
        Row(kind=RowKind.PROJECT, name=f"项目{n}", funding=Funding(total=Decimal(n)))
        for n in range(20)
    )
    return Review(
        table=TargetTable(rows=rows),
        findings=findings,
        unchecked=(),
        checked=(),
        profile="national",
    )


def _chosen(*findings: Finding) -> list[tuple[str, int | None]]:
    return [(f.rule, f.locations[0].row) for _review_, f in gravest_findings([_review(*findings)])]


def test_the_graver_comes_first_whatever_the_money() -> None:
    assert _chosen(
        _finding("A", Severity.ADVICE, 9),
        _finding("B", Severity.BLOCK, 1),
        _finding("C", Severity.MUST, 5),
    ) == [("B", 1), ("C", 5), ("A", 9)]


def test_of_equal_findings_that_with_more_money_comes_first() -> None:
    assert _chosen(_finding("A", Severity.MUST, 1), _finding("B", Severity.MUST, 9)) == [
        ("B", 9),
        ("A", 1),
    ]


def test_what_is_wrong_comes_before_how_it_is_printed() -> None:
    assert _chosen(
        _finding("L", Severity.MUST, 9, Family.LEGIBILITY), _finding("R", Severity.MUST, 1)
    ) == [("R", 1), ("L", 9)]


def test_no_rule_is_told_more_than_twice() -> None:
    assert _chosen(*(_finding("A", Severity.MUST, n) for n in range(5))) == [("A", 4), ("A", 3)]


def test_no_project_is_told_more_than_twice() -> None:
    assert len(_chosen(*(_finding(f"R{n}", Severity.MUST, 1) for n in range(5)))) == 2


def test_no_more_than_ten_are_told() -> None:
    assert len(_chosen(*(_finding(f"R{n}", Severity.MUST, n) for n in range(20)))) == 10
