"""Rounds (轮次) of one survey: who was asked when, who has not answered, how results move."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from jiheng.model import ShareActual
from jiheng.writing.workbook import Book
from jiheng_evidence.surveys.definition import QuestionKind
from jiheng_evidence.surveys.satisfaction import satisfaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jiheng_evidence.surveys.answers import Answer
    from jiheng_evidence.surveys.definition import Survey
    from jiheng_evidence.surveys.satisfaction import Rating
    from jiheng_evidence.surveys.sheet_writing import Respondent


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round.

    Attributes:
        name: What answers of the round carry.
        number: Counted from 1; rounds are told in this order.
        asked: Who is asked; empty where nobody is known by name.
        frame: How many there are; None when that is the number of those asked.
    """

    name: str
    number: int
    opens: date | None = None
    closes: date | None = None
    asked: tuple[Respondent, ...] = ()
    frame: int | None = None

    @property
    def size(self) -> int | None:
        """Return how many there are to answer; None when not known."""
        return self.frame if self.frame is not None else len(self.asked) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundProgress:
    """How far a round is.

    Attributes:
        answers: Answers that came in, several of one enterprise counted once.
        silent: Who was asked and has not answered, in the order of asking.
    """

    round: Round
    answers: int
    silent: tuple[Respondent, ...]

    @property
    def rate(self) -> ShareActual | None:
        """Return how many answered of those there are; None when that is not known."""
        if not self.round.size:
            return None
        return ShareActual(numerator=Decimal(self.answers), denominator=Decimal(self.round.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationProgress:
    """In which rounds an enterprise was asked and did not answer.

    Attributes:
        asked: How many rounds it was asked in.
        missed: Names of the rounds it left out, in their order.
        running: How many of the latest rounds it left out one after the other.
    """

    organization: str
    asked: int
    missed: tuple[str, ...]
    running: int

    @property
    def answered(self) -> int:
        """Return in how many rounds it answered."""
        return self.asked - len(self.missed)


def progress(rounds: Iterable[Round], answers: Iterable[Answer]) -> tuple[RoundProgress, ...]:
    """Return how far each round is, in the order of the rounds."""
    given: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        given[answer.round or ""].append(answer)
    return tuple(
        _progress(each, given[each.name]) for each in sorted(rounds, key=lambda one: one.number)
    )


def _progress(one: Round, answers: Sequence[Answer]) -> RoundProgress:
    heard = {whose for answer in answers for whose in (answer.token, answer.organization) if whose}
    silent = tuple(
        each for each in one.asked if each.token not in heard and each.organization not in heard
    )
    known = {answer.token or answer.organization or answer.id for answer in answers}
    return RoundProgress(round=one, answers=len(known), silent=silent)


def organizations(rounds: Iterable[RoundProgress]) -> tuple[OrganizationProgress, ...]:
    """Return how faithful each enterprise is, those who miss most first."""
    asked: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for each in rounds:
        silent = {respondent.organization for respondent in each.silent}
        for name in dict.fromkeys(respondent.organization for respondent in each.round.asked):
            asked[name].append((each.round.name, name in silent))
    found = [_organization(name, said) for name, said in asked.items()]
    return tuple(sorted(found, key=lambda each: (-len(each.missed), each.organization)))


def _organization(name: str, said: Sequence[tuple[str, bool]]) -> OrganizationProgress:
    running = next((n for n, (_, missed) in enumerate(reversed(said)) if not missed), len(said))
    return OrganizationProgress(
        organization=name,
        asked=len(said),
        missed=tuple(round_name for round_name, missed in said if missed),
        running=running,
    )


def write_reminders(survey: Survey, rounds: Sequence[RoundProgress]) -> bytes:
    """Return a workbook of who has not answered, round by round (催报清单).

    Where anonymity is promised nobody is named: then there are only the counts.
    """
    book = Book(survey.title.zh)
    book.table(
        "进度",
        ("轮次", "开始", "截止", "应答", "已答", "未答", "回收率%"),
        (_counts(each) for each in rounds),
    )
    if not survey.anonymous:
        left_out = {each.organization: each.running for each in organizations(rounds)}
        book.table(
            "催报清单",
            ("轮次", "单位", "截止", "连续未答轮数"),
            (
                (
                    each.round.name,
                    one.organization,
                    _day(each.round.closes),
                    left_out[one.organization],
                )
                for each in rounds
                for one in each.silent
            ),
        )
    return book.close()


def _counts(each: RoundProgress) -> tuple[str | int | Decimal | None, ...]:
    size, rate = each.round.size, each.rate
    share = rate.rate() if rate else None
    return (
        each.round.name,
        _day(each.round.opens),
        _day(each.round.closes),
        size,
        each.answers,
        None if size is None else max(size - each.answers, 0),
        None if share is None else round(share, 2),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPoint:
    """What a round said about a numeric question."""

    question: str
    n: int
    total: Decimal
    median: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The results of one round."""

    round: Round
    answers: int
    overall: Rating
    items: tuple[Rating, ...]
    numbers: tuple[NumberPoint, ...]


def trend(
    survey: Survey, rounds: Iterable[Round], answers: Iterable[Answer]
) -> tuple[TrendPoint, ...]:
    """Return the results round by round; a round without answers is there, and empty."""
    given: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        given[answer.round or ""].append(answer)
    points = []
    for each in sorted(rounds, key=lambda one: one.number):
        own = given[each.name]
        result = satisfaction(replace(survey, frame=each.size), own)
        points.append(
            TrendPoint(
                round=each,
                answers=len(own),
                overall=result.overall,
                items=result.items,
                numbers=tuple(_numbers(survey, own)),
            )
        )
    return tuple(points)


def _numbers(survey: Survey, answers: Sequence[Answer]) -> Iterable[NumberPoint]:
    for question in survey.questions():
        if question.kind is QuestionKind.NUMBER:
            said = (answer.values.get(question.name) for answer in answers)
            numbers = [value for value in said if isinstance(value, Decimal)]
            if numbers:
                yield NumberPoint(
                    question=question.name,
                    n=len(numbers),
                    total=sum(numbers, Decimal(0)),
                    median=median(numbers),
                )
