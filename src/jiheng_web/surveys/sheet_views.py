"""Pages on which people without a login take a workbook of their own and hand it back filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.surveys.answers import Accepted
from jiheng_evidence.surveys.sheet_reading import read_answer_sheet
from jiheng_evidence.surveys.sheet_writing import write_answer_sheet
from jiheng_web.access.requests import public
from jiheng_web.failures import language
from jiheng_web.surveys import answering, sent, tables
from jiheng_web.surveys.answer_views import Sent, again, by_link
from jiheng_web.surveys.definitions import asked
from jiheng_web.surveys.models import Channel
from jiheng_web.surveys.placed import placed
from jiheng_web.surveys.round_views import attached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from jiheng_evidence.surveys.answers import Answer
    from jiheng_web.surveys.answering import Asked

_LARGEST = 1024 * 1024
_MOST_TOLD = 20
_NOTHING = Accepted(values={})
_NO_FILE = Bilingual(
    "请选择不超过 1 MiB 的答卷文件（.xlsx）。", "Choose a workbook (.xlsx) of at most 1 MiB."
)
_ONE = Bilingual(
    "答卷文件里应恰好填写一行（一份答卷）。", "The workbook has to hold one row: one answer."
)


@public("GET")
def workbook(request: HttpRequest, token: str) -> HttpResponse:
    """Give a workbook of one row to be filled in; nothing in it tells who got it."""

    def given(found: Asked) -> HttpResponse:
        body = write_answer_sheet(asked(found.round), rows=1, language=language())
        return attached(body, tables.XLSX, "survey.xlsx")

    return by_link(request, token, given)


@public("POST")
def hand_in(request: HttpRequest, token: str) -> HttpResponse:
    """Take a filled workbook as the answer by a link; what is doubtful comes back as a form."""
    return by_link(request, token, lambda found: _taken(request, found))


def _taken(request: HttpRequest, found: Asked) -> HttpResponse:
    answers, unread = _read(request, found)
    form = answering.new_form()
    if unread or len(answers) != 1:
        why = list(unread) or [_ONE]
        return again(request, found, Sent({}, _NOTHING, form, why[:_MOST_TOLD]))
    said = sent.plain(answers[0].values)
    accepted = sent.reader(found.round).read(said)
    if accepted.faults or accepted.checks:
        return again(request, found, Sent(said, accepted, form))
    # As any answer by the link: how it was written would set the few apart who use workbooks.
    key = answering.form_number(form)
    taken = answering.take(found, sent.plain(accepted.values), key, Channel.LINK)
    return redirect("answer-thanks", taken)


def _read(request: HttpRequest, found: Asked) -> tuple[Sequence[Answer], Sequence[Bilingual]]:
    """Return the answers of the workbook that was sent, and what could not be read."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > _LARGEST:
        return (), [_NO_FILE]
    name = file.name or "survey.xlsx"
    try:
        sheet = read_answer_sheet(file.read(), name, asked(found.round), str(found.round.number))
    except UnreadableFile as error:
        return (), [error.message]
    return sheet.answers, [placed(one) for one in sheet.problems]
