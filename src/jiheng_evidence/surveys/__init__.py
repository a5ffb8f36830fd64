"""Surveys (问卷): what is asked, what was answered, and how satisfied people are."""

from jiheng_evidence.surveys.codec import read_survey, write_survey
from jiheng_evidence.surveys.definition import (
    Check,
    MatrixRow,
    NumberFormat,
    Option,
    Question,
    QuestionKind,
    Section,
    Survey,
    SurveyKind,
)

__all__ = [
    "Check",
    "MatrixRow",
    "NumberFormat",
    "Option",
    "Question",
    "QuestionKind",
    "Section",
    "Survey",
    "SurveyKind",
    "read_survey",
    "write_survey",
]
