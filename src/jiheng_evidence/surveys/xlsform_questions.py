"""The lines of an XLSForm → sections of questions."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity
from jiheng_evidence.surveys.definition import (
    MatrixRow,
    NumberFormat,
    Question,
    QuestionKind,
    Section,
)
from jiheng_evidence.surveys.scales import SCORES
from jiheng_evidence.surveys.values import Unfit, number_of
from jiheng_evidence.surveys.xlsform_choices import is_yes
from jiheng_evidence.surveys.xlsform_lines import Line
from jiheng_evidence.surveys.xlsform_names import fitting_name, name_of, sound_expression
from jiheng_evidence.surveys.xlsform_words import KINDS, METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng_evidence.surveys.definition import Option
    from jiheng_evidence.surveys.problems import Problems
    from jiheng_evidence.surveys.xlsform_choices import Choices
    from jiheng_evidence.surveys.xlsform_tree import Group, Parts

_SELECT = re.compile(r"(select[_ ]one|select[_ ]multiple)\s+(\S+)(\s+or_other)?", re.IGNORECASE)
_STEP = re.compile(r"(start|end|step)\s*=\s*(-?[0-9]+(?:\.[0-9]+)?)")
MATRIX, RATING, PLAIN = "table-list", "likert", "minimal"
"""Appearances that tell how choices are meant."""

_MOST_DECIMALS = 12
_SCALE = 2
"""Fewer options are no scale."""


class Questions:
    """Makes questions of lines."""

    def __init__(self, lines: Sequence[Line], choices: Choices, problems: Problems) -> None:
        self._choices, self._problems = choices, problems
        self._known = frozenset(fitting_name(each) for line in lines if (each := line.get("name")))
        self._notes: list[Bilingual] = []
        self._seen: set[str] = set()

    def sections(self, tree: Parts, title: Bilingual) -> Iterator[Section]:
        """Yield a section for each outermost group, and for each run of lines outside of them."""
        loose: list[Question] = []
        number = 0
        for part in tree:
            if isinstance(part, Line):
                loose.extend(self._line(part, ""))
            elif MATRIX in part.line.get("appearance"):
                loose.extend(self._group(part, ""))
            else:
                if loose or self._notes:
                    number += 1
                    yield self._section(f"part_{number}", title, loose)
                loose = []
                yield self._grouped(part)
        if loose or self._notes:
            yield self._section(f"part_{number + 1}", title, loose)

    def _grouped(self, group: Group) -> Section:
        line = group.line
        name = name_of(line, self._problems, f"group_{line.row}")
        asked = list(self._inside(group, ""))
        return self._section(name, line.words("label") or Bilingual("", ""), asked)

    def _section(self, name: str, title: Bilingual, asked: list[Question]) -> Section:
        notes, self._notes = self._notes, []
        note = None
        if notes:
            zh, en = (
                "\n".join(filter(None, (getattr(each, language) for each in notes)))
                for language in ("zh", "en")
            )
            note = Bilingual(zh, en)
        return Section(name=name, title=title, questions=tuple(asked), note=note)

    def _inside(self, group: Group, relevant: str) -> Iterator[Question]:
        """Yield the questions of a group; its condition becomes that of each."""
        own = self._expression(group.line, "relevant")
        both = f"({relevant}) and ({own})" if relevant and own else relevant or own
        for part in group.parts:
            if isinstance(part, Line):
                yield from self._line(part, both)
            else:
                yield from self._group(part, both)

    def _group(self, group: Group, relevant: str) -> Iterator[Question]:
        """Yield a matrix where a group is one, else what stands in it, without the group."""
        line = group.line
        matrix = None
        if MATRIX in line.get("appearance"):
            matrix = self._matrix(line, group, relevant)
        if matrix is not None:
            yield matrix
            return
        message = Bilingual("组中之组的标题未采用", "the title of a group in a group is lost")
        self._problems.tell("nested-group", message, line.at("type"), line.get("name"))
        yield from self._inside(group, relevant)

    def _matrix(self, line: Line, group: Group, relevant: str) -> Question | None:
        """Return a group of ratings on one scale as a matrix; None when it is anything else."""
        rows = [part for part in group.parts if isinstance(part, Line)]
        if len(rows) != len(group.parts) or not rows:
            return None
        lists = {row.get("type") for row in rows}
        musts = {row.get("required").casefold() for row in rows}
        match = _SELECT.fullmatch(next(iter(lists)))
        conditional = any(row.get("relevant") or row.get("constraint") for row in rows)
        if match is None or len(lists) > 1 or len(musts) > 1 or conditional:
            return None
        name = name_of(line, self._problems, f"matrix_{line.row}")
        names = [name_of(row, self._problems, f"row_{row.row}") for row in rows]
        if all(each.startswith(f"{name}_") for each in names):
            names = [each.removeprefix(f"{name}_") for each in names]
        question = Question(
            name=name,
            kind=QuestionKind.MATRIX,
            label=line.words("label") or Bilingual("", ""),
            required=is_yes(rows[0], "required", self._problems),
            options=self._options(rows[0], match[2]),
            rows=tuple(
                MatrixRow(name=fitting_name(each), label=row.words("label") or Bilingual(each, ""))
                for each, row in zip(names, rows, strict=True)
            ),
        )
        question = self._conditional(question, line, relevant)
        options = self._scored(question.options, rows[0])
        return replace(question, options=options)

    def _line(self, line: Line, relevant: str) -> Iterator[Question]:
        said = line.get("type")
        kind = said.casefold()
        if kind == "note":
            self._notes.append(line.words("label") or Bilingual("", ""))
            return
        question = None if kind in METADATA else self._question(line)
        if question is None:
            message = Bilingual(f"题型“{said}”未采用", f"type “{said}” is not taken")
            lost = ProblemSeverity.NOTE if kind in METADATA else ProblemSeverity.ERROR
            self._problems.tell("type", message, line.at("type"), said, lost)
            return
        if question.name in self._seen:
            message = Bilingual("名称重复，此题未采用", "the name occurs twice: not taken")
            self._problems.tell(
                "repeated-name", message, line.at("name"), question.name, ProblemSeverity.ERROR
            )
            return
        self._seen.add(question.name)
        yield self._conditional(question, line, relevant)

    def _conditional(self, question: Question, line: Line, relevant: str) -> Question:
        own = self._expression(line, "relevant")
        return replace(
            question,
            hint=line.words("hint"),
            relevant=f"({relevant}) and ({own})" if relevant and own else relevant or own,
            constraint=self._expression(line, "constraint"),
            constraint_message=line.words("constraint_message"),
        )

    def _expression(self, line: Line, column: str) -> str:
        return sound_expression(line, column, self._problems, self._known)

    def _question(self, line: Line) -> Question | None:
        said = line.get("type")
        match = _SELECT.fullmatch(said)
        kind = KINDS.get(said.casefold())
        if match is None and kind is None:
            return None
        name = name_of(line, self._problems, f"q_{line.row}")
        question = Question(
            name=name,
            kind=kind or QuestionKind.SINGLE,
            label=line.words("label") or Bilingual("", ""),
            required=is_yes(line, "required", self._problems),
        )
        if match is not None:
            return self._chosen(question, line, match)
        if kind is QuestionKind.NUMBER:
            return replace(question, number=self._format(line, said.casefold()))
        return question

    def _chosen(self, question: Question, line: Line, match: re.Match[str]) -> Question:
        options = self._options(line, match[2])
        if match[3]:
            message = Bilingual(
                "“其他”未采用：请加选项和文字题", "“other” is not taken: add a choice"
            )
            self._problems.tell("or-other", message, line.at("type"), match[0])
        if "multiple" in match[1].casefold():
            return replace(question, kind=QuestionKind.MULTIPLE, options=options)
        appearance = line.get("appearance").split()
        if PLAIN in appearance:
            return replace(question, options=options)
        options = self._scored(options, line)
        rated = RATING in appearance or any(each.score is not None for each in options)
        kind = QuestionKind.RATING if rated else QuestionKind.SINGLE
        return replace(question, kind=kind, options=options)

    def _options(self, line: Line, named: str) -> tuple[Option, ...]:
        options = tuple(self._choices.get(named, {}).values())
        if not options:
            message = Bilingual(f"choices 表没有 {named}", f"no list {named} among the choices")
            self._problems.tell("choices", message, line.at("type"), named, ProblemSeverity.ERROR)
        return options

    def _scored(self, options: tuple[Option, ...], line: Line) -> tuple[Option, ...]:
        """Give the usual scores to the usual words where the form gives none, and say so."""
        usual = [SCORES.get(option.label.zh) for option in options]
        silent = all(option.score is None and not option.satisfied for option in options)
        if not silent or len(usual) < _SCALE or None in usual:
            return options
        message = Bilingual("选项没有分值，按通常的满意度分值", "no scores given: the usual ones")
        self._problems.tell("scores-assumed", message, line.at("type"), line.get("type"))
        return tuple(
            replace(option, score=known.score, satisfied=known.satisfied)
            for option, known in zip(options, usual, strict=True)
            if known is not None
        )

    def _format(self, line: Line, kind: str) -> NumberFormat:
        steps = {name: Decimal(value) for name, value in _STEP.findall(line.get("parameters"))}
        low, high = self._number(line, "minimum"), self._number(line, "maximum")
        usual = 0 if kind in {"integer", "int"} else _MOST_DECIMALS
        if kind == "range":
            low = steps.get("start", Decimal(0)) if low is None else low
            high = steps.get("end", Decimal(10)) if high is None else high
            usual = max(0, -int(steps.get("step", Decimal(1)).as_tuple().exponent))
        said = self._number(line, "decimals")
        return NumberFormat(
            unit=line.get("unit"),
            minimum=low,
            maximum=high,
            decimals=usual if said is None else min(max(int(said), 0), _MOST_DECIMALS),
        )

    def _number(self, line: Line, column: str) -> Decimal | None:
        said = line.get(column)
        try:
            return number_of(said) if said else None
        except Unfit as fault:
            self._problems.tell(
                "number", fault.message, line.at(column), said, ProblemSeverity.ERROR
            )
            return None
