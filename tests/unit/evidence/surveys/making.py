"""Surveys and answers for tests, with what matters said and the rest filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import Question, QuestionKind, Section, Survey, SurveyKind

NOTHING = Bilingual("", "")


def survey(*questions: Question, **parts: Any) -> Survey:
    made = Survey(
        name="s",
        title=Bilingual("问卷", "Survey"),
        purpose=NOTHING,
        kind=SurveyKind.COLLECTION,
        anonymous=False,
        sections=(Section(name="all", title=NOTHING, questions=questions),),
    )
    return replace(made, **parts)


def question(name: str, kind: QuestionKind = QuestionKind.NUMBER, **parts: Any) -> Question:
    return replace(Question(name=name, kind=kind, label=Bilingual(name, "")), **parts)
