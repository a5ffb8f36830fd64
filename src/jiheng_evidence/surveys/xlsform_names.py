"""Names and expressions of XLSForm, brought to what is taken here; each change is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity
from jiheng_evidence.surveys.expressions import Malformed, names_in, parse

if TYPE_CHECKING:
    from jiheng_evidence.surveys.problems import Problems
    from jiheng_evidence.surveys.xlsform_lines import Line

_FITTING = re.compile(r"[^\W\d_][\w-]{0,63}")
_REFERENCE = re.compile(r"\$\{\s*([^}]{1,200}?)\s*\}")
_LONGEST = 64


def fitting_name(name: str) -> str:
    """Return a name as it may be: a letter, then letters, digits, `_` and `-`."""
    if _FITTING.fullmatch(name):
        return name
    made = re.sub(r"[^\w-]", "_", name)
    return (made if _FITTING.match(made) else f"q{made}")[:_LONGEST]


def name_of(line: Line, problems: Problems, instead: str) -> str:
    """Return the name of a line; one that does not fit is changed, and that is told."""
    said = line.get("name")
    name = fitting_name(said or instead)
    if name != said:
        message = Bilingual(f"名称“{said}”改为 {name}", f"name “{said}” changed to {name}")
        problems.tell("renamed", message, line.at("name"), said)
    return name


def sound_expression(line: Line, column: str, problems: Problems, known: frozenset[str]) -> str:
    """Return an expression that is understood and speaks of known questions only, else nothing."""
    said = line.get(column)
    if not said:
        return ""
    fitting = _REFERENCE.sub(lambda match: f"${{{fitting_name(match[1])}}}", said)
    try:
        unknown = sorted(names_in(parse(fitting)) - known - {"."})
    except Malformed as fault:
        reason = fault.reason
    else:
        if not unknown:
            return fitting
        reason = Bilingual(f"没有名为 {unknown[0]} 的题目", f"no question is named {unknown[0]}")
    message = Bilingual(f"未采用表达式：{reason.zh}", f"expression not taken: {reason.en}")
    problems.tell("expression", message, line.at(column), said, ProblemSeverity.ERROR)
    return ""
