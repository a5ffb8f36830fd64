"""Pages of the office for surveys: their list, one survey with its rounds, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import Question, QuestionKind, Section, Survey, SurveyKind
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.xlsform import read_xlsform
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import Actor
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.failures import language
from jiheng_web.projects.models import Project
from jiheng_web.refilling import refilled
from jiheng_web.surveys import bound, commands, progress, results
from jiheng_web.surveys.counted import SMALLEST
from jiheng_web.surveys.definitions import asked, words
from jiheng_web.surveys.models import Survey as Stored
from jiheng_web.surveys.placed import placed
from jiheng_web.surveys.reach import STATES, visible_survey

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50
_LARGEST_FORM = 4 * 1024 * 1024
_MOST_PROJECTS = 500
_MOST_TOLD = 20


@page(Action.SURVEY_VIEW)
def surveys(request: Asked) -> HttpResponse:
    """Show the surveys within reach."""
    found = Stored.objects.filter(within(request.principal, Action.SURVEY_VIEW))
    query = request.GET.get("q", "").strip()
    if query:
        found = found.filter(title__icontains=query)
    found = found.select_related("organization").prefetch_related("rounds")
    shown = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    last = [(one, [*one.rounds.all()][-1]) for one in shown]
    context = {
        "page": shown,
        "lines": last,
        "counts": progress.counts(one for _survey, one in last),
        "query": query,
        "states": STATES,
    }
    return render(request, "surveys/list.html", context)


@page(Action.SURVEY_MANAGE, "GET", "POST")
@refilled("survey-new")
def new(request: Asked) -> HttpResponse:
    """Begin a survey: from an XLSForm, or with one question to go on from."""
    here = within(request.principal, Action.SURVEY_MANAGE, "path")
    owners = Organization.objects.filter(here, is_active=True)
    if request.method == "POST":
        said = request.POST.get("organization", "")
        owner = owners.filter(pk=int(said)).first() if said.isdecimal() else None
        if owner is None:
            raise NotFound(kind=Bilingual("机构", "organization"))
        title = request.POST.get("title", "").strip()
        file = request.FILES.get("file")
        start = from_xlsform(request) if file else blank(title, request.POST.get("kind", ""))
        made = commands.create(
            request.principal, actor_of(request), owner, title or start.title.zh, start
        )
        messages.success(request, _("The survey was made. Look at its questions, then open it."))
        return redirect("survey-questions", made.rounds.get().pk)
    return render(request, "surveys/new.html", {"owners": owners})


@page(Action.SURVEY_VIEW)
def survey(request: Asked, key: int) -> HttpResponse:
    """Show a survey: its rounds, how they went, and what it is evidence of."""
    found = visible_survey(request.principal, key)
    rounds = [*found.rounds.all()]
    manages = permits(request.principal, Action.SURVEY_MANAGE, found.organization.path)
    bindings = found.bindings.select_related("project__organization")
    seen = within(request.principal, Action.PROJECT_VIEW, "project__organization__path")
    projects = Project.objects.filter(within(request.principal, Action.PROJECT_VIEW))
    projects = projects.filter(versions__approved__isnull=False).distinct()
    last = asked(rounds[-1])
    said = request.GET.get("project", "")
    chosen = projects.filter(pk=int(said)).first() if manages and said.isdecimal() else None
    context = {
        "survey": found,
        "rounds": rounds,
        "counts": progress.counts(rounds),
        "trend": results.trend(found),
        "is_hidden": results.is_hidden,
        "smallest": SMALLEST,
        "rate": results.rate,
        "interval": results.interval,
        "states": STATES,
        "manages": manages,
        "bindings": bound.shown(
            bindings.filter(seen), {one.name: one.label for one in last.questions()}
        ),
        "chosen": chosen,
        "indicators": bound.indicators_of(chosen) if chosen else [],
        "projects": projects[:_MOST_PROJECTS] if manages else [],
        "questions": [one for one in last.questions() if one.kind is not QuestionKind.TEXT],
        "words": lambda text: words(text, language()),
    }
    return render(request, "surveys/survey.html", context)


@page(Action.SURVEY_MANAGE, "POST")
def next_round(request: Asked, key: int) -> HttpResponse:
    """Begin the next round as a copy of the last."""
    made = commands.next_round(request.principal, actor_of(request), key)
    messages.success(request, _("The next round asks what the last one asked. Set its window."))
    return redirect("survey-round", made.pk)


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey")
def bind(request: Asked, key: int) -> HttpResponse:
    """Bind a question to an indicator, or take a binding away."""
    who, said = (request.principal, actor_of(request)), request.POST
    if said.get("remove", "").isdecimal():
        commands.unbind(*who, key, int(said["remove"]))
    else:
        project = said.get("project", "")
        if not project.isdecimal():
            visible_survey(request.principal, key)
            why = Bilingual("请选择项目。", "Choose a project.")
            raise InvalidInput({"project": why})
        commands.bind(*who, key, int(project), said.get("indicator", ""), said.get("question", ""))
    messages.success(request, _("Saved."))
    return redirect("survey", key)


def blank(title: str, kind: str) -> Survey:
    """Return a survey to go on from: how satisfied are you."""
    question = Question(
        name="q1",
        kind=QuestionKind.RATING,
        label=Bilingual("您对本项目的总体评价是？", "How satisfied are you on the whole?"),
        required=True,
        options=SATISFACTION,
    )
    section = Section(name="s1", title=Bilingual("总体评价", "Overall"), questions=(question,))
    collects = kind == SurveyKind.COLLECTION
    return Survey(
        name="survey",
        title=Bilingual(title, ""),
        purpose=Bilingual("", ""),
        kind=SurveyKind.COLLECTION if collects else SurveyKind.SATISFACTION,
        anonymous=not collects,
        sections=(section,),
    )


def from_xlsform(request: Asked) -> Survey:
    """Return the survey of an XLSForm that was sent; what could not be read is told.

    Raises:
        InvalidInput: No file was sent, or it is too large.
        UnreadableFile: It is no XLSForm.
    """
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > _LARGEST_FORM:
        why = Bilingual(
            "请选择不超过 4 MiB 的 XLSForm 文件。", "Choose an XLSForm of at most 4 MiB."
        )
        raise InvalidInput({"file": why})
    imported = read_xlsform(file.read(), file.name or "form.xlsx")
    told = imported.problems[:_MOST_TOLD]
    if imported.survey is None:
        raise InvalidInput({f"{at}": placed(one) for at, one in enumerate(told)})
    for problem in told:
        messages.warning(request, placed(problem).text(language()))
    return imported.survey


def actor_of(request: Asked) -> Actor:
    """Return whoever asks as the actor of an act."""
    return Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
