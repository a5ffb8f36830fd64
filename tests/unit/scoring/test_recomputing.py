"""Published self-evaluations recomputed: each way printed points may stand to those due."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from jiheng.model import Entry, FundingLine, Indicator, Row, RowKind, TableKind, TargetTable
from jiheng.pipeline import read
from jiheng.reading.grammar.targets import read_target
from jiheng.scoring.recomputation import Agreement, CheckKind, Recomputation
from jiheng.scoring.recomputing import recompute
from jiheng.standards.scoring_standard import load_standard

_CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def _line(
    wanted: str, actual: str | None, weight: str | None, score: str | None, why: str | None = None
) -> Indicator:
    return Indicator(
        name="甲",
        annual_value=wanted,
        target=read_target(wanted),
        actual=actual,
        weight=None if weight is None else Decimal(weight),
        score=None if score is None else Decimal(score),
        deviation=why,
    )


def _row(*indicators: Indicator, **fields: object) -> Row:
    row = Row(kind=RowKind.PROJECT, name="某项目", indicators=indicators)
    return replace(row, **fields)  # type: ignore[arg-type]


def _recomputed(row: Row, standard: str = "national") -> Recomputation:
    table = TargetTable(kind=TableKind.SELF_EVALUATION, fiscal_year=2024, rows=(row,))
    (recomputation,) = recompute(table, load_standard(standard))
    return recomputation


@pytest.mark.parametrize(
    ("wanted", "actual", "score", "agreement"),
    [
        ("≥95%", "95%", "10", Agreement.EQUAL),
        ("≥95%", "90%", "9.47", Agreement.EQUAL),
        ("≥95%", "90%", "9.5", Agreement.ROUNDED),
        ("≥96%", "90%", "9.3", Agreement.ROUNDED),
        ("≥95%", "90%", "0", Agreement.OTHER_METHOD),
        ("≥100人", "200人", "3", Agreement.OTHER_METHOD),
        ("≥95%", "90%", "9", Agreement.ROUNDED),
        ("≥40个", "39.9个", "9.975", Agreement.ROUNDED),
        ("≥40个", "39.9个", "9.965", Agreement.LOWER),
        ("≥95%", "90%", "8", Agreement.LOWER),
        ("≥95%", "90%", "10", Agreement.HIGHER),
        ("≥95%", "90%", "11", Agreement.BEYOND_WEIGHT),
        ("≥95%", "90%", "-1", Agreement.BEYOND_WEIGHT),
        ("≥95%", None, "10", Agreement.NO_ACTUAL),
        ("≥95%", "无", "10", Agreement.NO_ACTUAL),
        ("0起", "—", "10", Agreement.NO_ACTUAL),
        ("0起", "无", "10", Agreement.NOT_RECOMPUTABLE),
        ("≤3起", "没有", "10", Agreement.NOT_RECOMPUTABLE),
        ("0起", "未发生", "10", Agreement.NOT_RECOMPUTABLE),
        ("≥95%", "—", "10", Agreement.NO_ACTUAL),
        ("≥5%", "下降8%", "10", Agreement.NOT_RECOMPUTABLE),
        ("≥5%", "增长8%", "10", Agreement.EQUAL),
        ("≥95%", "未开展", "0.5", Agreement.NO_ACTUAL),
        ("≥95%", None, "0", Agreement.NOT_RECOMPUTABLE),
        ("≥95%", None, None, Agreement.NOT_PRINTED),
        ("有所提高", "/", "10", Agreement.NOT_RECOMPUTABLE),
        ("≥95%", "0.9", "9.47", Agreement.EQUAL),
        ("≥95百分比", "0.9", "9.47", Agreement.EQUAL),
        ("100%", "1", "10", Agreement.EQUAL),
        ("≥0.9", "95%", "10", Agreement.EQUAL),
        ("≥95%", "0.9", "6", Agreement.NOT_RECOMPUTABLE),
        ("≥95%", "基本完成", "10", Agreement.NOT_RECOMPUTABLE),
        ("≥95%", "90%", None, Agreement.NOT_PRINTED),
        ("有所提高", "达成预期指标", "9", Agreement.IN_RANGE),
        ("有所提高", "达成预期指标", "7", Agreement.LOWER),
        ("有所提高", "部分达成", "9", Agreement.HIGHER),
        ("有所提高", "干部素质提升", "9", Agreement.NOT_RECOMPUTABLE),
        ("及时", "未及时", "10", Agreement.HIGHER),
        ("及时", "未及时", "5", Agreement.IN_RANGE),
        ("≥200公里", "未完成", "10", Agreement.HIGHER),
        ("不发生安全事故", "发生2起", "10", Agreement.HIGHER),
        ("建站≥1000个，覆盖率≥95%", "建站500个，覆盖率95%", "10", Agreement.HIGHER),
        ("建站≥1000个，覆盖率≥95%", "建站500个，覆盖率95%", "7.5", Agreement.EQUAL),
        ("建站≥1000个，覆盖率≥95%", "建站500个，覆盖率95%", "5", Agreement.OTHER_METHOD),
    ],
)
def test_printed_points_stand_to_those_due(
    wanted: str, actual: str | None, score: str | None, agreement: Agreement
) -> None:
    # A second line keeps the form a self-evaluation when the first prints no points.
    row = _row(_line(wanted, actual, "10", score, "见说明"), _line("≥1", "1", "1", "1"))
    assert _recomputed(row).lines[0].agreement is agreement


def test_a_whole_number_among_hundredths_was_given_and_not_rounded() -> None:
    lines = [_line("≥95%", "90%", "10", "9", "偏低"), _line("≥3个", "1个", "10", "3.33", "停工")]
    assert _recomputed(_row(*lines)).lines[0].agreement is Agreement.LOWER


def test_a_share_of_one_says_how_it_was_taken() -> None:
    row = _row(_line("≥95%", "0.9", "10", "9.47", "偏低"))
    assert "0.9 = 90%" in _recomputed(row).lines[0].explanation.zh


@pytest.mark.parametrize(
    ("name", "wanted", "actual", "due"),
    [
        ("增收（万元）", "≥50", "400000元", "8.00"),
        ("合格率(%)", "95", "0.95", "10.00"),
        ("增收（含补贴）", "≥50", "40元", "8.00"),
    ],
)
def test_a_target_is_in_the_unit_that_the_name_ends_with(
    name: str, wanted: str, actual: str, due: str
) -> None:
    line = replace(_line(wanted, actual, "10", due), name=name)
    assert _recomputed(_row(line)).lines[0].agreement is Agreement.EQUAL


def test_a_form_without_actual_values_is_not_accused_line_by_line() -> None:
    row = _row(_line("≥95%", None, "10", "10"), _line("≥1个", None, "10", "10"))
    agreements = {line.agreement for line in _recomputed(row).lines}
    assert agreements == {Agreement.NOT_RECOMPUTABLE}


def test_lateness_in_a_cell_of_several_targets_is_said() -> None:
    row = _row(_line("2024年6月底前完成；合格率≥95%", "2024年8月完成；合格率90%", "10", "10", "x"))
    assert "迟 62 天" in _recomputed(row).lines[0].explanation.zh


def test_negative_points_are_told_in_their_own_words() -> None:
    row = _row(_line("≥95%", "90%", "10", "-1", "x"))
    assert "得分为负" in _recomputed(row).lines[0].explanation.zh


def test_points_for_words_say_which_grade_they_stand_for() -> None:
    row = _row(_line("有所提高", "素质提升", "10", "7", "尚可"))
    assert "部分达成" in _recomputed(row).lines[0].explanation.zh


def test_an_indicator_without_weight_is_not_recomputed() -> None:
    row = _row(_line("≥1个", "1个", None, "5"))
    assert _recomputed(row).lines[0].agreement is Agreement.NOT_RECOMPUTABLE


@pytest.mark.parametrize("why", [None, "", "无", "/", "—"])
def test_points_lost_without_a_reason_lack_it(why: str | None) -> None:
    assert _recomputed(_row(_line("≥95%", "90%", "10", "9.47", why))).lines[0].lacks_reason


def test_a_target_far_exceeded_without_a_reason_lacks_it() -> None:
    assert _recomputed(_row(_line("≥100人", "131人", "10", "10"))).lines[0].lacks_reason


@pytest.mark.parametrize(
    ("actual", "score", "why"), [("131人", "10", "需求增加"), ("130人", "10", None)]
)
def test_a_reason_that_is_written_or_not_needed_is_not_missed(
    actual: str, score: str, why: str | None
) -> None:
    assert not _recomputed(_row(_line("≥100人", actual, "10", score, why))).lines[0].lacks_reason


def test_a_reason_in_the_column_of_remarks_is_a_reason() -> None:
    line = replace(
        _line("≥95%", "90%", "10", "9.47", "无"), further=(Entry(label="备注", value="两期停课"),)
    )
    assert _recomputed(_row(line)).lines[0].reason == "两期停课"


@pytest.mark.parametrize(
    ("score", "agreement"), [("7.5", Agreement.OTHER_METHOD), ("9", Agreement.HIGHER)]
)
def test_execution_among_the_indicators_may_be_scored_by_its_rate(
    score: str, agreement: Agreement
) -> None:
    line = replace(_line("≥95%", "75%", "10", score, "未到付款期"), name="预算执行率")
    assert _recomputed(_row(line)).lines[0].agreement is agreement


def test_other_tables_have_nothing_to_recompute() -> None:
    table = TargetTable(rows=(_row(_line("≥95%", "95%", "10", "10")),))
    assert recompute(table, load_standard()) == ()


def test_a_form_that_is_not_filled_in_has_nothing_to_recompute() -> None:
    row = _row(_line("≥95%", None, "10", None))
    table = TargetTable(kind=TableKind.SELF_EVALUATION, rows=(row,))
    assert recompute(table, load_standard()) == ()


def _money(**amounts: str) -> FundingLine:
    numbers = {name: Decimal(amount) for name, amount in amounts.items()}
    return FundingLine(label="年度资金总额", **numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standard", "score", "agreement"),
    [
        ("national", "8.87", Agreement.EQUAL),
        ("national", "7", Agreement.OTHER_METHOD),
        ("banded-execution", "7", Agreement.EQUAL),
        ("banded-execution", "8.9", Agreement.OTHER_METHOD),
        ("national", "10", Agreement.HIGHER),
    ],
)
def test_execution_is_recomputed_by_both_methods(
    standard: str, score: str, agreement: Agreement
) -> None:
    money = _money(budget="9999.77", executed="8874.74", weight="10", score=score)
    row = _row(_line("≥1个", "1个", "90", "90"), lines=(money,))
    line = _recomputed(row, standard).lines[0]
    assert (line.indicator, line.agreement) == (None, agreement)


def test_execution_without_amounts_is_not_recomputed() -> None:
    row = _row(_line("≥1个", "1个", "90", "90"), lines=(_money(weight="10", score="10"),))
    assert _recomputed(row).lines[0].agreement is Agreement.NOT_RECOMPUTABLE


def test_execution_takes_the_weight_of_the_standard_where_none_is_printed() -> None:
    money = _money(amount="100", executed="100", score="10")
    row = _row(_line("≥1个", "1个", "90", "90"), lines=(money,))
    assert _recomputed(row).lines[0].weight == 10


def _checks(row: Row, standard: str = "national") -> dict[str, bool | None]:
    return {check.what.zh: check.right for check in _recomputed(row, standard).checks}


@pytest.mark.parametrize(
    ("rate", "right"), [("45", False), ("38.9", True), ("38.91", True), ("39", True)]
)
def test_a_printed_rate_is_held_against_its_amounts(rate: str, right: bool) -> None:
    money = _money(budget="861", executed="335", rate=rate, weight="10", score="3.89")
    row = _row(_line("≥1个", "1个", "90", "90"), lines=(money,))
    assert _checks(row)["执行率（年度资金总额）"] is right


@pytest.mark.parametrize(
    "amounts",
    [
        {"budget": "0", "executed": "0", "rate": "0", "score": "0"},
        {"budget": "5", "rate": "0", "score": "0"},
        {"budget": "5", "executed": "5", "score": "10"},
    ],
)
def test_a_rate_that_cannot_be_computed_is_not_held_against_anything(
    amounts: dict[str, str],
) -> None:
    row = _row(_line("≥1个", "1个", "90", "90"), lines=(_money(**amounts),))
    assert "执行率（年度资金总额）" not in _checks(row)


def test_nought_beside_a_part_of_the_money_is_an_empty_column() -> None:
    whole = _money(budget="5", executed="5", rate="100", score="10")
    part = replace(_money(budget="3", executed="3", rate="0"), label="财政拨款")
    row = _row(_line("≥1个", "1个", "90", "90"), lines=(whole, part))
    assert "执行率（财政拨款）" not in _checks(row)


@pytest.mark.parametrize(("total", "right"), [("99.47", True), ("99.5", True), ("98", False)])
def test_a_printed_total_is_held_against_the_printed_points(
    total: str,
    right: bool,
) -> None:
    row = _row(
        _line("≥95%", "90%", "10", "9.47", "偏低"),
        _line("≥1个", "1个", "90", "90"),
        score=Decimal(total),
    )
    assert _checks(row)["总分"] is right


@pytest.mark.parametrize(
    ("points", "total", "right"),
    [
        ("8.5", "99", False),
        ("8.96", "99", False),
        ("9.47", "99.5", True),
        ("9.99", "100", True),
        ("9.47", "99.48", True),
        ("9.47", "99.49", False),
        ("9", "99.47", True),
        ("9", "99", True),
        ("9", "98", False),
    ],
)
def test_a_total_is_the_sum_of_points_as_printed_or_before_rounding(
    points: str, total: str, right: bool
) -> None:
    row = _row(
        _line("≥95%", "90%", "10", points, "偏低"),
        _line("≥1个", "1个", "90", "90"),
        score=Decimal(total),
    )
    assert _checks(row)["总分"] is right


@pytest.mark.parametrize(("total", "grade"), [("90", "良"), ("90.0", "良"), (None, "良")])
def test_rounding_a_total_lifts_no_grade(total: str | None, grade: str) -> None:
    row = _row(
        _line("有所提高", "达成预期指标", "50", "45.96"),
        _line("有所提高", "达成预期指标", "50", "44"),
        score=None if total is None else Decimal(total),
        grade="优",
    )
    (found,) = (check for check in _recomputed(row).checks if check.kind is CheckKind.GRADE)
    assert (found.due, found.right) == (grade, False)


def test_a_bound_that_is_only_reached_is_not_passed_and_needs_a_reason() -> None:
    line = _recomputed(_row(_line("＞200", "200", "10", "10"))).lines[0]
    assert line.lacks_reason
    assert "未达到 >200" in line.explanation.zh


def test_a_total_of_lines_without_points_cannot_be_checked() -> None:
    row = _row(
        _line("≥1个", "1个", "10", None), _line("≥1个", "1个", "90", "90"), score=Decimal(90)
    )
    assert _checks(row)["总分"] is None


@pytest.mark.parametrize(("weight", "right"), [("90", True), ("80", False)])
def test_weights_are_held_against_the_total_of_the_standard(
    weight: str,
    right: bool,
) -> None:
    row = _row(_line("≥1个", "1个", "10", "10"), _line("≥1个", "1个", weight, weight))
    assert _checks(row)["分值合计"] is right


@pytest.mark.parametrize(
    ("grade", "right"), [("优", True), ("优（S≧90）", True), ("良", False), ("A", None)]
)
def test_a_printed_grade_is_held_against_the_total(
    grade: str,
    right: bool | None,
) -> None:
    row = _row(_line("≥1个", "1个", "100", "95", "x"), score=Decimal(95), grade=grade)
    assert _checks(row)["等次"] is right


def test_a_reason_for_execution_is_found_among_the_labels() -> None:
    money = _money(budget="100", executed="80", weight="10", score="8")
    row = _row(
        _line("≥1个", "1个", "90", "90"),
        lines=(money,),
        further=(Entry(label="执行率偏低原因", value="合同未到付款期"),),
    )
    assert _recomputed(row).lines[0].reason == "合同未到付款期"


def test_faults_count_wrong_lines_missing_reasons_and_wrong_sums() -> None:
    row = _row(
        _line("≥95%", "90%", "10", "8", "偏低"),
        _line("≥95%", "90%", "10", "9.47"),
        _line("≥1个", "1个", "80", "80"),
        score=Decimal(50),
    )
    assert _recomputed(row).faults == 3


@pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus of published documents is not here")
class TestPublishedDocuments:
    """What the published self-evaluations print, and every difference to what is due."""

    def test_a_department_of_ningde_scores_execution_in_bands(self) -> None:
        lines = self._lines("ningde-self-evaluation-2024.pdf")
        assert lines == [
            ("预算执行率", Agreement.OTHER_METHOD, "执行率分档计分"),
            ("基本经费投入成本", Agreement.OTHER_METHOD, "直接赋分法：未完成不得分"),
        ]

    def test_the_petition_office_deducts_more_than_by_share_and_once_cuts_off(self) -> None:
        lines = self._lines("central-petition-office-2024-accounts.pdf")
        assert [(name, explanation) for name, _, explanation in lines] == [
            ("预算执行率", "应得 7.71，只是保留位数不同"),
            ("微信发稿量（篇）", "应得 5.74，少计 1.74 分"),
            ("来访群众针对接待环境的投诉次数", "应得 10，少计 1 分"),
            ("设备完好率", "应得 8.85，少计 1.75 分"),
            ("系统持续稳定运行时间比率（运行小时数/全年总小时数）", "应得 9.55，少计 0.75 分"),
            ("使用部门满意率", "应得 9.38，去尾而没有四舍五入"),
        ]

    @pytest.mark.parametrize(
        "name", ["ningde-self-evaluation-2024.pdf", "central-petition-office-2024-accounts.pdf"]
    )
    def test_printed_totals_and_weights_add_up(self, name: str) -> None:
        rights = [check.right for each in self._recomputed(name) for check in each.checks]
        assert set(rights) == {True}

    def _recomputed(self, name: str) -> list[Recomputation]:
        result = read((_CORPUS / name).read_bytes(), name=name)
        standard = load_standard()
        return [each for table in result.tables for each in recompute(table, standard)]

    def _lines(self, name: str) -> list[tuple[str, Agreement, str]]:
        quiet = (Agreement.EQUAL, Agreement.NOT_RECOMPUTABLE)
        return [
            (line.name, line.agreement, line.explanation.zh)
            for each in self._recomputed(name)
            for line in each.lines
            if line.agreement not in quiet
        ]


@pytest.mark.parametrize("huge", ["1E+60", "-1E+60", "1E-60", "9" * 40, "1E+5000"])
def test_numbers_of_any_length_are_borne(huge: str) -> None:
    row = _row(
        _line("≥95%", "90%", huge, huge, "x"),
        replace(_line("有所提高", "好", huge, huge), deviation=None),
        score=Decimal(huge),
        lines=(_money(budget=huge, executed="1", rate=huge, weight=huge, score=huge),),
    )
    assert len(_recomputed(row).lines) == 3


def test_a_reason_said_once_for_a_form_is_that_of_all_its_lines() -> None:
    said = Entry(label="偏差大或目标未完成原因分析", value="雨季停工。")
    lost = _line("≥95%", "90%", "10", "9.47")

    alone, beside = (
        _recomputed(_row(*lines, further=(said,)))
        for lines in ((lost,), (lost, _line("≥95%", "90%", "10", "9.47", "设备晚到")))
    )

    assert [line.reason for line in alone.lines] == ["雨季停工。"]
    assert [line.reason for line in beside.lines] == [None, "设备晚到"]


@pytest.mark.parametrize("value", ["无", "无偏差", ""])
def test_nothing_said_for_a_form_is_no_reason(value: str) -> None:
    said = Entry(label="未完成原因", value=value)

    (line,) = _recomputed(_row(_line("≥95%", "90%", "10", "9"), further=(said,))).lines

    assert line.reason is None


@pytest.mark.parametrize(
    ("label", "share", "agreement"),
    [
        ("得分系数（%）", "85.3", Agreement.OTHER_METHOD),
        ("得分系数", "0.853", Agreement.OTHER_METHOD),
        ("得分系数", "85.3%", Agreement.OTHER_METHOD),
        ("得分系数", "60%", Agreement.LOWER),
        ("得分系数", "优", Agreement.LOWER),
        ("得分系数（%）", "853", Agreement.LOWER),
        ("完成率", "85.3%", Agreement.LOWER),
    ],
)
def test_a_printed_share_of_points_may_give_them(
    label: str, share: str, agreement: Agreement
) -> None:
    further = (Entry(label=label, value=share),)
    line = replace(_line("≥90%", "85%", "15", "12.8", "宣传不够"), further=further)

    (found,) = _recomputed(_row(line)).lines

    assert found.agreement is agreement
