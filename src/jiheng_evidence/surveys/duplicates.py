"""Answers given twice: for the same link, by the same enterprise, or with the same content."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.definition import QuestionKind
from jiheng_evidence.surveys.findings import Act, CleaningFinding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from jiheng_evidence.surveys.answers import Answer
    from jiheng_evidence.surveys.definition import Survey

_Sign = tuple[FindingKind, "Callable[[Answer], Hashable | None]", Act, Bilingual]
_LONG_TEXT = 10
_NUMBERS = 3
"""So many numbers that are not nought, or a text so long, are not alike by chance."""


def duplicates(survey: Survey, answers: Sequence[Answer]) -> Iterator[CleaningFinding]:
    """Yield every answer that repeats an earlier one, by the strongest sign."""
    told: set[int] = set()
    written = frozenset(q.name for q in survey.questions() if q.kind is QuestionKind.TEXT)
    content = partial(_content, written)
    same: _Sign = (FindingKind.DUPLICATE_CONTENT, content, Act.ASK, _SAME_CONTENT)
    signs = (*_SIGNS, same)
    for kind, key, act, reason in signs:
        first: dict[Hashable, Answer] = {}
        for number, answer in enumerate(answers):
            sign = key(answer)
            if sign is None:
                continue
            other = first.setdefault(sign, answer)
            if other is not answer and number not in told:
                told.add(number)
                yield CleaningFinding(
                    kind=kind, answer=answer.id, reason=reason, act=act, other=other.id
                )


def _token(answer: Answer) -> Hashable | None:
    return None if answer.token is None else (answer.round, answer.token)


def _organization(answer: Answer) -> Hashable | None:
    return None if not answer.organization else (answer.round, answer.organization)


def _content(written: frozenset[str], answer: Answer) -> Hashable | None:
    """Return the content where it cannot be alike by chance: choices alone often are."""
    values = answer.values
    numbers = sum(isinstance(value, Decimal) and value != 0 for value in values.values())
    long = any(len(str(values.get(name) or "")) >= _LONG_TEXT for name in written)
    if numbers < _NUMBERS and not long:
        return None
    return (answer.round, *sorted((name, repr(value)) for name, value in answer.values.items()))


_SIGNS: tuple[_Sign, ...] = (
    (
        FindingKind.DUPLICATE_TOKEN,
        _token,
        Act.REMOVE,
        Bilingual("同一链接提交了不止一次", "the same link answered more than once"),
    ),
    (
        FindingKind.DUPLICATE_ORGANIZATION,
        _organization,
        Act.ASK,
        Bilingual("同一单位提交了不止一份", "the same enterprise answered more than once"),
    ),
)
_SAME_CONTENT = Bilingual("内容与另一份完全相同", "the content equals that of another answer")
