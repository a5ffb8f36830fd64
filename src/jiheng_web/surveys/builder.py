"""The small form builder: what its form says → questions; works without a script.

Each button sends the whole form, so what was typed elsewhere is kept whatever is pressed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import (
    MatrixRow,
    NumberFormat,
    Option,
    Question,
    QuestionKind,
    Section,
    Survey,
)
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.http import QueryDict

_SATISFIED = "满意"
_MOST = 100
"""Questions that are made by hand; more come as an XLSForm."""
_CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RATING, QuestionKind.MATRIX}
KINDS: Mapping[QuestionKind, Bilingual] = {
    QuestionKind.RATING: Bilingual("满意度评分", "rating"),
    QuestionKind.MATRIX: Bilingual("矩阵评分", "ratings of several things"),
    QuestionKind.SINGLE: Bilingual("单选", "one choice"),
    QuestionKind.MULTIPLE: Bilingual("多选", "several choices"),
    QuestionKind.NUMBER: Bilingual("数值", "number"),
    QuestionKind.TEXT: Bilingual("文字", "text"),
    QuestionKind.DATE: Bilingual("日期", "day"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A question with the number of its section."""

    section: int
    question: Question


def changed(said: Survey, form: QueryDict) -> Survey:
    """Return a survey as a form changes it: what was typed, then what was pressed.

    Raises:
        InvalidInput: A number is none, or there are too many questions.
    """
    sections = list(said.sections) or [Section(name="s1", title=Bilingual("", ""), questions=())]
    lines = [
        Line(at, _typed(one, form))
        for at, section in enumerate(sections)
        for one in section.questions
    ]
    lines = _pressed(lines, form.get("press", ""), form)
    if len(lines) > _MOST:
        why = Bilingual(f"最多 {_MOST} 题，更多请用 XLSForm。", f"At most {_MOST}; use an XLSForm.")
        raise InvalidInput({"questions": why})
    made = tuple(
        replace(one, questions=tuple(line.question for line in lines if line.section == at))
        for at, one in enumerate(sections)
    )
    title = Bilingual(form.get("title", said.title.zh).strip(), form.get("title_en", "").strip())
    purpose = Bilingual(form.get("purpose", "").strip(), form.get("purpose_en", "").strip())
    return replace(said, title=title, purpose=purpose, sections=made)


def _typed(one: Question, form: QueryDict) -> Question:
    at = f"{one.name}."
    if f"{at}label" not in form:
        return one
    kind = QuestionKind(form.get(f"{at}kind", one.kind))
    options = tuple(_options(form.get(f"{at}options", ""), one.options))
    if kind in _CHOSEN and not options:
        options = SATISFACTION if kind in {QuestionKind.RATING, QuestionKind.MATRIX} else ()
    return replace(
        one,
        kind=kind,
        label=Bilingual(form.get(f"{at}label", "").strip(), form.get(f"{at}label_en", "").strip()),
        required=f"{at}required" in form,
        options=options if kind in _CHOSEN else (),
        rows=tuple(_rows(form.get(f"{at}rows", ""), one.rows))
        if kind is QuestionKind.MATRIX
        else (),
        number=_number(form, at) if kind is QuestionKind.NUMBER else None,
    )


def _number(form: QueryDict, at: str) -> NumberFormat:
    decimals = form.get(f"{at}decimals", "").strip() or "0"
    if not (decimals.isascii() and decimals.isdigit() and len(decimals) == 1):
        raise InvalidInput({"decimals": Bilingual("小数位数应为 0 至 9。", "Decimals: 0 to 9.")})
    return NumberFormat(
        unit=form.get(f"{at}unit", "").strip(),
        minimum=_decimal(form.get(f"{at}minimum", "")),
        maximum=_decimal(form.get(f"{at}maximum", "")),
        decimals=int(decimals),
    )


def _decimal(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        why = Bilingual(f"“{text[:20]}”不是数值。", f"“{text[:20]}” is no number.")
        raise InvalidInput({"number": why})
    return number


def _options(text: str, before: Sequence[Option]) -> Iterable[Option]:
    """Read options, one a line: `label / in English | score | 满意`."""
    known = {one.label.zh: one.name for one in before}
    taken = set(known.values())
    for at, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        words, _, rest = line.partition("|")
        score, _, satisfied = rest.partition("|")
        label = _words(words)
        name = known.get(label.zh) or next(
            name for name in (f"o{n}" for n in range(at, 9999)) if name not in taken
        )
        taken.add(name)
        yield Option(
            name=name,
            label=label,
            score=_decimal(score),
            satisfied=satisfied.strip() == _SATISFIED,
        )


def _rows(text: str, before: Sequence[MatrixRow]) -> Iterable[MatrixRow]:
    known = {one.label.zh: one.name for one in before}
    taken = set(known.values())
    for at, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        label = _words(line)
        name = known.get(label.zh) or next(
            name for name in (f"r{n}" for n in range(at, 9999)) if name not in taken
        )
        taken.add(name)
        yield MatrixRow(name=name, label=label)


def _words(text: str) -> Bilingual:
    zh, _, en = text.partition(" / ")
    return Bilingual(zh.strip(), en.strip())


def options_text(question: Question) -> str:
    """Return options as they are typed."""
    return "\n".join(
        _joined(one.label)
        + (f" | {one.score}" if one.score is not None else " |" if one.satisfied else "")
        + (f" | {_SATISFIED}" if one.satisfied else "")
        for one in question.options
    )


def rows_text(question: Question) -> str:
    """Return the rows of a matrix as they are typed."""
    return "\n".join(_joined(one.label) for one in question.rows)


def _joined(label: Bilingual) -> str:
    return f"{label.zh} / {label.en}" if label.en else label.zh


def _pressed(lines: list[Line], press: str, form: QueryDict) -> list[Line]:
    deed, _, name = press.partition(":")
    at = next((n for n, one in enumerate(lines) if one.question.name == name), None)
    if deed == "add":
        return [*lines, _added(lines, form.get("add_kind", ""))]
    if at is None:
        return lines
    if deed == "remove":
        return lines[:at] + lines[at + 1 :]
    if deed in {"up", "down"}:
        return _moved(lines, at, -1 if deed == "up" else 1)
    return lines


def _moved(lines: list[Line], at: int, step: int) -> list[Line]:
    """Move a question past its neighbour, or into the neighbouring section."""
    to, one = at + step, lines[at]
    if not 0 <= to < len(lines):
        return lines
    if lines[to].section != one.section:
        return [*lines[:at], Line(lines[to].section, one.question), *lines[at + 1 :]]
    lines[at], lines[to] = lines[to], lines[at]
    return lines


def _added(lines: Sequence[Line], kind: str) -> Line:
    names = {one.question.name for one in lines}
    name = next(name for name in (f"q{n}" for n in range(1, 9999)) if name not in names)
    asked = QuestionKind(kind) if kind in {*QuestionKind} else QuestionKind.RATING
    options: tuple[Option, ...] = ()
    if asked in _CHOSEN:
        options = (
            SATISFACTION
            if asked in {QuestionKind.RATING, QuestionKind.MATRIX}
            else (
                Option(name="o1", label=Bilingual("是", "Yes")),
                Option(name="o2", label=Bilingual("否", "No")),
            )
        )
    rows = (
        (MatrixRow(name="r1", label=Bilingual("第一项", "First")),)
        if asked is QuestionKind.MATRIX
        else ()
    )
    number = NumberFormat() if asked is QuestionKind.NUMBER else None
    label = Bilingual("新题目", "New question")
    made = Question(name=name, kind=asked, label=label, options=options, rows=rows, number=number)
    return Line(lines[-1].section if lines else 0, made)
