"""A city with something in every corner: projects in each state, documents, disclosures."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from tests.web import results_filling
from tests.web.city import sound_table
from tests.web.evaluating import begun_and_closed, ranked_scheme
from tests.web.publishing import prepared, published, published_results, results, sign
from tests.web.surveying import asked_rounds
from tests.web.taking import read_all

from jiheng.bilingual import Bilingual
from jiheng.writing import write_official
from jiheng_web.access.policy import Action
from jiheng_web.accounts.commands import make_token
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.desk.commands import save_view
from jiheng_web.desk.listing import Choice
from jiheng_web.disclosure import commands as disclosing
from jiheng_web.disclosure.models import Disclosure
from jiheng_web.flow import commands, deadlines, remarks, reviewing
from jiheng_web.flow.models import Level
from jiheng_web.flow.points import ITEMS, Grade
from jiheng_web.intake import accepting, jobs
from jiheng_web.intake.commands import hand_in
from jiheng_web.intake.models import Item
from jiheng_web.projects.content import text_of
from jiheng_web.projects.models import Draft

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.projects.models import Project

PATH = (
    ("head", "project.check"),
    ("head", "project.submit"),
    ("department", "project.review"),
    ("finance", "project.finance_review"),
    ("finance", "project.approve"),
)


def fill(city: City) -> dict[str, list[object]]:
    """Fill it; return what addresses name: kind → keys."""
    disclosures = [
        published_results(city, "自评的项目").pk,
        results(city).pk,
        _withdrawn(city).pk,
        sign(city, prepared(city, "丙项目"), "department").pk,
        published(city, "甲项目", "乙项目", budget_total=Decimal(1)).pk,
    ]
    projects = [*_on_the_way(city), _faulty(city), _returned(city), _judged(city), _adjusted(city)]
    today = timezone.localdate()
    root, submit = city.organizations["000"], Action.PROJECT_SUBMIT
    deadlines.set_deadline(*_who(city, "finance"), root, 2026, submit, today - timedelta(days=1))
    save_view(*_who(city, "clerk"), "待办", Choice(todo=True))
    make_token(*_who(city, "clerk"), "程序", 30)
    rounds = asked_rounds(city)
    evaluations = begun_and_closed(city)
    return {
        "ranking": [ranked_scheme(city).pk],
        "evaluation": [one.pk for one in evaluations],
        "rating": [sheet.pk for one in evaluations for sheet in one.sheets.all()],
        "survey": [rounds[0].survey_id],
        "survey-round": [one.pk for one in rounds],
        "project": [one.pk for one in projects],
        "disclosure": list(disclosures),
        "document": list(_documents(city)),
        "item": [*Item.objects.values_list("pk", flat=True)],
        "organization": [city.organizations[code].pk for code in ("000", "101")],
        "person": [city.people[name].pk for name in ("clerk", "sysadmin")],
        **results_filling.fill(city),
        "slug": [one.slug for one in Disclosure.objects.filter(published__isnull=False)],
    }


def _who(city: City, username: str) -> tuple[Principal, Actor]:
    return city.principal(username), city.actor(username)


def _on_the_way(city: City) -> list[Project]:
    return [city.move(city.project(name=f"第{n}步"), *PATH[:n]) for n in range(6)]


def _faulty(city: City) -> Project:
    table = sound_table("没有指标的项目")
    bare = replace(table, rows=(replace(table.rows[0], indicators=()),))
    return commands.create(*_who(city, "clerk"), city.organizations["101"], bare)


def _returned(city: City) -> Project:
    project = city.move(city.project(name="退回的项目"), *PATH[:2])
    reviewer = _who(city, "department")
    first = remarks.comment(*reviewer, project.pk, "goal", "请写明面积。")
    remarks.comment(*reviewer, project.pk, "indicators.0.annual_value", "请核对。")
    project = city.move(project, ("department", "project.return"))
    remarks.answer(*_who(city, "clerk"), first.pk, "已按意见修改。")
    return project


def _judged(city: City) -> Project:
    project = city.move(city.project(name="评审的项目"), *PATH[:2])
    full = {name: item.full for name, item in ITEMS.items()}
    until = timezone.localdate() + timedelta(days=9)
    reviewing.invite(*_who(city, "finance"), project.pk, "evaluator", until)
    reviewing.evaluate(*_who(city, "evaluator"), project.pk, Grade.GOOD, full, "目标清楚。")
    for level, name in ((Level.DEPARTMENT, "department"), (Level.FINANCE, "finance")):
        reviewing.review(*_who(city, name), project.pk, level, Grade.EXCELLENT, full)
    return project


def _adjusted(city: City) -> Project:
    """Adjust a project that two write at once."""
    project = city.approved(city.project(name="调整的项目"))
    clerk = _who(city, "clerk")
    version = commands.adjust(*clerk, project.pk, "面积减少", "测财〔2026〕1号")
    table = sound_table("调整的项目")
    mine, theirs = (
        replace(table, rows=(replace(table.rows[0], goal=goal),))
        for goal in ("甲目标。", "乙目标。")
    )
    commands.save(*_who(city, "clerk2"), project.pk, theirs, revision=version.revision)
    with act(PROGRAM, "test.draft"):
        Draft.objects.create(
            version=version, user=city.people["clerk"], content=text_of(mine), based_on=1
        )
    return project


def _withdrawn(city: City) -> Disclosure:
    made = published(city, "旧项目")
    return disclosing.withdraw(*_who(city, "department"), made.pk, "金额有误。")


def _documents(city: City) -> list[int]:
    """Hand in one that is read and has pages, one accepted, one of no use, one that waits."""
    clerk, unit = _who(city, "clerk"), city.organizations["101"]
    tables = [sound_table("甲项目"), sound_table("新的项目")]
    given = {
        "表.pdf": write_official(tables, "disclosure", "pdf"),
        "表.xlsx": write_official([sound_table("采纳的项目")], "disclosure", "xlsx"),
    }
    keys = [
        hand_in(*clerk, unit, 2026, name, io.BytesIO(data)).document.pk
        for name, data in given.items()
    ]
    read_all()
    accepting.accept_all(*clerk, keys[1], {})
    for name in ("坏.txt", "等.txt"):
        keys.append(hand_in(*clerk, unit, 2026, name, io.BytesIO(name.encode())).document.pk)
        if name == "坏.txt" and (claimed := jobs.claim()):
            claimed.fail(Bilingual("文件已损坏。", "The file is damaged."))
    return keys
