"""The report of a closed evaluation, as a document to finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng.writing.drafts import evaluation_report, write_report
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.audit.acts import act
from jiheng_web.errors import WrongState
from jiheng_web.evaluation.models import Phase
from jiheng_web.evaluation.outcome import next_project, proposal_of, result_of
from jiheng_web.evaluation.reach import path_of, visible
from jiheng_web.results.views import actor_of, as_file

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

REPORTING = Bilingual("下载评价报告", "download the report")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(Action.EXPORT)
def report(request: Asked, key: int) -> HttpResponse:
    """Give the draft of the report; who took it stands on record."""
    found = visible(request.principal, key)
    if found.is_open:
        raise WrongState(deed=REPORTING, state=Phase(found.state).words)
    proposal = proposal_of(found, next_project(found))
    body = write_report(evaluation_report(found.project.name, result_of(found), [proposal]))
    with act(actor_of(request), str(Action.EXPORT), found) as done:
        done.path = path_of(found)
        done.facts["file"] = "docx"
    return as_file(body, _DOCX, f"{_('Evaluation report')}-{found.project.name}.docx")
