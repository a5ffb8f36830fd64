"""Answers ↔ JSON Lines by the contract jiheng/answer/1, one answer a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, Struct

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Place, Problem, ProblemSeverity
from jiheng_evidence.surveys.answers import Answer, AnswerReader
from jiheng_evidence.surveys.json_faults import json_fault
from jiheng_evidence.surveys.problems import MOST_OF_A_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng_evidence.surveys.answers import AnswerFault
    from jiheng_evidence.surveys.definition import Survey

MOST_ANSWERS = 1_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UNSOUND = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)

Moment = Annotated[datetime, Meta(description="ISO 8601")]
Seconds = Annotated[int, Meta(ge=0)]


class AnswerRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One answer as it stands in a file."""

    id: Annotated[str, Meta(min_length=1, max_length=200)]
    values: dict[str, Any]
    token: str | None = None
    organization: str | None = None
    round: str | None = None
    groups: dict[str, str] = {}
    submitted_at: Moment | None = None
    seconds: Seconds | None = None


_DECODER = msgspec.json.Decoder(AnswerRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswers:
    """The answers of a file, and what was not taken, with its line.

    Attributes:
        counts: Code of a problem → how often it occurred, also beyond those told.
    """

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]


def write_answers(answers: Iterable[Answer]) -> bytes:
    """Return answers as JSON Lines."""
    encoder = msgspec.json.Encoder()
    lines = (
        encoder.encode(
            AnswerRecord(
                id=answer.id,
                values=dict(answer.values),
                token=answer.token,
                organization=answer.organization,
                round=answer.round,
                groups=dict(answer.groups),
                submitted_at=answer.submitted_at,
                seconds=answer.seconds,
            )
        )
        for answer in answers
    )
    return b"".join(line + b"\n" for line in lines)


def read_answers(data: bytes, name: str, survey: Survey) -> ReadAnswers:
    """Return the answers of a file.

    Raises:
        UnreadableFile: When a line is no answer, or there are too many.
    """
    reader = AnswerReader(survey)
    answers: list[Answer] = []
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(data.removeprefix(_BYTE_ORDER_MARK).splitlines(), start=1):
        if not line.strip():
            continue
        if len(answers) >= MOST_ANSWERS:
            reason = Bilingual(f"答卷超过 {MOST_ANSWERS} 份", f"more than {MOST_ANSWERS} answers")
            raise UnreadableFile(name=name, reason=reason)
        record = _record(line, name, number)
        accepted = reader.read(record.values, keep=True)
        for fault in accepted.faults:
            counts[fault.code] = counts.get(fault.code, 0) + 1
            if counts[fault.code] <= MOST_OF_A_KIND:
                problems.append(_problem(fault, number))
        answers.append(_answer(record, accepted.values, anonymous=survey.anonymous))
    return ReadAnswers(answers=tuple(answers), problems=tuple(problems), counts=counts)


def _record(line: bytes, name: str, number: int) -> AnswerRecord:
    try:
        return _DECODER.decode(line)
    except _UNSOUND as fault:
        said = json_fault(fault)
        zh, en = f"第 {number} 行不是答卷：{said.zh}", f"line {number} is no answer: {said.en}"
        reason = Bilingual(zh, en)
        raise UnreadableFile(name=name, reason=reason) from fault


def _answer(record: AnswerRecord, values: Mapping[str, Any], *, anonymous: bool) -> Answer:
    """Return an answer; where anonymity is promised, who answered is not taken over."""
    return Answer(
        id=record.id,
        values=values,
        token=None if anonymous else record.token,
        organization=None if anonymous else record.organization,
        round=record.round,
        groups=record.groups,
        submitted_at=record.submitted_at,
        seconds=record.seconds,
    )


def _problem(fault: AnswerFault, line: int) -> Problem:
    return Problem(
        code=fault.code,
        message=Bilingual(
            f"{fault.question}：{fault.message.zh}", f"{fault.question}: {fault.message.en}"
        ),
        severity=ProblemSeverity.ERROR,
        span=(Place(line=line, start=0, end=0),),
    )
