"""What people do with surveys and rounds: each command one act, one transaction, one record."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.projects.models import Project
from jiheng_web.surveys import results, sealing
from jiheng_web.surveys.bound import indicators_of
from jiheng_web.surveys.definitions import asked, put
from jiheng_web.surveys.lacking import lacks
from jiheng_web.surveys.models import Binding, Round, RoundState, Survey
from jiheng_web.surveys.reach import held_round, managed_survey, note

if TYPE_CHECKING:
    from datetime import date

    from jiheng_evidence.surveys import Survey as Asked
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.audit.acts import Actor

_LONGEST_TITLE = 200
_DRAFT = (RoundState.DRAFT,)
_ASK = Bilingual("修改问卷内容", "change what is asked")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a round is asked, apart from its questions."""

    opens: date | None = None
    closes: date | None = None
    frame: int | None = None
    anonymous: bool = False
    replaceable: bool = False
    open_link: bool = False


def create(
    principal: Principal, actor: Actor, organization: Organization, title: str, said: Asked
) -> Survey:
    """Make a survey with its first round.

    Raises:
        NotPermitted: The person manages no surveys there.
        InvalidInput: It has no title.
    """
    require(principal, Action.SURVEY_MANAGE, organization.path)
    if not title.strip():
        raise InvalidInput({"title": Bilingual("请填写标题。", "The title is missing.")})
    with act(actor, "survey.create") as done:
        made = Survey.objects.create(
            organization=organization,
            title=title.strip()[:_LONGEST_TITLE],
            created_by_id=principal.person,
        )
        _add_round(made, 1, said, principal.person)
        done.about(made, organization.path)
        done.facts["title"] = made.title
    return made


def next_round(principal: Principal, actor: Actor, key: int) -> Round:
    """Begin a round with the questions and terms of the last one; the window is to be set anew.

    Raises:
        NotFound: The survey is out of sight.
        NotPermitted: The person manages no surveys there.
    """
    with act(actor, "survey.next") as done:
        survey = managed_survey(principal, key)
        # Held, so that two who begin the next round at once do not both number it alike.
        Survey.objects.select_for_update().get(pk=key)
        last = survey.rounds.order_by("-number")[0]
        made = _add_round(survey, last.number + 1, asked(last), principal.person, like=last)
        note(done, made)
    return made


def _add_round(
    survey: Survey, number: int, said: Asked, person: int, *, like: Round | None = None
) -> Round:
    made = Round(
        survey=survey,
        number=number,
        slug=secrets.token_urlsafe(12),
        created_by_id=person,
        replaceable=like.replaceable if like else False,
        open_link=like.open_link if like else False,
        frame=like.frame if like else said.frame,
        opens=None if like else said.opens,
        closes=None if like else said.closes,
    )
    put(made, said)
    made.save()
    return made


def ask(principal: Principal, actor: Actor, key: int, said: Asked) -> Round:
    """Let a round that is not open yet ask something else.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It was opened: those who answered were asked something.
    """
    with act(actor, "survey.ask") as done:
        found = held_round(principal, key, _ASK, _DRAFT)
        put(found, said)
        found.save()
        note(done, found)
        done.facts["questions"] = sum(1 for _ in said.questions())
    return found


def set_terms(principal: Principal, actor: Actor, key: int, terms: Terms) -> Round:
    """Set window, frame and promises of a round that is not open yet.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It was opened: what was promised is kept.
        InvalidInput: It closes before it opens, or is over already.
    """
    _sound(terms.opens, terms.closes)
    with act(actor, "survey.set_terms") as done:
        found = held_round(principal, key, _ASK, _DRAFT)
        if terms.anonymous and found.links.exclude(respondent="").exists():
            why = Bilingual(
                "已生成带姓名的链接，不能再改为匿名。请新建一轮。",
                "Links with names exist, so the round can no longer be anonymous. Begin a new one.",
            )
            raise InvalidInput({"anonymous": why})
        found.opens, found.closes, found.frame = terms.opens, terms.closes, terms.frame
        found.open_link, found.replaceable = terms.open_link, terms.replaceable
        put(found, replace(asked(found), anonymous=terms.anonymous))
        found.save()
        note(done, found)
        done.facts |= {"anonymous": found.anonymous, "replaceable": found.replaceable}
    return found


def open_round(principal: Principal, actor: Actor, key: int) -> Round:
    """Take answers from now on, within the window.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is open or closed.
        InvalidInput: It asks nothing, lacks words, or is over already.
    """
    with act(actor, "survey.open") as done:
        deed = Bilingual("开始收集", "open the round")
        found = held_round(principal, key, deed, _DRAFT)
        said = asked(found)
        if faults := lacks(said):
            raise InvalidInput(faults)
        if not any(True for _ in said.questions()):
            why = Bilingual("问卷没有题目，不能开始收集。", "It asks nothing: add questions first.")
            raise InvalidInput({"questions": why})
        _sound(found.opens, found.closes)
        found.state = RoundState.OPEN
        found.save(update_fields=["state"])
        note(done, found)
        done.facts["definition"] = found.revision
    return found


def extend(principal: Principal, actor: Actor, key: int, closes: date | None) -> Round:
    """Move the last day of a round that is open.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is not open.
        InvalidInput: It would close before it opened, or before today.
    """
    with act(actor, "survey.extend") as done:
        deed = Bilingual("调整截止日期", "move the last day")
        found = held_round(principal, key, deed, (RoundState.OPEN,))
        _sound(found.opens, closes)
        done.facts["before"] = str(found.closes)
        found.closes = closes
        found.save(update_fields=["closes"])
        note(done, found)
        done.facts["closes"] = str(closes)
    return found


def close_round(principal: Principal, actor: Actor, key: int) -> Round:
    """Take no more answers, and seal those there are.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is not open.
    """
    with act(actor, "survey.close") as done:
        deed = Bilingual("截止收集", "close the round")
        # Held against answers: those under way are stored before, those that come later are told.
        found = held_round(principal, key, deed, (RoundState.OPEN,))
        found.state = RoundState.CLOSED
        found.summary = results.summary(found)
        found.save(update_fields=["state", "summary"])
        note(done, found)
        done.facts["answers"] = found.answers.count()
    sealing.seal(key)
    return found


def bind(
    principal: Principal, actor: Actor, key: int, project: int, indicator: str, question: str
) -> Binding:
    """Let the result of a question be the evidence of an indicator.

    Raises:
        NotFound: The survey or the project is out of sight, or there is no such question.
        NotPermitted: The person manages no surveys there.
        InvalidInput: The approved targets of the project have no such indicator.
    """
    with act(actor, "survey.bind") as done:
        survey = managed_survey(principal, key)
        found = Project.objects.select_related("organization").filter(pk=project).first()
        if found is None or not permits(principal, Action.PROJECT_VIEW, found.organization.path):
            raise NotFound(kind=Bilingual("项目", "project"))
        last = survey.rounds.order_by("-number")[0]
        if asked(last).question(question) is None:
            raise NotFound(kind=Bilingual("题目", "question"))
        if indicator not in indicators_of(found):
            zh, en = "请选择已批复的三级指标。", "Choose an indicator of the approved targets."
            raise InvalidInput({"indicator": Bilingual(zh, en)})
        made, _ = Binding.objects.update_or_create(
            survey=survey,
            project=found,
            indicator=indicator,
            defaults={"question": question},
        )
        done.about(survey, survey.organization.path)
        done.facts |= {"project": project, "indicator": made.indicator, "question": question}
    return made


def unbind(principal: Principal, actor: Actor, key: int, binding: int) -> None:
    """Take a binding away.

    Raises:
        NotFound: The survey is out of sight, or has no such binding.
        NotPermitted: The person manages no surveys there.
    """
    with act(actor, "survey.unbind") as done:
        survey = managed_survey(principal, key)
        found = survey.bindings.filter(pk=binding).first()
        if found is None:
            raise NotFound(kind=Bilingual("关联指标", "binding"))
        done.about(survey, survey.organization.path)
        done.facts |= {"project": found.project_id, "indicator": found.indicator}
        found.delete()


def _sound(opens: date | None, closes: date | None) -> None:
    if opens and closes and closes < opens:
        why = Bilingual("截止日期不能早于开始日期。", "It cannot close before it opens.")
        raise InvalidInput({"closes": why})
    if closes and closes < timezone.localdate():
        zh, en = "截止日期不能早于今天。", "The last day is over already."
        raise InvalidInput({"closes": Bilingual(zh, en)})
