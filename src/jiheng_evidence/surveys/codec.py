"""Surveys ↔ JSON by the contract jiheng/survey/1."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.surveys.definition import (
    Check,
    MatrixRow,
    NumberFormat,
    Option,
    Question,
    Section,
    Survey,
)
from jiheng_evidence.surveys.json_faults import json_fault
from jiheng_evidence.surveys.shapes import SurveyRecord
from jiheng_evidence.surveys.soundness import faults_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_evidence.surveys.shapes import NumberRecord, QuestionRecord, Words

CONTRACT = "jiheng/survey/1"
_MOST_TOLD = 20
_DECODER = msgspec.json.Decoder(SurveyRecord)
_UNSOUND = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


def write_survey(survey: Survey) -> bytes:
    """Return a survey as JSON, indented; what is not said is left out."""
    record = {"contract": CONTRACT, **msgspec.to_builtins(survey)}
    return msgspec.json.format(msgspec.json.encode(_bare(record)), indent=1) + b"\n"


def read_survey(data: bytes, name: str) -> Survey:
    """Return the survey of a data file.

    Raises:
        UnreadableFile: When it does not follow the contract or contradicts itself.
    """
    try:
        record = _DECODER.decode(data)
    except _UNSOUND as fault:
        said = json_fault(fault)
        zh, en = f"不符合 {CONTRACT} 结构：{said.zh}", f"does not follow {CONTRACT}: {said.en}"
        reason = Bilingual(zh, en)
        raise UnreadableFile(name=name, reason=reason) from fault
    survey = _survey(record)
    faults = faults_of(survey)
    if faults:
        raise UnreadableFile(name=name, reason=_joined(faults))
    return survey


def _joined(faults: Sequence[Bilingual]) -> Bilingual:
    told = faults[:_MOST_TOLD]
    more = "…" if len(faults) > _MOST_TOLD else ""
    zh, en = "；".join(each.zh for each in told), "; ".join(each.en for each in told)
    return Bilingual(zh + more, en + more)


def _bare(value: Any) -> Any:
    """Leave out what says nothing."""
    if isinstance(value, dict):
        kept = ((key, _bare(part)) for key, part in value.items())
        return {key: part for key, part in kept if key in _SAID or not _says_nothing(part)}
    if isinstance(value, list | tuple):
        return [_bare(part) for part in value]
    return value


def _says_nothing(part: object) -> bool:
    return part is None or part is False or part in ("", [], ())


_SAID = frozenset({"zh", "anonymous", "questions"})
"""Keys the contract wants even where there is nothing to say."""


def _survey(record: SurveyRecord) -> Survey:
    return Survey(
        name=record.name,
        title=_words(record.title),
        purpose=_words(record.purpose),
        kind=record.kind,
        anonymous=record.anonymous,
        opens=record.opens,
        closes=record.closes,
        frame=record.frame,
        sections=tuple(
            Section(
                name=section.name,
                title=_words(section.title),
                questions=tuple(map(_question, section.questions)),
                note=_maybe(section.note),
            )
            for section in record.sections
        ),
        checks=tuple(
            Check(name=each.name, expression=each.expression, message=_words(each.message))
            for each in record.checks
        ),
    )


def _question(record: QuestionRecord) -> Question:
    return Question(
        name=record.name,
        kind=record.kind,
        label=_words(record.label),
        hint=_maybe(record.hint),
        required=record.required,
        relevant=record.relevant,
        constraint=record.constraint,
        constraint_message=_maybe(record.constraint_message),
        options=tuple(
            Option(
                name=each.name,
                label=_words(each.label),
                score=_number(each.score),
                satisfied=each.satisfied,
            )
            for each in record.options
        ),
        rows=tuple(MatrixRow(name=each.name, label=_words(each.label)) for each in record.rows),
        number=None if record.number is None else _format(record.number),
    )


def _format(record: NumberRecord) -> NumberFormat:
    return NumberFormat(
        unit=record.unit,
        minimum=_number(record.minimum),
        maximum=_number(record.maximum),
        decimals=record.decimals,
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _words(words: Words) -> Bilingual:
    return Bilingual(words.zh, words.en)


def _maybe(words: Words | None) -> Bilingual | None:
    return None if words is None else _words(words)
