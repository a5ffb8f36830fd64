"""The words of XLSForm: its types, columns and languages, and which of them are understood."""

from __future__ import annotations

import re

from jiheng_evidence.surveys.definition import QuestionKind

SURVEY, CHOICES, SETTINGS, CHECKS = "survey", "choices", "settings", "checks"
"""Titles of the sheets; the last is our own."""

TRANSLATED = frozenset({"label", "hint", "constraint_message", "message", "form_title", "purpose"})
"""Columns that may stand once for each language."""

TAKEN = {
    SURVEY: frozenset(
        {
            "type",
            "name",
            "required",
            "relevant",
            "constraint",
            "appearance",
            "parameters",
            "unit",
            "decimals",
            "minimum",
            "maximum",
            "label",
            "hint",
            "constraint_message",
        }
    ),
    CHOICES: frozenset({"list_name", "name", "label", "score", "satisfied"}),
    SETTINGS: frozenset(
        {
            "form_title",
            "form_id",
            "purpose",
            "kind",
            "anonymous",
            "opens",
            "closes",
            "frame",
            "default_language",
        }
    ),
    CHECKS: frozenset({"name", "expression", "message"}),
}
"""Sheet → columns that are understood."""

HARMLESS = frozenset({"version", "style", "instance_name"})
"""Settings that change nothing of what is asked."""

MISNAMED = {"list name": "list_name", "relevance": "relevant"}
"""Other names that columns go by."""

LANGUAGES = re.compile(
    r"(?P<zh>中文|汉语|Chinese|\bzh\b)|(?P<en>英文|英语|English|\ben\b)", re.IGNORECASE
)

CHINESE, ENGLISH = "中文 (zh)", "English (en)"

KINDS = {
    "integer": QuestionKind.NUMBER,
    "int": QuestionKind.NUMBER,
    "decimal": QuestionKind.NUMBER,
    "range": QuestionKind.NUMBER,
    "text": QuestionKind.TEXT,
    "string": QuestionKind.TEXT,
    "date": QuestionKind.DATE,
}
"""Types that name no list of choices."""

YES = frozenset({"yes", "true", "true()", "1", "是", "y"})
NO = frozenset({"", "no", "false", "false()", "0", "否", "n"})

METADATA = frozenset(
    {
        "start",
        "end",
        "today",
        "deviceid",
        "phonenumber",
        "username",
        "email",
        "audit",
        "start-geopoint",
    }
)
"""What devices record by themselves; none of it is ever asked here."""
