"""Published self-evaluations recomputed: where their arithmetic holds, and where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import says_nothing
from jiheng.model import SeveralTargets, TableKind, TextTarget
from jiheng.results.circumstances import Circumstances
from jiheng.scoring import methods
from jiheng.scoring.agreeing import Comparer, beyond_weight, by_a_person
from jiheng.scoring.indicators import score_indicator
from jiheng.scoring.printed_rules import by_printed_coefficient, by_printed_rule
from jiheng.scoring.printed_sums import budget_of, printed_sums, scored_line
from jiheng.scoring.readings import may_say_none, readings, says_nothing_was_done
from jiheng.scoring.recomputation import Agreement, Recomputation, RecomputedLine
from jiheng.scoring.totals import score_execution

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from jiheng.model import FundingLine, Indicator, Row, TargetTable
    from jiheng.scoring.methods import Method
    from jiheng.scoring.readings import Reading
    from jiheng.scoring.score import Score
    from jiheng.standards.scoring_standard import ScoringStandard

_REMARKS = ("原因", "备注", "说明", "措施")
_NO_DEVIATION = "无偏差"
_OF_ALL = re.compile("(?:偏差|偏离|未完成|未达|扣分|失分).*原因")
"""The label of one text for all lines: 偏差大或目标未完成原因分析."""


def recompute(table: TargetTable, standard: ScoringStandard) -> tuple[Recomputation, ...]:
    """Return each self-evaluation of a table, recomputed; empty when the table is none.

    A line is right when the printed points are those of the standard, at the decimals that the
    form prints. Else another method or another meaning of the printed value that gives them is
    named; only what none gives is a fault.
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
    points = [indicator.score for indicator in row.indicators]
    form = _Form(
        standard,
        circumstances,
        Comparer.of([*points, money.score if money else None]),
        prints_actuals=not all(says_nothing_was_done(each) for each in row.indicators),
        reason=_reason_of_all(row),
    )
    lines = (
        *((_execution(money, row, form),) if money else ()),
        *(_line(number, indicator, form) for number, indicator in enumerate(row.indicators)),
    )
    return Recomputation(
        row=index,
        name=row.name,
        standard=standard.name,
        lines=lines,
        checks=tuple(printed_sums(row, lines, standard)),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """What holds for all lines of a form.

    Attributes:
        prints_actuals: Whether any line says what was done.
        reason: Why points were lost, where the form says it once for all lines.
    """

    standard: ScoringStandard
    circumstances: Circumstances
    comparer: Comparer
    prints_actuals: bool
    reason: str | None


def _execution(money: FundingLine, row: Row, form: _Form) -> RecomputedLine:
    standard = form.standard
    weight = standard.execution_weight if money.weight is None else money.weight
    budget = budget_of(money)
    due = score_execution(money.executed, budget, standard, weight=weight)
    others: Iterable[Method] = ()
    if money.executed is not None and budget is not None:
        others = methods.of_execution(money.executed, budget, weight, standard)
    agreement, explanation = form.comparer.compare(money.score, due, others)
    return RecomputedLine(
        name="预算执行率",
        indicator=None,
        weight=weight,
        printed=money.score,
        due=due,
        agreement=agreement,
        explanation=explanation,
        reason=next((entry.value for entry in row.further if "原因" in entry.label), None),
    )


def _line(number: int, indicator: Indicator, form: _Form) -> RecomputedLine:
    weight, printed = indicator.weight, indicator.score
    line = RecomputedLine(
        name=indicator.name or "",
        indicator=number,
        weight=weight,
        printed=printed,
        due=None,
        agreement=Agreement.NOT_RECOMPUTABLE,
        explanation=Bilingual("没有印分值，无法复算", "no weight is printed"),
        reason=_reason(indicator) or form.reason,
    )
    if weight is None:
        return line
    meant = readings(indicator, form.circumstances)
    if not meant:
        line = _without_value(line, indicator, form)
    else:
        tried = [_by(line, weight, reading, form, indicator) for reading in meant]
        firm = [each for each, reading in zip(tried, meant, strict=True) if not reading.granted]
        line = next((each for each in tried if not each.agreement.is_fault), None) or _doubtful(
            firm
        )
    if printed is not None and not 0 <= printed <= weight:
        agreement, explanation = beyond_weight(printed, weight)
        line = replace(line, agreement=agreement, explanation=explanation)
    lost = printed is not None and printed < weight
    asked = lost or (line.due is not None and line.due.needs_reason)
    return replace(line, lacks_reason=line.reason is None and asked)


def _by(
    line: RecomputedLine, weight: Decimal, reading: Reading, form: _Form, indicator: Indicator
) -> RecomputedLine:
    """Compare the printed points with those that one meaning of the printed value gives."""
    target, actual = reading.target, reading.actual
    due = score_indicator(
        target, actual, weight, form.standard, form.circumstances, given=line.printed
    )
    others = chain(
        methods.of_indicator(line.name, target, actual, weight, form.standard, form.circumstances),
        by_printed_rule(indicator.scoring_rule, target, actual.value, weight),
        by_printed_coefficient(indicator.further, weight),
    )
    agreement, explanation = form.comparer.compare(line.printed, due, others)
    said = [explanation, *([] if reading.meant is None else [reading.meant])]
    if isinstance(target, SeveralTargets) or _is_on_the_bound(due) or _is_late(due):
        said.extend(step.text for step in due.steps)
    explanation = Bilingual("；".join(one.zh for one in said), "; ".join(one.en for one in said))
    return replace(line, due=due, agreement=agreement, explanation=explanation)


def _is_on_the_bound(due: Score) -> bool:
    """Return whether all points are due for a target that was not met: 200 of ＞200."""
    return due.needs_reason and due.points == due.weight and due.steps[-1].formula in {"F2", "F4"}


def _is_late(due: Score) -> bool:
    return due.formula == "F2t" and bool(due.lost)


def _doubtful(tried: list[RecomputedLine]) -> RecomputedLine:
    """Return the line when no meaning gives its points; several leave it in doubt."""
    if len(tried) == 1:
        return tried[0]
    said = tried[-1].explanation
    return replace(
        tried[0],
        due=None,
        agreement=Agreement.NOT_RECOMPUTABLE,
        explanation=Bilingual(f"单位存疑，请核对：{said.zh}", f"doubtful unit: {said.en}"),
    )


def _without_value(line: RecomputedLine, indicator: Indicator, form: _Form) -> RecomputedLine:
    """Judge points beside a printed actual value that is no value: none at all, or words."""
    weight, printed = line.weight, line.printed
    if printed is None or weight is None:
        said = Bilingual("没有印得分", "no points are printed")
        return replace(line, agreement=Agreement.NOT_PRINTED, explanation=said)
    if not (indicator.annual_value or indicator.period_value):
        said = Bilingual("没有目标值，无法复算", "no target is printed, so nothing is due for sure")
        return replace(line, agreement=Agreement.NO_TARGET, explanation=said)
    if not says_nothing_was_done(indicator) or may_say_none(indicator):
        agreement, explanation = by_a_person(printed, weight, form.standard)
        return replace(line, agreement=agreement, explanation=explanation)
    if not form.prints_actuals:
        said = Bilingual("表中没有实际完成值", "the form prints no actual values")
        return replace(line, explanation=said)
    if printed > 0 and not isinstance(indicator.target, TextTarget):
        said = Bilingual("没有实际完成值而有得分，缺数据不得分", "points without an actual value")
        return replace(line, agreement=Agreement.NO_ACTUAL, explanation=said)
    said = Bilingual("没有实际完成值", "no actual value is printed")
    return replace(line, explanation=said)


def _reason(indicator: Indicator) -> str | None:
    """Return why points were lost: of the column for it, else of a column of remarks."""
    remarks = (
        entry.value for entry in indicator.further if any(word in entry.label for word in _REMARKS)
    )
    said = (text.strip() for text in (indicator.deviation or "", *remarks))
    return next((text for text in said if not says_nothing(text) and text != _NO_DEVIATION), None)


def _reason_of_all(row: Row) -> str | None:
    """Return why points were lost as a form without a column for it says it below its list."""
    if any(_reason(indicator) for indicator in row.indicators):
        return None
    said = (entry.value.strip() for entry in row.further if _OF_ALL.search(entry.label))
    return next((text for text in said if not says_nothing(text) and text != _NO_DEVIATION), None)
