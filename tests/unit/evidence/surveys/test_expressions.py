from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng_evidence.surveys.evaluation import Condition
from jiheng_evidence.surveys.expressions import Malformed, names_in, parse
from jiheng_evidence.surveys.surveyjs import condition

if TYPE_CHECKING:
    from jiheng_evidence.surveys.evaluation import Values

GIVEN: Values = {
    "n": Decimal(3),
    "two": Decimal(2),
    "t": "abc",
    "five": "5",
    "c": ("a", "b"),
    "d": date(2025, 3, 1),
    "m": {"r": "x"},
}
HOLDS: list[tuple[str, bool | None]] = [
    ("1 + 2 * 3 = 7", True),
    ("(1 + 2) * 3 = 9", True),
    ("7 mod 4 = 3", True),
    ("7 div 2 = 3.5", True),
    ("-${n} = 0 - 3", True),
    ("${n} - 1 - 1 = 1", True),
    ("${n} >= 3 and ${n} <= 3", True),
    ("${n} != 3", False),
    ("${n} < ${two} or ${n} > ${two}", True),
    ("1 div 0 = 1", None),
    ("${t} = 'abc'", True),
    ('${t} = "abc"', True),
    ("${t} < 'b'", True),
    ("${five} = 5", True),
    ("${t} = 5", None),
    ("'NaN' = 5", None),
    ("${d} > '2025-02-28'", True),
    ("'2025-04-01' > ${d}", True),
    ("${d} = 'soon'", None),
    ("${d} = ${c}", None),
    ("${c} = 'a b'", True),
    ("${c} = ${c}", None),
    ("${m} = 'x'", None),
    ("selected(${c}, 'a')", True),
    ("selected(${c}, 'z')", False),
    ("selected(${t}, 'abc')", True),
    ("selected(${none}, 'a')", False),
    ("count-selected(${c}) = 2", True),
    ("count-selected(${t}) = 1", True),
    ("count-selected(${none}) = 0", True),
    ("string-length(${t}) = 3", True),
    ("string-length(${none}) = 0", True),
    ("number(${five}) + 1 = 6", True),
    ("not(${n} = 3)", False),
    ("not(${none} = 3)", None),
    ("${none} = 3", None),
    ("-${none} = 3", None),
    ("${none} + 1 = 3", None),
    ("${none} = ''", True),
    ("'' != ${t}", True),
    ("${none} = 3 and 1 = 2", False),
    ("1 = 2 and ${none} = 3", False),
    ("${none} = 3 and 1 = 1", None),
    ("${none} = 3 or 1 = 1", True),
    ("1 = 1 or ${none} = 3", True),
    ("1 = 2 or 2 = 1", False),
    ("1 = 1 and 2 = 2", True),
    ("${none} = 3 or 1 = 2", None),
    (". = 9", True),
    ("${n}", None),
]


@pytest.mark.parametrize(("expression", "held"), HOLDS)
def test_what_an_expression_says(expression: str, held: object) -> None:
    assert Condition(expression).holds(GIVEN, Decimal(9)) is held


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("", "表达式不完整"),
        ("1 =", "表达式不完整"),
        ("(1 = 1", "表达式不完整"),
        ("* 2", "表达式在“* 2”处无法理解"),
        ("${a", "表达式在“${a”处无法理解"),
        ("1 2", "表达式在“2”处无法理解"),
        ("'a\\'", "表达式在“'a\\'”处无法理解"),
        ("pulldata(1)", "不支持“pulldata”"),
        ("selected(1)", "“selected”的参数个数不对"),
        ("selected 1", "表达式在“1”处无法理解"),
        ("1" * 2001, "表达式过长"),
        ("1" + "+1" * 150, "表达式过长"),
        ("(" * 60 + "1" + ")" * 60, "表达式嵌套过深"),
        ("-" * 60 + "1", "表达式嵌套过深"),
    ],
)
def test_what_is_not_understood_is_told(expression: str, told: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse(expression)
    assert caught.value.reason.zh == told


@given(st.text(alphabet="()+-*.,'\"${}=<>! 01andor abc", max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    with suppress(Malformed):
        assert Condition(text).holds(GIVEN) in {True, False, None}


def test_the_names_of_an_expression_are_all_it_looks_at() -> None:
    assert names_in(parse("not(${甲} = . or -${b-1} > 'c')")) == {"甲", ".", "b-1"}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("${q} = 'x'", "({q} = 'x')"),
        ('${q} != "it\'s"', '({q} <> "it\'s")'),
        (". > 0 and . < 1.5", "(({own} > 0) and ({own} < 1.5))"),
        ("${q} = ''", "({q} empty)"),
        ("'' != ${q}", "({q} notempty)"),
        ("selected(${q}, 'a')", "({q} contains 'a')"),
        ("not(${a} div 2 = ${b} mod 3)", "!((({a} / 2) = ({b} % 3)))"),
        ("-${a} = number(${b})", "((0 - {a}) = ({b} * 1))"),
        ("count-selected(${a}) >= string-length(${b})", "({a.length} >= {b.length})"),
    ],
)
def test_an_expression_in_the_notation_of_pages(expression: str, said: str) -> None:
    assert condition(expression, "own") == said
