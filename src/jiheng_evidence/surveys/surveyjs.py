"""Surveys → the JSON that SurveyJS shows as pages; answers come back under the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiheng_evidence.surveys.definition import QuestionKind
from jiheng_evidence.surveys.expressions import Call, Constant, Name, Operation, names_in, parse
from jiheng_evidence.surveys.values import LONGEST_TEXT

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual
    from jiheng_evidence.surveys.definition import Check, NumberFormat, Question, Section, Survey
    from jiheng_evidence.surveys.expressions import Expression

_KINDS: dict[QuestionKind, str] = {
    QuestionKind.SINGLE: "radiogroup",
    QuestionKind.MULTIPLE: "checkbox",
    QuestionKind.RATING: "radiogroup",
    QuestionKind.NUMBER: "text",
    QuestionKind.TEXT: "comment",
    QuestionKind.DATE: "text",
    QuestionKind.MATRIX: "matrix",
}
_SIGNS = {"div": "/", "mod": "%", "!=": "<>"}

MANY_OPTIONS = 12
"""A question with more of them shows a list to choose from that can be searched."""


def survey_page(survey: Survey) -> dict[str, Any]:
    """Return a survey as SurveyJS reads it, Chinese as the default language."""
    return {
        "title": _words(survey.title),
        "description": _words(survey.purpose),
        "locale": "zh-cn",
        "showQuestionNumbers": "on",
        "checkErrorsMode": "onNextPage",
        "textUpdateMode": "onBlur",
        "questionErrorLocation": "bottom",
        "clearInvisibleValues": "onHidden",
        "pages": [_page(section, survey) for section in survey.sections],
    }


def _page(section: Section, survey: Survey) -> dict[str, Any]:
    page = {
        "name": section.name,
        "title": _words(section.title),
        "elements": [_element(question, survey) for question in section.questions],
    }
    return page if section.note is None else {**page, "description": _words(section.note)}


def _element(question: Question, survey: Survey) -> dict[str, Any]:
    element: dict[str, Any] = {
        "type": _KINDS[question.kind],
        "name": question.name,
        "title": _words(question.label),
    }
    if question.hint is not None:
        element["description"] = _words(question.hint)
    if question.required:
        element["isRequired"] = True
    if question.relevant:
        element["visibleIf"] = condition(question.relevant)
    element.update(_shape(question))
    validators = [*_validators(question), *_warnings(question, survey)]
    return {**element, "validators": validators} if validators else element


def _shape(question: Question) -> dict[str, Any]:
    choices = [{"value": each.name, "text": _words(each.label)} for each in question.options]
    match question.kind:
        case QuestionKind.MATRIX:
            rows = [{"value": each.name, "text": _words(each.label)} for each in question.rows]
            return {"columns": choices, "rows": rows, "eachRowRequired": question.required}
        case QuestionKind.NUMBER:
            return {"inputType": "number", **_bounds(question)}
        case QuestionKind.DATE:
            return {"inputType": "date"}
        case QuestionKind.TEXT:
            return {"maxLength": LONGEST_TEXT, "autoGrow": True}
        case QuestionKind.SINGLE if len(choices) > MANY_OPTIONS:
            return {"type": "dropdown", "choices": choices}
        case _:
            return {"choices": choices}


def _bounds(question: Question) -> dict[str, Any]:
    said = question.number
    if said is None:
        return {"step": 1}
    bounds: dict[str, Any] = {"step": _step(said)}
    if said.minimum is not None:
        bounds["min"] = float(said.minimum)
    if said.maximum is not None:
        bounds["max"] = float(said.maximum)
    if said.unit:
        bounds["placeholder"] = said.unit
    return bounds


def _step(said: NumberFormat) -> float:
    return round(10.0**-said.decimals, said.decimals)


def _validators(question: Question) -> list[dict[str, Any]]:
    if not question.constraint:
        return []
    validator: dict[str, Any] = {
        "type": "expression",
        "expression": condition(question.constraint, question.name),
    }
    if question.constraint_message is not None:
        validator["text"] = _words(question.constraint_message)
    return [validator]


def _warnings(question: Question, survey: Survey) -> list[dict[str, Any]]:
    """Return the checks of which this question is the last: told there, but no obstacle."""
    return [
        {
            "type": "expression",
            "expression": condition(check.expression),
            "text": _words(check.message),
            "notificationType": "warning",
        }
        for check in survey.checks
        if _last_asked(check, survey) == question.name
    ]


def _last_asked(check: Check, survey: Survey) -> str | None:
    used = names_in(parse(check.expression))
    return next((q.name for q in reversed(list(survey.questions())) if q.name in used), None)


def _words(words: Bilingual) -> str | dict[str, str]:
    return {"default": words.zh, "en": words.en} if words.en else words.zh


def condition(expression: str, own: str = "") -> str:
    """Return an expression in the notation of SurveyJS; `.` becomes the question `own`."""
    return _said(parse(expression), own)


def _said(tree: Expression, own: str) -> str:
    match tree:
        case Constant(str() as text):
            return f'"{text}"' if "'" in text else f"'{text}'"
        case Constant(number):
            return str(number)
        case Name(name):
            return f"{{{own if name == '.' else name}}}"
        case Call(function, arguments):
            return _call(function, [_said(each, own) for each in arguments])
        case Operation("=" | "!=", side, Constant("")) | Operation("=" | "!=", Constant(""), side):
            return f"({_said(side, own)} {'empty' if tree.operator == '=' else 'notempty'})"
        case _:
            sign = _SIGNS.get(tree.operator, tree.operator)
            return f"({_said(tree.left, own)} {sign} {_said(tree.right, own)})"


def _call(function: str, said: list[str]) -> str:
    match function:
        case "selected":
            return f"({said[0]} contains {said[1]})"
        case "not":
            return f"!({said[0]})"
        case "-":
            return f"(0 - {said[0]})"
        case "number":
            return f"({said[0]} * 1)"
        case _:  # the length of a text or of a list
            return said[0].removesuffix("}") + ".length}"
