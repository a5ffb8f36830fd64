"""What is gathered to be checked: values with their places, and troubles."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.writing.proof.building import (
    a_problem,
    a_project,
    a_table,
    an_indicator,
    in_line,
    on_page,
)

from jiheng.model import (
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Level,
    Origin,
    Place,
    ProblemSeverity,
    Row,
    RowKind,
    Run,
    Task,
    Traced,
)
from jiheng.writing.proof.marks import Item, gather, spots_of


def _items(row: Row) -> dict[str, Item]:
    return {item.label: item for item in gather([a_table(row)], (), "zh").items()}


def test_a_value_is_told_as_recorded_with_what_was_read() -> None:
    item = _items(a_project(on_page("培训"), total=on_page("1234.5")))["总计"]
    assert (item.value, item.spots[0].text, item.group) == ("1,234.5", "1234.5", "money")


def test_every_kind_of_part_is_gathered() -> None:
    row = Row(
        kind=RowKind.PROJECT,
        name="培训",
        lines=(FundingLine(label="其中：财政拨款", amount=Decimal(5)),),
        tasks=(Task(name="任务一", funding=Funding(total=Decimal(7))),),
        indicators=(an_indicator(),),
        further=(Entry(label="联系人", value="张三"),),
    )
    kinds = [part.kind for part in gather([a_table(row)], (), "zh").blocks[1].parts]
    assert kinds == ["own", "line", "task", "indicator"]


@pytest.mark.parametrize(
    ("label", "value"),
    [("金额", "5"), ("联系人", "张三"), ("总计", "7"), ("栏目", "其中：财政拨款")],
)
def test_a_value_without_a_place_is_gathered_as_well(label: str, value: str) -> None:
    row = Row(
        kind=RowKind.PROJECT,
        name="培训",
        lines=(FundingLine(label="其中：财政拨款", amount=Decimal(5)),),
        tasks=(Task(name="任务一", funding=Funding(total=Decimal(7))),),
        further=(Entry(label="联系人", value="张三"),),
    )
    assert (_items(row)[label].value, _items(row)[label].spots) == (value, ())


def test_levels_are_told_by_label_and_code() -> None:
    level = Level(code="11", label="数量指标")
    traces = {"level2_code": on_page("11"), "level2": on_page("数量指标")}
    row = a_project(indicators=(Indicator(level2=level, traces=traces),))
    items = _items(row)
    assert (items["二级指标编码"].value, items["二级指标"].value) == ("11", "数量指标")


def test_a_trace_of_a_field_without_a_value_tells_what_was_read() -> None:
    row = Row(kind=RowKind.PROJECT, name="", traces={"total": on_page("一千")})
    assert _items(row)["总计"].value == "一千"


def test_an_unread_piece_is_told_apart_from_an_assumption() -> None:
    codes = ("unread-text", "struck-out", "page-overlap")
    table = a_table(problems=tuple(map(a_problem, codes)))
    groups = [item.group for item in gather([table], (), "zh").troubles]
    assert groups == ["unread", "unread", "trouble"]


def test_a_note_is_left_out() -> None:
    table = a_table(problems=(a_problem(severity=ProblemSeverity.NOTE),))
    assert gather([table], (), "zh").troubles == []


def test_a_doubt_is_told_at_its_value_and_not_again() -> None:
    table = a_table(problems=(a_problem("doubtful-text"),))
    assert gather([table], (), "zh").troubles == []


def test_the_message_of_a_trouble_is_in_the_language_of_the_page() -> None:
    (item,) = gather([], (a_problem(),), "en").troubles
    assert item.label == "“另附说明” was not read."


@pytest.mark.parametrize(
    ("confidence", "doubt"), [(None, None), (0.89, 0.89), (0.9, None), (0.99, None)]
)
def test_a_reading_below_nine_tenths_is_doubtful(
    confidence: float | None, doubt: float | None
) -> None:
    row = a_project(on_page("培训", confidence=confidence))
    assert _items(row)["名称"].confidence == doubt


def test_lines_of_a_cell_are_places_of_their_own() -> None:
    trace = on_page("职工", 100) + on_page("培训", 112)
    assert [(spot.text, spot.place.box and spot.place.box[1]) for spot in spots_of(trace)] == [
        ("职工", 100),
        ("培训", 112),
    ]


def test_parts_of_one_line_are_one_place_that_tells_the_whole_line() -> None:
    origin = Origin("职 工", Place(line=3, start=5, end=5))
    (spot,) = spots_of(Traced.of("职工", [Run(1, origin, 0, 1), Run(1, origin, 2, 1)]))
    assert (spot.text, spot.raw, spot.base) == ("职工", "职 工", 5)
    assert (spot.place.start, spot.place.end) == (5, 8)


def test_a_space_that_stands_nowhere_is_no_place() -> None:
    space = Run(1, Origin("", Place(page=1, start=0, end=0)), 0, 0)
    trace = Traced.of("a b", [*on_page("a").runs(), space, *on_page("b").runs()])
    assert [spot.text for spot in spots_of(trace)] == ["a", "b"]


def test_no_trace_has_no_places() -> None:
    assert spots_of(None) == ()


def test_a_stretch_of_a_line_is_told_with_its_line() -> None:
    (spot,) = spots_of(in_line("名称\t职工培训", "职工培训", line=7))
    assert (spot.place.line, spot.place.start, spot.raw) == (7, 3, "名称\t职工培训")
