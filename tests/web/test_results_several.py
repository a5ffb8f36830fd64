"""Cells that ask for several values: each target is shown, and asked for by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.monitored import begun, opened

from jiheng.model import (
    DateActual,
    DeadlineTarget,
    Indicator,
    NumberTarget,
    Row,
    RowKind,
    SeveralTargets,
)
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.projects.content import table_of, text_of
from jiheng_web.results import self_evaluation_commands
from jiheng_web.results.asked import parts_of, several, unclear
from jiheng_web.results.content import (
    Proof,
    Reached,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
    loaded,
)
from jiheng_web.results.measure_commands import values_of
from jiheng_web.results.monitored import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.results.models import SelfEvaluation

BUILT = NumberTarget(op="≥", number=Decimal(1000), unit="个")
COVERED = NumberTarget(op="≥", number=Decimal(95), unit="%")
BY_JUNE = DeadlineTarget(year=2026, month=6, day=None)
BOTH = SeveralTargets(parts=(BUILT, COVERED))
INDICATOR = Indicator(name="5G基站", annual_value="建设≥1000个，覆盖率≥95%", target=BOTH)


@pytest.fixture
def found(city: City) -> SelfEvaluation:
    """Return the self-evaluation of a project whose first cell asks for two values."""
    project = city.project()
    version = project.newest
    table = table_of(version.content)
    first, *others = table.rows[0].indicators
    first = replace(first, annual_value=INDICATOR.annual_value, target=BOTH)
    row = replace(table.rows[0], indicators=(first, *others))
    with act(PROGRAM, "test.several"):
        version.content = text_of(replace(table, rows=(row,)))
        version.save()
    return begun(city, city.approved(project))


def test_a_page_asks_for_each_value(
    found: SelfEvaluation, as_person: Callable[[str], Client]
) -> None:
    shown = as_person("clerk").get(f"/self-evaluations/{found.pk}").content.decode()

    assert "1. ≥1000个" in shown
    assert "2. ≥95%" in shown
    assert 'name="actual-0-1"' in shown


def test_each_value_counts(found: SelfEvaluation, as_person: Callable[[str], Client]) -> None:
    filled = {
        "revision": found.revision,
        "actual-0-0": "1200",
        "actual-0-1": "90",
        "weight-0": "10",
    }
    as_person("clerk").post(f"/self-evaluations/{found.pk}/save", filled)

    found.refresh_from_db()
    line = self_evaluation_commands.scored(found).lines[0]
    assert loaded(found.content, SelfEvaluationContent).lines[0].reached.text == "1200；90"
    assert line.score.points is not None
    assert line.score.points < 10


def test_a_sheet_lacks_data_while_one_value_is_missing(city: City, found: SelfEvaluation) -> None:
    sheet = opened(city).sheets.get()
    content = SheetContent(lines=(SheetLine(reached=Reached(text="1200；")),))

    looked = look(found.version, content, sheet.round.cut_off, 2026)

    assert "EX012" in [lack.rule for lack in looked.lines[0].lacks]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1000；96", ["1000", "96"]),
        ("；96%", ["", "96%"]),
        ("1000个，96%", ["1000个", "96%"]),
        ("全部完成", ["全部完成", ""]),
        ("", ["", ""]),
    ],
)
def test_what_was_typed_is_shown_beside_its_target(text: str, shown: list[str]) -> None:
    assert [part.text for part in parts_of(INDICATOR, text)] == shown


def test_a_day_may_be_one_of_several() -> None:
    target = SeveralTargets(parts=(BUILT, BY_JUNE))

    value = several("1000；2026年5月31日", target, 2026)

    assert value is not None
    assert isinstance(value.parts[1], DateActual)


@pytest.mark.parametrize("text", ["", "；", "1000", "1000；五百"])
def test_nothing_and_words_are_no_values(text: str) -> None:
    assert several(text, BOTH, 2026) is None


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        (BUILT, "一个数，用阿拉伯数字，如 1000个"),
        (BY_JUNE, "日期，如 2026年7月31日"),
        (BOTH, "每一项的完成值"),
        (None, "达成、部分达成或未达成"),
    ],
)
def test_an_unclear_value_is_told_with_what_is_wanted(
    target: NumberTarget | DeadlineTarget | SeveralTargets | None, wanted: str
) -> None:
    why = unclear(replace(INDICATOR, target=target), "五百").zh

    assert why.startswith("“五百”不能与指标值“建设≥1000个，覆盖率≥95%”比较")
    assert wanted in why


SHARE = {"numerator": "96", "denominator": "100", "unit": "%"}


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([{"number": "1200", "unit": "个"}, SHARE], "1200个；96%"),
        ([{"number": "1200", "unit": "个"}, None], "1200个；"),
        ([None, None], None),
        ([{"number": "viele", "unit": "个"}, SHARE], None),
        ([["nested"], SHARE], None),
    ],
)
def test_measures_of_each_target_are_taken_over_together(
    parts: list[object], text: str | None
) -> None:
    result = {"project": "智慧科普项目", "name": "5G基站", "actual": {"several": parts}}
    run = {"as_of": "2026-12-31", "results": [result]}
    row = Row(kind=RowKind.PROJECT, name="智慧科普项目", indicators=(INDICATOR,))
    found = values_of(run, row, Proof(name="run.json"))
    assert [reached.text for reached in found.values()] == ([] if text is None else [text])
