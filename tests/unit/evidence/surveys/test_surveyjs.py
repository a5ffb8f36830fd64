from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.evidence.surveys.making import NOTHING, question, survey

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import (
    Check,
    MatrixRow,
    NumberFormat,
    Option,
    Question,
    QuestionKind,
    Section,
)
from jiheng_evidence.surveys.surveyjs import survey_page

OPTIONS = tuple(Option(name=name, label=Bilingual(name.upper(), "")) for name in "ab")
CHOICES = [{"value": "a", "text": "A"}, {"value": "b", "text": "B"}]
ROWS = (MatrixRow(name="r", label=Bilingual("行", "Row")),)
FULL = NumberFormat(unit="人", minimum=Decimal(0), maximum=Decimal(9), decimals=2)
SHOWN: list[tuple[Question, dict[str, object]]] = [
    (
        question("q", QuestionKind.SINGLE, options=OPTIONS),
        {"type": "radiogroup", "choices": CHOICES},
    ),
    (
        question("q", QuestionKind.RATING, options=OPTIONS),
        {"type": "radiogroup", "choices": CHOICES},
    ),
    (question("q", QuestionKind.MULTIPLE, options=OPTIONS), {"type": "checkbox"}),
    (
        question(
            "q",
            QuestionKind.SINGLE,
            options=tuple(Option(name=f"o{n}", label=NOTHING) for n in range(13)),
        ),
        {"type": "dropdown"},
    ),
    (question("q"), {"type": "text", "inputType": "number", "step": 1}),
    (question("q", number=NumberFormat()), {"step": 1}),
    (question("q", number=FULL), {"step": 0.01, "min": 0.0, "max": 9.0, "placeholder": "人"}),
    (question("q", QuestionKind.DATE), {"inputType": "date"}),
    (question("q", QuestionKind.TEXT), {"type": "comment", "maxLength": 4000}),
    (
        question("q", QuestionKind.MATRIX, options=OPTIONS, rows=ROWS, required=True),
        {
            "type": "matrix",
            "columns": CHOICES,
            "rows": [{"value": "r", "text": {"default": "行", "en": "Row"}}],
            "eachRowRequired": True,
            "isRequired": True,
        },
    ),
    (question("q", hint=Bilingual("提示", "")), {"description": "提示"}),
    (question("q", relevant="${q} > 1"), {"visibleIf": "({q} > 1)"}),
    (
        question("q", constraint=". > 1"),
        {"validators": [{"type": "expression", "expression": "({q} > 1)"}]},
    ),
    (
        question("q", constraint=". > 1", constraint_message=Bilingual("太小", "low")),
        {
            "validators": [
                {
                    "type": "expression",
                    "expression": "({q} > 1)",
                    "text": {"default": "太小", "en": "low"},
                }
            ]
        },
    ),
]


@pytest.mark.parametrize(("asked", "shown"), SHOWN)
def test_a_question_as_pages_show_it(asked: Question, shown: dict[str, object]) -> None:
    (page,) = survey_page(survey(asked))["pages"]
    (element,) = page["elements"]
    assert shown.items() <= element.items()


def test_a_check_is_told_at_the_last_question_it_is_about() -> None:
    check = Check(name="c", expression="${a} <= ${b}", message=Bilingual("多了", ""))
    page = survey_page(survey(question("a"), question("b"), question("z"), checks=(check,)))
    told = [element.get("validators") for element in page["pages"][0]["elements"]]
    warning = {
        "type": "expression",
        "expression": "({a} <= {b})",
        "text": "多了",
        "notificationType": "warning",
    }
    assert told == [None, [warning], None]


def test_a_section_is_a_page_with_its_note() -> None:
    parts = (
        Section(name="one", title=Bilingual("一", "1"), questions=(), note=Bilingual("说明", "")),
        Section(name="two", title=Bilingual("二", ""), questions=()),
    )
    pages = survey_page(survey(sections=parts))["pages"]
    assert pages == [
        {
            "name": "one",
            "title": {"default": "一", "en": "1"},
            "elements": [],
            "description": "说明",
        },
        {"name": "two", "title": "二", "elements": []},
    ]
