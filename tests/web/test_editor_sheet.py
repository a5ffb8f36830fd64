"""A table survives being edited: what nobody touched stays, what is typed is read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.strategies import rows, tables
from tests.web.city import sound_table

from jiheng.model import (
    DeadlineTarget,
    Entry,
    FundingLine,
    Indicator,
    Level,
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    TargetTable,
    TextTarget,
)
from jiheng.standards.scoring_standard import load_standard
from jiheng_web.editor.fixes import fixes, tidied
from jiheng_web.editor.readings import weights, words_of
from jiheng_web.editor.sheet import ORIGIN, Sheet, sent, to_sheet
from jiheng_web.editor.taking import take
from jiheng_web.errors import InvalidInput


@st.composite
def one_row_tables(draw: st.DrawFn) -> TargetTable:
    """Any table of one row."""
    return replace(draw(tables()), rows=(draw(rows()),))


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(one_row_tables())
def test_what_is_not_edited_does_not_change(table: TargetTable) -> None:
    assert take(table, to_sheet(table)).table == table


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(one_row_tables(), st.text(min_size=1, max_size=20))
def test_editing_one_cell_keeps_everything_the_grid_does_not_show(
    table: TargetTable, text: str
) -> None:
    before = table.rows[0]
    sheet = to_sheet(table)
    edited = sent(
        {"fields": sheet.fields, "rows": [{**row, "explanation": text} for row in sheet.rows]}
    )

    after = take(table, edited).table.rows[0]

    hidden = ("actual", "forecast", "score", "deviation", "likelihood", "further", "level1")
    assert replace(after, indicators=()) == replace(before, indicators=())
    for old in before.indicators:
        assert any(
            all(getattr(new, name) == getattr(old, name) for name in hidden)
            for new in after.indicators
        )


def edited(table: TargetTable, row: int | None = None, **cells: str) -> TargetTable:
    """Return a table after somebody typed into cells of a row, or into fields."""
    sheet = to_sheet(table)
    rows_ = [dict(one) for one in sheet.rows]
    fields = dict(sheet.fields)
    (fields if row is None else rows_[row]).update(cells)
    return take(table, Sheet(fields, tuple(rows_))).table


def test_a_changed_value_is_read_anew() -> None:
    after = edited(sound_table(), 3, annual_value="2026年6月底前")

    assert after.rows[0].indicators[3].target == DeadlineTarget(year=2026, month=6, day=None)


def test_a_sign_and_a_unit_of_their_own_are_read_with_the_value() -> None:
    after = edited(sound_table(), 2, annual_value="97", sign="≥", unit="%")

    assert after.rows[0].indicators[2].target == NumberTarget(op="≥", number=Decimal(97), unit="%")


def test_a_new_row_becomes_an_indicator() -> None:
    table = sound_table()
    sheet = to_sheet(table)
    new = {**dict.fromkeys(sheet.rows[0], ""), "name": "新增指标", "annual_value": "≥3次"}

    after = take(table, Sheet(sheet.fields, (*sheet.rows, new))).table

    assert after.rows[0].indicators[-1] == Indicator(
        name="新增指标",
        annual_value="≥3次",
        target=NumberTarget(op="≥", number=Decimal(3), unit="次"),
    )


def test_a_blank_row_is_no_indicator() -> None:
    table = sound_table()
    sheet = to_sheet(table)
    taken = take(table, Sheet(sheet.fields, (dict.fromkeys(sheet.rows[0], ""), *sheet.rows)))

    assert taken.table == table
    assert taken.places == [1, 2, 3, 4, 5, 6]


def test_rows_that_move_take_their_hidden_fields_along_and_are_numbered_anew() -> None:
    table = sound_table()
    first, second = (
        replace(one, seq=n, further=(Entry(label="备注", value=str(n)),))
        for n, one in enumerate(table.rows[0].indicators[:2], 1)
    )
    table = replace(table, rows=(replace(table.rows[0], indicators=(first, second)),))
    sheet = to_sheet(table)

    after = take(table, Sheet(sheet.fields, sheet.rows[::-1])).table

    assert after.rows[0].indicators == (replace(second, seq=1), replace(first, seq=2))


def test_a_level_chosen_in_a_form_with_codes_gets_its_code() -> None:
    table = sound_table()
    coded = replace(table.rows[0].indicators[0], level1=Level(code="1", label="产出指标"))
    table = replace(table, rows=(replace(table.rows[0], indicators=(coded,)),))

    after = edited(table, 0, level1="效益指标")

    assert after.rows[0].indicators[0].level1 == Level(code="2", label="效益指标")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,234.50", Decimal("1234.50")),
        ("１２３．４０", Decimal("123.40")),
        (" 7 ", Decimal(7)),
        ("0", Decimal(0)),
        ("", None),
        ("  ", None),
    ],
)
def test_money_is_taken_exactly_and_nothing_is_not_nought(
    typed: str, amount: Decimal | None
) -> None:
    funding = edited(sound_table(), None, **{"funding.other": typed}).rows[0].funding

    assert funding is not None
    assert funding.other == amount
    assert str(funding.other) == str(amount)


@pytest.mark.parametrize("typed", ["abc", "1,23", "12万", "1e9", "NaN", "1" * 13, "0.1234567", "٣"])
def test_what_is_no_amount_is_a_fault_at_its_field(typed: str) -> None:
    table = sound_table()
    sheet = to_sheet(table)
    taken = take(table, Sheet({**sheet.fields, "funding.total": typed}, sheet.rows))

    assert list(taken.faults) == ["funding.total"]
    assert taken.table == table


def test_a_printed_line_of_money_is_edited_in_its_place() -> None:
    line = FundingLine(label="其中：财政拨款", amount=Decimal(5), budget=Decimal(6))
    table = sound_table()
    table = replace(table, rows=(replace(table.rows[0], lines=(line,)),))

    after = edited(table, None, **{"lines.0.amount": "7.5"})

    assert after.rows[0].lines == (replace(line, amount=Decimal("7.5")),)


def test_a_project_keeps_a_name() -> None:
    table = sound_table()
    sheet = to_sheet(table)

    assert "name" in take(table, Sheet({**sheet.fields, "name": " "}, sheet.rows)).faults


@pytest.mark.parametrize("field", ["name", "code", "goal"])
def test_a_text_too_long_for_its_field_is_a_fault(field: str) -> None:
    table = sound_table()
    sheet = to_sheet(table)

    assert field in take(table, Sheet({**sheet.fields, field: "长" * 20_001}, sheet.rows)).faults


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"fields": [], "rows": []}, {"fields": {}, "rows": [1]}, {"fields": {}}],
)
def test_what_is_no_sheet_is_refused(data: object) -> None:
    with pytest.raises(InvalidInput):
        sent(data)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(InvalidInput):
        sent({"fields": {}, "rows": [{}] * 501})


@pytest.mark.parametrize("origin", ["", "99", "-1", "x", "٣", "9" * 10])
def test_a_row_of_unknown_origin_is_new(origin: str) -> None:
    table = sound_table()
    row = {**to_sheet(table).rows[0], ORIGIN: origin}

    assert take(table, Sheet({}, (row,))).table.rows[0].indicators[0].name == row["name"]


def test_characters_no_text_has_are_left_out() -> None:
    sheet = sent({"fields": {"goal": "目\x00标\ud800\r\n二"}, "rows": []})

    assert sheet.fields["goal"] == "目标\n二"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (None, ""),
        (NumberTarget(op="≥", number=Decimal(95), unit="%"), "≥ 95 %"),
        (NumberTarget(op="=", number=Decimal(3), unit=""), "= 3"),
        (RangeTarget(low=Decimal(5), high=Decimal(10), unit="天"), "5 – 10 天"),
        (DeadlineTarget(year=2026, month=None, day=None), "截止 2026-12-31"),
        (DeadlineTarget(year=None, month=6, day=30), "截止 06-30"),
        (TextTarget(), "需人工判断"),
        (
            SeveralTargets(
                parts=(
                    NumberTarget(op="≥", number=Decimal(1), unit="次"),
                    NumberTarget(op="≤", number=Decimal(2), unit="天"),
                )
            ),
            "≥ 1 次；≤ 2 天",
        ),
    ],
)
def test_a_target_is_said_in_words(target: object, words: str) -> None:
    assert words_of(target).zh == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_", "name", "agrees"),
    [
        ("90", "national", True),
        ("100", "national", True),
        ("95", "national", False),
        ("80", "national", False),
        ("80", "indicators-80", True),
        ("90", "indicators-80", False),
    ],
)
def test_weights_must_add_up(given_: str, name: str, agrees: bool) -> None:
    found = weights(edited(sound_table(), 0, weight=given_).rows[0], load_standard(name))

    assert found is not None
    assert found.agrees is agrees


def test_without_weights_nothing_must_add_up() -> None:
    assert weights(sound_table().rows[0], load_standard()) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("≥９５％。", "≥95%"),
        (">= 12场；", "≥12场"),
        ("１，２３４", "1,234"),
        ("优良", "优良"),
        ("5，6", "5，6"),
    ],
)
def test_values_are_tidied(before: str, after: str) -> None:
    assert tidied(before, value=True) == after


def test_fixes_are_offered_at_their_cells() -> None:
    table = edited(sound_table(), 1, annual_value="≥３００人", name="培训人数。")

    assert {fix.place: fix.after for fix in fixes(to_sheet(table))} == {
        "indicators.1.annual_value": "≥300人",
        "indicators.1.name": "培训人数",
    }
