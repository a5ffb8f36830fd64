"""Published self-evaluations recomputed: where their arithmetic holds, and where it does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, Grade, TableKind
from jiheng.results.circumstances import Circumstances
from jiheng.results.printed import parse_actual
from jiheng.results.words import grade_words, plain
from jiheng.scoring import methods
from jiheng.scoring.indicators import score_indicator
from jiheng.scoring.printed_sums import printed_sums, scored_line
from jiheng.scoring.recomputation import Agreement, Recomputation, RecomputedLine
from jiheng.scoring.rounding import rounded
from jiheng.scoring.totals import score_execution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import FundingLine, Indicator, Row, TargetTable
    from jiheng.scoring.methods import Method
    from jiheng.scoring.score import Score
    from jiheng.standards.scoring_standard import ScoringStandard

_Comparison = tuple[Agreement, Bilingual]
_REMARKS = ("原因", "备注", "说明", "措施")
_SAYS_NOTHING = frozenset(("", "无", "/", "-", "—", "--", "无偏差", "不适用"))


def recompute(table: TargetTable, standard: ScoringStandard) -> tuple[Recomputation, ...]:
    """Return each self-evaluation of a table, recomputed; empty when the table is none.

    A line is right when the printed points are those of the standard, at the decimals that are
    printed. Else another method that gives them is named; only what none gives is a fault.
    """
    if table.kind is not TableKind.SELF_EVALUATION:
        return ()
    circumstances = Circumstances(fiscal_year=table.fiscal_year)
    return tuple(
        _recomputed(index, row, standard, circumstances)
        for index, row in enumerate(table.rows)
        if any(indicator.score is not None for indicator in row.indicators)
    )


def _recomputed(
    index: int, row: Row, standard: ScoringStandard, circumstances: Circumstances
) -> Recomputation:
    money = scored_line(row)
    lines = (
        *((_execution(money, row, standard),) if money else ()),
        *(
            _line(number, indicator, standard, circumstances)
            for number, indicator in enumerate(row.indicators)
        ),
    )
    return Recomputation(
        row=index,
        name=row.name,
        standard=standard.name,
        lines=lines,
        checks=tuple(printed_sums(row, lines, standard)),
    )


def _execution(money: FundingLine, row: Row, standard: ScoringStandard) -> RecomputedLine:
    weight = standard.execution_weight if money.weight is None else money.weight
    budget = money.amount if money.budget is None else money.budget
    due = score_execution(money.executed, budget, standard, weight=weight)
    others: Iterable[Method] = ()
    if money.executed is not None and budget is not None:
        others = methods.of_execution(money.executed, budget, weight, standard)
    agreement, explanation = _compared(money.score, due, others)
    reason = next((entry.value for entry in row.further if "原因" in entry.label), None)
    return RecomputedLine(
        name="预算执行率",
        indicator=None,
        weight=weight,
        printed=money.score,
        due=due,
        agreement=agreement,
        explanation=explanation,
        reason=reason,
        lacks_reason=False,
    )


def _line(
    number: int, indicator: Indicator, standard: ScoringStandard, circumstances: Circumstances
) -> RecomputedLine:
    weight, printed = indicator.weight, indicator.score
    reason = _reason(indicator)
    line = RecomputedLine(
        name=indicator.name or "",
        indicator=number,
        weight=weight,
        printed=printed,
        due=None,
        agreement=Agreement.NOT_RECOMPUTABLE,
        explanation=Bilingual("没有印分值，无法复算", "no weight is printed"),
        reason=reason,
    )
    if weight is None:
        return line
    if printed is not None and (printed > weight or printed < 0):
        text = f"{plain(printed)}, {plain(weight)}"
        explanation = Bilingual(f"得分超出分值（{text}）", f"points beyond the weight ({text})")
        return replace(line, agreement=Agreement.BEYOND_WEIGHT, explanation=explanation)
    actual = _actual(indicator, circumstances)
    due = score_indicator(indicator.target, actual, weight, standard, circumstances, given=printed)
    others = (
        ()
        if actual is None
        else methods.of_indicator(
            line.name, indicator.target, actual, weight, standard, circumstances
        )
    )
    agreement, explanation = (
        _by_a_person(printed, weight, standard)
        if actual is None and indicator.actual and printed is not None
        else _compared(printed, due, others)
    )
    lacking = reason is None and (due.needs_reason or (printed is not None and printed < weight))
    return replace(
        line, due=due, agreement=agreement, explanation=explanation, lacks_reason=lacking
    )


def _by_a_person(printed: Decimal, weight: Decimal, standard: ScoringStandard) -> _Comparison:
    """Say which grade points stand for that were given for words."""
    share = printed / weight if weight else Decimal(0)
    ranges = ((Grade(name), least) for name, (least, _) in standard.qualitative.items())
    found = max((pair for pair in ranges if share >= pair[1]), key=lambda pair: pair[1])
    grade, percent = grade_words(found[0]), plain(share * 100)
    explanation = Bilingual(
        f"完成情况是文字，由人评定；得分为分值的 {percent}%，相当于“{grade.zh}”",
        f"judged by a person: {percent}% of the weight stands for “{grade.en}”",
    )
    return Agreement.NOT_RECOMPUTABLE, explanation


def _actual(indicator: Indicator, circumstances: Circumstances) -> Actual | None:
    value = parse_actual(
        indicator.actual,
        indicator.target,
        unit=indicator.unit or "",
        wanted=indicator.annual_value or indicator.period_value,
        year=circumstances.fiscal_year,
    )
    return None if value is None else Actual(value=value)


def _compared(printed: Decimal | None, due: Score, others: Iterable[Method]) -> _Comparison:
    if printed is None:
        return Agreement.NOT_PRINTED, Bilingual("没有印得分", "no points are printed")
    if due.least is not None and due.most is not None:
        return _in_range(printed, due.least, due.most)
    if due.points is None:
        text = due.steps[-1].text
        explanation = Bilingual(f"无法复算：{text.zh}", f"not recomputable: {text.en}")
        return Agreement.NOT_RECOMPUTABLE, explanation
    return _as_printed(printed, due.points) or _by_others(printed, due.points, others)


def _as_printed(printed: Decimal, due: Decimal) -> _Comparison | None:
    """Return how points agree that differ at most in the decimals they are printed with."""
    if printed == due:
        return Agreement.EQUAL, Bilingual("与公式一致", "as by formula")
    if _same_when_rounded(printed, due):
        text = plain(due)
        explanation = Bilingual(
            f"应得 {text}，只是保留位数不同", f"due {text}, printed with fewer decimals"
        )
        return Agreement.ROUNDED, explanation
    if printed == due.quantize(_unit(printed), rounding=ROUND_DOWN):
        text = plain(due)
        explanation = Bilingual(
            f"应得 {text}，去尾而没有四舍五入", f"due {text}, cut off instead of rounded"
        )
        return Agreement.ROUNDED, explanation
    return None


def _by_others(printed: Decimal, due: Decimal, others: Iterable[Method]) -> _Comparison:
    for points, name in others:
        if _same_when_rounded(printed, points):
            return Agreement.OTHER_METHOD, name
    return _apart(printed, due)


def _apart(printed: Decimal, due: Decimal) -> _Comparison:
    gap = plain(abs(printed - due))
    if printed > due:
        return (
            Agreement.HIGHER,
            Bilingual(f"应得 {plain(due)}，多计 {gap} 分", f"due {plain(due)}: {gap} too many"),
        )
    return (
        Agreement.LOWER,
        Bilingual(f"应得 {plain(due)}，少计 {gap} 分", f"due {plain(due)}: {gap} too few"),
    )


def _in_range(printed: Decimal, least: Decimal, most: Decimal) -> _Comparison:
    text = f"{plain(least)}-{plain(most)}"
    if least <= printed <= most:
        return (
            Agreement.IN_RANGE,
            Bilingual(f"在该档次的区间 {text} 内", f"within the range {text} of its grade"),
        )
    agreement = Agreement.HIGHER if printed > most else Agreement.LOWER
    return agreement, Bilingual(f"不在该档次的区间 {text} 内", f"outside the range {text}")


def _same_when_rounded(printed: Decimal, due: Decimal) -> bool:
    """Return whether a number is the other one at the decimals it is printed with."""
    return rounded(due, -int(_unit(printed).as_tuple().exponent)) == printed


def _unit(printed: Decimal) -> Decimal:
    """Return one of the last decimal that points are printed with, at most two decimals."""
    exponent = printed.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return Decimal(1).scaleb(-min(max(places, 0), 2))


def _reason(indicator: Indicator) -> str | None:
    """Return why points were lost: of the column for it, else of a column of remarks."""
    remarks = (
        entry.value for entry in indicator.further if any(word in entry.label for word in _REMARKS)
    )
    said = (indicator.deviation, *remarks)
    return next((text for text in said if not _says_nothing(text)), None)


def _says_nothing(text: str | None) -> bool:
    return text is None or text.strip() in _SAYS_NOTHING
