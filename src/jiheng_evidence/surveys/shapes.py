"""The objects of jiheng/survey/1 as they stand in a data file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from jiheng_evidence.surveys.definition import QuestionKind, SurveyKind

MOST_QUESTIONS = 500
MOST_OPTIONS = 1_000
MOST_WORDS = 2_000

Name = Annotated[str, Meta(pattern=r"^[^\W\d_][\w-]{0,63}$")]
OptionName = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^\S+$")]
Text = Annotated[str, Meta(max_length=MOST_WORDS)]
Digits = Annotated[int, Meta(ge=0, le=12)]
DecimalText = Annotated[str, Meta(pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,12})?$")]
Day = Annotated[date, Meta(description="ISO 8601")]
Asked = Annotated[QuestionKind, Meta(description="how it is answered")]
Use = Annotated[SurveyKind, Meta(description="what it is for")]


class Words(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One text in both languages."""

    zh: Text
    en: Text = ""


class OptionRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One answer to choose."""

    name: OptionName
    label: Words
    score: DecimalText | None = None
    satisfied: bool = False


class RowRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One thing to be rated in a matrix."""

    name: Name
    label: Words


class NumberRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Which numbers a question takes."""

    unit: Text = ""
    minimum: DecimalText | None = None
    maximum: DecimalText | None = None
    decimals: Digits = 0


class QuestionRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One question."""

    name: Name
    kind: Asked
    label: Words
    hint: Words | None = None
    required: bool = False
    relevant: Text = ""
    constraint: Text = ""
    constraint_message: Words | None = None
    options: Annotated[tuple[OptionRecord, ...], Meta(max_length=MOST_OPTIONS)] = ()
    rows: Annotated[tuple[RowRecord, ...], Meta(max_length=MOST_OPTIONS)] = ()
    number: NumberRecord | None = None


class SectionRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Questions shown together."""

    name: Name
    title: Words
    questions: Annotated[tuple[QuestionRecord, ...], Meta(max_length=MOST_QUESTIONS)]
    note: Words | None = None


class CheckRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What must hold between answers."""

    name: Name
    expression: Text
    message: Words


class SurveyRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A survey."""

    contract: Literal["jiheng/survey/1"]
    name: Name
    title: Words
    purpose: Words
    kind: Use
    anonymous: bool
    opens: Day | None = None
    closes: Day | None = None
    frame: Annotated[int, Meta(ge=0)] | None = None
    sections: Annotated[tuple[SectionRecord, ...], Meta(max_length=MOST_QUESTIONS)] = ()
    checks: Annotated[tuple[CheckRecord, ...], Meta(max_length=MOST_QUESTIONS)] = ()
