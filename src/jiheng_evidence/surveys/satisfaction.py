"""How satisfied people are (满意度): share and mean score, with n, response and interval."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, Evidence, ShareActual
from jiheng.results import Obstacle
from jiheng_evidence.surveys.definition import RATED, QuestionKind
from jiheng_evidence.surveys.intervals import half_up, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from jiheng_evidence.surveys.answers import Answer
    from jiheng_evidence.surveys.definition import Question, Survey

MINIMUM_SAMPLE = 30
"""Answers below which a share of a sample is no verdict, unless everybody was asked."""

ALL = ""
"""The group of everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What was said about one thing by one group.

    Attributes:
        item: Name of the question, with `/row` in a matrix; empty for all of them together.
        group: What the group has in common; empty for everybody.
        satisfied: Ratings that count as satisfied.
        counted: Ratings that count: those of options with a score, or all where none has one.
        no_opinion: Ratings by options without score, such as 不了解.
        missing: Answers of the group that say nothing about it: neither satisfied nor dissatisfied.
        points: Sum of the scores.
        sample: How many respondents stand behind it.
        frame: How many there are in the group; None when not known.
    """

    item: str
    label: Bilingual
    group: str = ALL
    satisfied: int
    counted: int
    no_opinion: int = 0
    missing: int = 0
    points: Decimal | None = None
    sample: int
    frame: int | None = None

    @property
    def share(self) -> ShareActual | None:
        """Return who is satisfied among those who said; None when nobody did."""
        if self.counted == 0:
            return None
        return ShareActual(numerator=Decimal(self.satisfied), denominator=Decimal(self.counted))

    @property
    def mean(self) -> Decimal | None:
        """Return the mean score, rounded half up to two decimals."""
        if self.points is None or self.counted == 0:
            return None
        return half_up(self.points / self.counted)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Return within which bounds the share of everybody lies, from 0 to 1 (95 %, Wilson).

        Several ratings of one respondent are not independent: they count as one.
        """
        if self.counted == 0:
            return None
        satisfied = Decimal(self.satisfied) * self.sample / self.counted
        return wilson(satisfied, self.sample, self.frame)

    @property
    def census(self) -> bool:
        """Whether everybody answered."""
        return self.frame is not None and self.sample == self.frame

    def obstacle(self, minimum: int = MINIMUM_SAMPLE) -> Obstacle | None:
        """Return why no verdict can rest on it."""
        if self.counted == 0:
            return Obstacle.MISSING_DATA
        return Obstacle.SAMPLE_TOO_SMALL if self.sample < minimum and not self.census else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """The result of a satisfaction survey.

    Attributes:
        answers: How many answers there are, with or without ratings.
        overall: All ratings together: parts are added, shares are never averaged.
        items: Each question and row, for everybody.
        groups: All ratings together for each group, and each item for each group.
        unanswered: Groups that are known to exist and of which nobody answered.
    """

    survey: str
    answers: int
    frame: int | None
    overall: Rating
    items: tuple[Rating, ...]
    groups: tuple[Rating, ...] = ()
    unanswered: tuple[str, ...] = ()

    @property
    def response(self) -> ShareActual | None:
        """Return how many of those there are answered (回收率); None when that is not known."""
        if not self.frame:
            return None
        return ShareActual(numerator=Decimal(self.answers), denominator=Decimal(self.frame))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is rated: a question, or a row of a matrix."""

    name: str
    label: Bilingual
    question: Question
    row: str

    def counts(self) -> frozenset[str]:
        """Return the options that count."""
        scored = {option.name for option in self.question.options if option.score is not None}
        return frozenset(scored or (option.name for option in self.question.options))


def items_of(survey: Survey) -> tuple[Item, ...]:
    """Return everything that is rated, in the order of the questions."""
    found: list[Item] = []
    for question in survey.questions():
        if question.kind is QuestionKind.MATRIX:
            found.extend(
                Item(f"{question.name}/{row.name}", _row(question, row.label), question, row.name)
                for row in question.rows
            )
        elif question.kind in RATED:
            found.append(Item(question.name, question.label, question, ""))
    return tuple(found)


def _row(question: Question, row: Bilingual) -> Bilingual:
    label = question.label
    return Bilingual(f"{label.zh}：{row.zh}", f"{label.en or label.zh}: {row.en or row.zh}")


class _Tally:
    """Counts how often each option of each item was chosen, group by group."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._chosen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._answers: Counter[str] = Counter()
        self._raters: Counter[str] = Counter()
        self._counting = {item.name: item.counts() for item in items}

    def add(self, answer: Answer, groups: Iterable[str]) -> None:
        """Count one answer in each of its groups."""
        said = []
        rated = False
        for item in self._items:
            value = answer.values.get(item.question.name)
            if item.row and isinstance(value, dict):
                value = value.get(item.row)
            if isinstance(value, str):
                said.append((item.name, value))
                rated = rated or value in self._counting[item.name]
        for group in groups:
            self._answers[group] += 1
            self._raters[group] += rated
            for name, value in said:
                self._chosen[name, group][value] += 1

    def answers(self, group: str) -> int:
        """Return how many answers a group gave."""
        return self._answers[group]

    def groups(self) -> list[str]:
        """Return the groups that answered, everybody left out."""
        return sorted(group for group in self._answers if group != ALL)

    def rating(self, item: Item, group: str, frame: int | None) -> Rating:
        """Return what a group said about an item."""
        chosen = self._chosen[item.name, group]
        counting = self._counting[item.name]
        options = {option.name: option for option in item.question.options}
        counted = sum(times for name, times in chosen.items() if name in counting)
        scored = any(option.score is not None for option in options.values())
        points = sum(
            (options[name].score or Decimal(0)) * times
            for name, times in chosen.items()
            if name in counting
        )
        return Rating(
            item=item.name,
            label=item.label,
            group=group,
            satisfied=sum(chosen[name] for name in counting if options[name].satisfied),
            counted=counted,
            no_opinion=chosen.total() - counted,
            missing=self._answers[group] - chosen.total(),
            points=Decimal(points) if scored else None,
            sample=counted,
            frame=frame,
        )

    def together(self, group: str, frame: int | None) -> Rating:
        """Return everything that a group said, parts added up."""
        ratings = [self.rating(item, group, frame) for item in self._items]
        points = [rating.points for rating in ratings if rating.points is not None]
        return Rating(
            item="",
            label=Bilingual("总体满意度", "Overall satisfaction"),
            group=group,
            satisfied=sum(rating.satisfied for rating in ratings),
            counted=sum(rating.counted for rating in ratings),
            no_opinion=sum(rating.no_opinion for rating in ratings),
            missing=sum(rating.missing for rating in ratings),
            points=sum(points, Decimal(0)) if points and len(points) == len(ratings) else None,
            sample=self._raters[group],
            frame=frame,
        )


def satisfaction(
    survey: Survey,
    answers: Iterable[Answer],
    by: str | None = None,
    frames: Mapping[str, int] | None = None,
) -> Satisfaction:
    """Return how satisfied those are who answered.

    Args:
        survey: What was asked; its frame is how many there are.
        answers: The answers that count, after cleaning.
        by: What to break down by: a key of `groups`, or the name of a question with one choice.
        frames: How many there are in each group, where known.
    """
    items = items_of(survey)
    tally = _Tally(items)
    group_of = None if by is None else grouping(survey, by)
    for answer in answers:
        group = None if group_of is None else group_of(answer)
        tally.add(answer, (ALL,) if group is None else (ALL, group))
    known = frames or {}
    return Satisfaction(
        survey=survey.name,
        answers=tally.answers(ALL),
        frame=survey.frame,
        overall=tally.together(ALL, survey.frame),
        items=tuple(tally.rating(item, ALL, survey.frame) for item in items),
        groups=tuple(
            rating
            for group in tally.groups()
            for rating in (
                tally.together(group, known.get(group)),
                *(tally.rating(item, group, known.get(group)) for item in items),
            )
        ),
        unanswered=tuple(sorted(group for group in known if not tally.answers(group))),
    )


def grouping(survey: Survey, by: str) -> Callable[[Answer], str | None]:
    """Return what tells the group of an answer: None where that is not known."""
    question = survey.question(by)
    if question is None:
        return lambda answer: answer.groups.get(by) or None
    labels = {option.name: option.label.zh or option.name for option in question.options}

    def group_of(answer: Answer) -> str | None:
        value = answer.values.get(by)
        return labels.get(value, value) if isinstance(value, str) else None

    return group_of


def actual_of(
    rating: Rating, source: str, as_of: date | None = None, sha256: str | None = None
) -> Actual | None:
    """Return a rating as an actual value with its sample, to be judged; None when nobody said.

    A census is no sample: it is judged however few there are.
    """
    share = rating.share
    if share is None:
        return None
    query = f"满意 {rating.satisfied} / 有效评价 {rating.counted}"
    if rating.item:
        query = f"{rating.item}：{query}"
    evidence = Evidence(source=source, sha256=sha256, query=query, rows=rating.sample)
    sample = None if rating.census else rating.sample
    return Actual(value=share, as_of=as_of, sample=sample, evidence=(evidence,))
