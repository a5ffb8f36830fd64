from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Entry, Origin, Place, Problem, RowKind, Run, Traced
from jiheng.reading.layouts.drafts import RowDraft, amount_in, split_code
from jiheng.reading.ledger import Ledger


def _traced(text: str) -> tuple[Traced, Ledger]:
    origin = Origin(text, Place(page=1, start=0, end=len(text)))
    return Traced.of(text, (Run(len(text), origin, 0, len(text)),)), Ledger((origin,))


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("320万元", "320"),
        ("320万元整", "320"),
        ("320万", "320"),
        ("320（万元）", "320"),
        ("1.5亿", "1.5"),
        ("0.00", "0.00"),
        ("-5", "-5"),
        ("(100.00)", "-100.00"),
        ("（1,200）万元", "-1200"),
        ("一千二百万元", "1200"),
        ("一亿二千万元", "12000"),
        ("人民币壹仟贰佰万元整", "1200"),
        ("壹仟零伍拾圆整", "1050"),
        ("壹佰元零伍分", "100.05"),
        ("壹佰元伍角整", "100.5"),
    ],
)
def test_an_amount_is_read_and_claimed(printed: str, amount: str) -> None:
    text, ledger = _traced(printed)
    problems: list[Problem] = []
    assert amount_in(text, ledger, problems) == Decimal(amount)
    assert list(ledger.unclaimed()) == []
    assert problems == []


@pytest.mark.parametrize("printed", ["-", "/", "——"])
def test_a_sign_in_place_of_an_amount_is_no_amount_and_no_trouble(printed: str) -> None:
    text, ledger = _traced(printed)
    problems: list[Problem] = []
    assert amount_in(text, ledger, problems) is None
    assert problems == []


@pytest.mark.parametrize("printed", ["一千二百万", "两三万元", "100元五角", "(1)(2)", "（一）"])
def test_an_amount_that_may_be_another_is_not_guessed_at(printed: str) -> None:
    text, ledger = _traced(printed)
    assert amount_in(text, ledger, []) is None


def test_words_in_place_of_an_amount_are_reported_with_their_place() -> None:
    text, ledger = _traced("待批复")
    problems: list[Problem] = []
    assert amount_in(text, ledger, problems) is None
    (problem,) = problems
    assert (problem.code, problem.span) == ("unread-amount", text.span())


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("44010026A000012345-水厂改造", "44010026A000012345", "水厂改造"),
        ("44010026A0000123452026年大修", "44010026A000012345", "2026年大修"),
        ("440100260000000012345-水厂改造", "440100260000000012345", "水厂改造"),
        ("440100260000012345水厂改造", "", "440100260000012345水厂改造"),
        ("水厂改造", "", "水厂改造"),
        ("2026年大修", "", "2026年大修"),
    ],
)
def test_a_code_before_a_name_is_told_from_it(printed: str, code: str, name: str) -> None:
    text, _ = _traced(printed)
    assert [part.text for part in split_code(text)] == [code, name]


def test_an_entry_without_a_place_is_kept() -> None:
    text, ledger = _traced("水厂改造")
    draft = RowDraft(further=[Entry(label="备注", value="无")])
    draft.add("name", text)
    row = draft.row(RowKind.PROJECT, None, ledger, [])
    assert row.further == (Entry(label="备注", value="无"),)


def test_a_row_without_columns_of_money_has_no_money() -> None:
    text, ledger = _traced("水厂改造")
    draft = RowDraft()
    draft.add("name", text)
    assert draft.row(RowKind.PROJECT, None, ledger, []).funding is None


def test_an_organization_of_its_own_stands_before_the_one_above() -> None:
    text, ledger = _traced("云岭市水厂")
    draft = RowDraft()
    draft.add("organization", text)
    row = draft.row(RowKind.PROJECT, "云岭市水务局", ledger, [])
    assert row.organization == "云岭市水厂"
