"""Answers and results as files: what counts, what was corrected or excluded, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.audit.acts import act
from jiheng_web.errors import WrongState
from jiheng_web.failures import language
from jiheng_web.surveys import results, tables
from jiheng_web.surveys.counted import rows
from jiheng_web.surveys.definitions import asked, words
from jiheng_web.surveys.models import Channel, Decision, RoundState, Verdict
from jiheng_web.surveys.reach import STATES, note
from jiheng_web.surveys.shielding import shield_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng_evidence.surveys import Question, Survey
    from jiheng_web.audit.acts import Actor
    from jiheng_web.surveys.models import Answer, Round
    from jiheng_web.surveys.shielding import Shield

KINDS = ("csv", "xlsx", "json")
_DEED = Bilingual("导出匿名答卷", "export anonymous answers")


def exported(actor: Actor, found: Round, kind: str) -> tuple[bytes, str]:
    """Return the answers of a round as a file, and its media type; puts it on record.

    Where anonymity is promised, the day and the way are left blank, groups that are kept back are
    as well, and nothing leaves before the round is closed. Few answers by the open link stay here.

    Raises:
        WrongState: The round is anonymous and not closed.
    """
    shield = shield_of(found, results.result(found))
    if shield.pending:
        raise WrongState(deed=_DEED, state=STATES[RoundState(found.state)])
    survey, lines = asked(found), list(_records(found, shield))
    with act(actor, "export") as done:
        note(done, found)
        done.facts |= {"answers": len(lines), "kind": kind}
    if kind == "json":
        said = {"contract": "jiheng/answers/1", "survey": json.loads(found.definition)}
        said |= {"round": found.number, "answers": lines}
        return json.dumps(said, ensure_ascii=False, indent=1).encode(), "application/json"
    table = [_head(survey), *(_line(survey, one) for one in lines)]
    if kind == "csv":
        return tables.as_csv(table), tables.CSV
    return tables.as_xlsx(table), tables.XLSX


def _records(found: Round, shield: Shield) -> Iterator[dict[str, object]]:
    decided: dict[str, list[Decision]] = {}
    for each in Decision.objects.filter(answer__round=found):
        decided.setdefault(each.answer_id.hex, []).append(each)
    names = dict(found.links.exclude(respondent="").values_list("pk", "respondent"))
    for one in rows(found):
        apart = one.channel == Channel.OPEN
        if shield.apart_pending or shield.apart if apart else shield.whole:
            continue
        line = _record(one, decided.get(one.pk.hex, []), names)
        if shield.anonymous:
            line |= {"day": "", "channel": one.channel if apart else ""}
        yield line | ({"group": ""} if one.group in shield.groups else {})


def _record(one: Answer, decisions: list[Decision], names: dict[int, str]) -> dict[str, object]:
    answers = json.loads(one.content)
    corrected = {
        each.question: json.loads(each.value)
        for each in decisions
        if each.verdict == Verdict.CORRECT
    }
    return {
        "id": one.pk.hex,
        "channel": one.channel,
        "group": one.group,
        "respondent": names.get(one.link_id or 0, ""),
        "day": one.day.isoformat(),
        "excluded": any(each.verdict == Verdict.EXCLUDE for each in decisions),
        "reasons": [each.reason for each in decisions],
        "answers": answers | corrected,
        "as_sent": {name: answers.get(name) for name in corrected},
    }


def _columns(survey: Survey) -> Iterator[tuple[Question, str]]:
    for question in survey.questions():
        yield from (
            ((question, row.name) for row in question.rows) if question.rows else ((question, ""),)
        )


def _head(survey: Survey) -> list[tables.Cell]:
    head: list[tables.Cell] = [
        _("Answer number"),
        _("Way"),
        _("Group"),
        _("Respondent"),
        _("Day"),
        _("Excluded"),
        _("Reasons"),
    ]
    for question, row in _columns(survey):
        label = words(question.label, language())
        rated = next((words(one.label, language()) for one in question.rows if one.name == row), "")
        head.append(f"{label}：{rated}" if rated else label)
    return head


def _line(survey: Survey, one: dict[str, object]) -> list[tables.Cell]:
    answers = one["answers"]
    assert isinstance(answers, dict)
    reasons = one["reasons"]
    assert isinstance(reasons, list)
    line: list[tables.Cell] = [
        str(one["id"]),
        str(Channel(str(one["channel"])).label) if one["channel"] else "",
        str(one["group"]),
        str(one["respondent"]),
        str(one["day"]),
        _("yes") if one["excluded"] else "",
        "；".join(reasons),
    ]
    return line + [_cell(question, row, answers) for question, row in _columns(survey)]


def _cell(question: Question, row: str, answers: dict[str, object]) -> tables.Cell:
    value = answers.get(question.name)
    if isinstance(value, dict):
        value = value.get(row)
    labels = {one.name: words(one.label, language()) for one in question.options}
    if isinstance(value, list):
        return "、".join(labels.get(str(one), str(one)) for one in value)
    if value is None:
        return None
    if question.number is not None:
        number = float(str(value))
        return int(number) if number.is_integer() else number
    return labels.get(str(value), str(value))
