"""What a survey lacks before anybody is asked by it, each with the field it is mended in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import QuestionKind
from jiheng_evidence.surveys.soundness import HIGHEST_SCORE, faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng_evidence.surveys import Question, Survey

_LEAST_OPTIONS = 2
_CHOICE = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
WORDLESS = ("title", ".label")
"""How the fields end that may stay empty while a survey is still being put together."""


def lacks(survey: Survey) -> dict[str, Bilingual]:
    """Return what keeps a survey from being asked: field of the builder → why."""
    found: dict[str, Bilingual] = {}
    if not _said(survey.title):
        found["title"] = Bilingual("请填写问卷标题。", "The survey has no title.")
    for number, question in enumerate(survey.questions(), start=1):
        for field, why in _of_question(question):
            place = Bilingual(f"第 {number} 题：{why.zh}", f"Question {number}: {why.en}")
            found.setdefault(f"{question.name}.{field}", place)
    # Said by the names of questions: only what the builder has no field for.
    return found or {f"survey-{at}": why for at, why in enumerate(faults_of(survey))}


def _of_question(one: Question) -> Iterator[tuple[str, Bilingual]]:
    if not _said(one.label):
        yield "label", Bilingual("请填写题目。", "it has no words.")
    labels = [option.label for option in one.options]
    if one.kind in _CHOICE and len(labels) < _LEAST_OPTIONS:
        yield "options", Bilingual("至少要有两个选项。", "it needs two options at least.")
    yield from (("options", why) for why in _of_labels(labels, Bilingual("选项", "option")))
    rows = [row.label for row in one.rows]
    if one.kind is QuestionKind.MATRIX and not rows:
        yield "rows", Bilingual("请填写评价的各项内容。", "say what is rated.")
    yield from (("rows", why) for why in _of_labels(rows, Bilingual("评价内容", "row")))
    for option in one.options:
        if option.score is not None and not 0 <= option.score <= HIGHEST_SCORE:
            zh = f"选项“{option.label.zh}”的分值应在 0 至 {HIGHEST_SCORE} 之间。"
            en = f"points of “{option.label.zh}” lie between 0 and {HIGHEST_SCORE}."
            yield "options", Bilingual(zh, en)
    low = one.number.minimum if one.number else None
    high = one.number.maximum if one.number else None
    if low is not None and high is not None and low > high:
        yield "minimum", Bilingual("最小值大于最大值。", "the minimum is above the maximum.")


def _of_labels(labels: Iterable[Bilingual], kind: Bilingual) -> Iterator[Bilingual]:
    told = [label.zh or label.en for label in labels]
    if "" in told:
        yield Bilingual(f"有{kind.zh}没有文字。", f"one {kind.en} has no words.")
    for twice in (text for text, times in Counter(told).items() if text and times > 1):
        yield Bilingual(f"{kind.zh}“{twice}”重复。", f"the {kind.en} “{twice}” is there twice.")


def _said(words: Bilingual) -> bool:
    return bool(words.zh.strip() or words.en.strip())
