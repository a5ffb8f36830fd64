"""Evaluations for tests, as organizers and experts would bring them about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.evaluation import Combining
from jiheng_evidence.schemes.files import load_scheme
from jiheng_evidence.schemes.synthetic import synthetic_figures
from jiheng_evidence.schemes.workbook import scheme_workbook
from jiheng_web.access.policy import Role
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.evaluation import budget_commands, commands, expert_commands, ranking
from jiheng_web.evaluation.content import Given, Part, framework_of
from jiheng_web.evaluation.models import Evaluation, Kind
from jiheng_web.operations.setting_up import add_person

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.evaluation.content import Parts, Ratings
    from jiheng_web.evaluation.models import ExpertSheet, SchemeRanking
    from jiheng_web.projects.models import Project

DUE = date(2099, 12, 31)
EXPERTS = ("evaluator", "evaluator2", "evaluator3")
RUNNER = {Kind.DEPARTMENT: "department", Kind.FINANCE: "finance"}


def who(city: City, username: str) -> tuple[Principal, Actor]:
    """Return a person as one who acts."""
    return city.principal(username), city.actor(username)


def with_experts(city: City) -> None:
    """Have three experts in the city."""
    with act(PROGRAM, "test.experts"):
        for username, name in zip(EXPERTS[1:], ("蒋专家", "沈专家"), strict=True):
            if username not in city.people:
                roles = [(city.organizations["000"], Role.EVALUATOR)]
                city.people[username] = add_person(
                    username, name, "Right-Horse-7", roles, must_change=False
                )


def opened(
    city: City,
    project: Project | None = None,
    kind: Kind = Kind.DEPARTMENT,
    framework: str = "national",
) -> Evaluation:
    """Open the evaluation of an approved project."""
    wanted = commands.Wanted(kind=kind, framework=framework, due=DUE)
    project = project or city.approved(city.project())
    return commands.open_evaluation(*who(city, RUNNER[kind]), project.pk, wanted)


def invited(city: City, found: Evaluation, username: str = "evaluator") -> ExpertSheet:
    """Invite an expert."""
    with_experts(city)
    runner = RUNNER[Kind(found.kind)]
    return expert_commands.invite(*who(city, runner), found.pk, username, DUE)


def share_of(found: Evaluation, share: str, comment: str = "") -> Ratings:
    """Return ratings that give every item a share of its weight."""
    return {
        at: Given(points=item.weight * Decimal(share), comment=comment)
        for at, item in enumerate(framework_of(found).items)
        if item.formula is None
    }


def submitted(city: City, found: Evaluation, username: str, share: str) -> ExpertSheet:
    """Let an expert rate and submit."""
    sheet = invited(city, found, username)
    ratings = share_of(found, share, f"{username}的意见")
    return expert_commands.submit(*who(city, username), sheet.pk, ratings)


def halves(found: Evaluation) -> Parts:
    """Return numbers for every computed item: one of two."""
    part = Part(numerator=Decimal(1), denominator=Decimal(2), evidence="决算报表")
    items = framework_of(found).items
    return {at: part for at, item in enumerate(items) if item.formula is not None}


def ready(city: City, found: Evaluation | None = None) -> Evaluation:
    """Bring an evaluation to where nothing but closing is left."""
    found = found or opened(city)
    runner = who(city, RUNNER[Kind(found.kind)])
    for username, share in zip(EXPERTS, ("1", "0.8", "0.6"), strict=True):
        submitted(city, found, username, share)
    commands.fill_in(*runner, found.pk, halves(found), own={0: Decimal(3)}, own_total=Decimal(95))
    commands.choose_combining(*runner, found.pk, Combining.MEAN)
    return Evaluation.objects.get(pk=found.pk)


def closed(city: City, found: Evaluation | None = None) -> Evaluation:
    """Close an evaluation."""
    found = ready(city, found)
    commands.close(*who(city, RUNNER[Kind(found.kind)]), found.pk)
    return Evaluation.objects.get(pk=found.pk)


def begun_and_closed(city: City) -> list[Evaluation]:
    """Have one evaluation under way, with drafts, and one closed with a decision."""
    under_way = opened(city, city.approved(city.project(name="评价中的项目")))
    submitted(city, under_way, "evaluator2", "0.8")
    sheet = invited(city, under_way)
    expert_commands.save(*who(city, "evaluator"), sheet.pk, share_of(under_way, "0.5"))
    expert_commands.remind(*who(city, "department"), under_way.pk)
    project = city.approved(city.project(name="评价过的项目"))
    done = closed(city, opened(city, project, Kind.FINANCE, "guangdong"))
    budget_commands.request_amount(*who(city, "finance"), done.pk, Decimal(200))
    budget_commands.decide(*who(city, "finance"), done.pk, Decimal(100), "压减运维费")
    return [under_way, done]


def ranked_scheme(city: City, entities: int = 12, code: str = "000") -> SchemeRanking:
    """Hand in a scheme with invented data."""
    return ranking.hand_in(
        *who(city, "finance"), city.organizations[code], "评价.xlsx", scheme_book(entities)
    )


def scheme_book(entities: int = 12) -> bytes:
    """Return a workbook of a scheme with invented data."""
    path = Path(__file__).parents[2] / "samples" / "schemes" / "digital-level.toml"
    scheme = load_scheme(path.read_bytes(), path.name)
    return scheme_workbook(scheme, synthetic_figures(scheme, entities))
