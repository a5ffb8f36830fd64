"""The small form builder: what its form says → questions; works without a script.

Each button sends the whole form, so what was typed elsewhere is kept whatever is pressed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
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
from jiheng_web.surveys.lacking import WORDLESS, lacks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.http import QueryDict

_SATISFIED = "满意"
_MOST = 100
"""Questions that are made by hand; more come as an XLSForm."""
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_RATED = {QuestionKind.RATING, QuestionKind.MATRIX}
_YES_OR_NO = (
    Option(name="o1", label=Bilingual("是", "Yes")),
    Option(name="o2", label=Bilingual("否", "No")),
)
_FIRST_ROWS = (MatrixRow(name="r1", label=Bilingual("第一项", "First")),)
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
        InvalidInput: Something typed cannot be taken, or there are too many questions. Words may
            be missing as long as questions are only added and moved.
    """
    faults: dict[str, Bilingual] = {}
    sections = list(said.sections) or [Section(name="s1", title=Bilingual("", ""), questions=())]
    lines = [
        Line(at, _typed(one, form, faults))
        for at, section in enumerate(sections)
        for one in section.questions
    ]
    lines = _pressed(lines, form.get("press", ""), form)
    if len(lines) > _MOST:
        why = Bilingual(f"最多 {_MOST} 题，更多请用 XLSForm。", f"At most {_MOST}; use an XLSForm.")
        faults["add_kind"] = why
    made = tuple(
        replace(one, questions=tuple(line.question for line in lines if line.section == at))
        for at, one in enumerate(sections)
    )
    title = Bilingual(form.get("title", said.title.zh).strip(), form.get("title_en", "").strip())
    purpose = Bilingual(form.get("purpose", "").strip(), form.get("purpose_en", "").strip())
    changed_one = replace(said, title=title, purpose=purpose, sections=made)
    for field, why in lacks(changed_one).items():
        if form.get("press") == "save" or not field.endswith(WORDLESS):
            faults.setdefault(field, why)
    if faults:
        raise InvalidInput(faults)
    return changed_one


def _typed(one: Question, form: QueryDict, faults: dict[str, Bilingual]) -> Question:
    at = f"{one.name}."
    if f"{at}label" not in form:
        return one
    said = form.get(f"{at}kind", "")
    kind = QuestionKind(said) if said in {*QuestionKind} else one.kind
    options = tuple(_options(form, f"{at}options", one.options, faults))
    if f"{at}options" not in form or (kind in _RATED and not options):
        options = _first_options(kind)
    return replace(
        one,
        kind=kind,
        label=Bilingual(form.get(f"{at}label", "").strip(), form.get(f"{at}label_en", "").strip()),
        required=f"{at}required" in form,
        options=options if kind in _CHOSEN else (),
        rows=_typed_rows(one, kind, form),
        number=_number(form, at, faults) if kind is QuestionKind.NUMBER else None,
    )


def _typed_rows(one: Question, kind: QuestionKind, form: QueryDict) -> tuple[MatrixRow, ...]:
    if kind is not QuestionKind.MATRIX:
        return ()
    field = f"{one.name}.rows"
    return tuple(_rows(form.get(field, ""), one.rows)) if field in form else _FIRST_ROWS


def _number(form: QueryDict, at: str, faults: dict[str, Bilingual]) -> NumberFormat:
    decimals = form.get(f"{at}decimals", "").strip() or "0"
    if not (decimals.isascii() and decimals.isdigit() and len(decimals) == 1):
        why = Bilingual("小数位数应为 0 至 9 的整数。", "Decimals are a whole number of 0 to 9.")
        faults[f"{at}decimals"], decimals = why, "0"
    return NumberFormat(
        unit=form.get(f"{at}unit", "").strip(),
        minimum=_decimal(form.get(f"{at}minimum", ""), f"{at}minimum", faults),
        maximum=_decimal(form.get(f"{at}maximum", ""), f"{at}maximum", faults),
        decimals=int(decimals),
    )


def _decimal(text: str, field: str, faults: dict[str, Bilingual]) -> Decimal | None:
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return None
    if not _DECIMAL.fullmatch(typed):
        why = Bilingual(
            f"填写的“{typed[:20]}”不是数值，请填如 5 或 0.5 的数字。",
            f"“{typed[:20]}” is no number such as 5 or 0.5.",
        )
        faults.setdefault(field, why)
        return None
    return Decimal(typed)


def _options(
    form: QueryDict, field: str, before: Sequence[Option], faults: dict[str, Bilingual]
) -> Iterable[Option]:
    """Read options, one a line: `label / in English | score | 满意`."""
    known = {one.label.zh: one.name for one in before}
    taken = set(known.values())
    lines = form.get(field, "").splitlines()
    for at, line in enumerate(filter(None, map(str.strip, lines)), start=1):
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
            score=_decimal(score, field, faults),
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
    made = Question(
        name=name,
        kind=asked,
        label=Bilingual("", ""),
        options=_first_options(asked),
        rows=_FIRST_ROWS if asked is QuestionKind.MATRIX else (),
        number=NumberFormat() if asked is QuestionKind.NUMBER else None,
    )
    return Line(lines[-1].section if lines else 0, made)


def _first_options(kind: QuestionKind) -> tuple[Option, ...]:
    """Return the options a question begins with."""
    if kind in _RATED:
        return SATISFACTION
    return _YES_OR_NO if kind in _CHOSEN else ()
