"""A run as JUnit XML, which build servers show: an indicator is a test."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from jiheng_evidence.reports.labels import STATES
from jiheng_evidence.reports.words import indicator_text, reason_text, target_text, value_text
from jiheng_evidence.running.outcome import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng_evidence.running.outcome import Result, Run

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS = {
    State.PARTLY: "failure",
    State.MISSED: "failure",
    State.FAILED: "error",
    State.UNJUDGED: "skipped",
    State.UNBOUND: "skipped",
}


def render(run: Run, language: Language) -> bytes:
    """Return the run as XML in UTF-8."""
    root = ET.Element("testsuites", _counts(run.results) | {"name": _clean(run.name)})
    for project, group in groupby(run.results, key=lambda result: result.bound.project.name):
        results = list(group)
        suite = ET.SubElement(root, "testsuite", _counts(results) | {"name": _clean(project)})
        for result in results:
            _case(suite, project, result, language)
    ET.indent(root, " ")
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return head + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _case(suite: ET.Element, project: str, result: Result, language: Language) -> None:
    name = indicator_text(result).text(language)
    case = ET.SubElement(suite, "testcase", {"classname": _clean(project), "name": _clean(name)})
    state = result.state
    if state in _ELEMENTS:
        reason = reason_text(result).text(language)
        message = f"{STATES[state].text(language)}: {reason}"
        ET.SubElement(case, _ELEMENTS[state], {"message": _clean(message), "type": state.value})
    lines = [f"{target_text(result)} | {value_text(result)}"] if result.actual else []
    for part in result.parts:
        said = reason_text(part).text(language)
        lines.append(f"{target_text(part)}: {STATES[part.state].text(language)}: {said}")
    lines.extend(alarm.message.text(language) for alarm in result.alarms)
    if lines:
        ET.SubElement(case, "system-out").text = _clean("\n".join(lines))


def _counts(results: Sequence[Result]) -> dict[str, str]:
    kinds = [_ELEMENTS.get(result.state) for result in results]
    return {
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
    }


def _clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
