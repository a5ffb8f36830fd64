"""Evaluations: independent experts, bounds, computed items, combining, freezing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.web.evaluating import (
    DUE,
    closed,
    halves,
    invited,
    opened,
    ready,
    share_of,
    submitted,
    who,
    with_experts,
)
from tests.web.monitored import begun, rated

from jiheng.errors import UnknownName
from jiheng.evaluation import Combining
from jiheng_web.access.policy import Role
from jiheng_web.accounts.models import Membership
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotApart, NotFound, NotPermitted, WrongState
from jiheng_web.evaluation import commands, expert_commands
from jiheng_web.evaluation.content import Given, Part, framework_of
from jiheng_web.evaluation.models import Evaluation, ExpertSheet, Kind, SheetState
from jiheng_web.evaluation.outcome import (
    is_as_closed,
    proposal_of,
    result_of,
    self_rating,
)
from jiheng_web.evaluation.reach import sees_ratings
from jiheng_web.evaluation.showing import shown
from jiheng_web.results import self_evaluation_commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.city import City

    from jiheng_web.evaluation.content import Parts


@pytest.fixture
def found(city: City) -> Evaluation:
    """Return an open department evaluation."""
    return opened(city)


def test_only_approved_projects_are_evaluated(city: City) -> None:
    with pytest.raises(InvalidInput, match="approved"):
        opened(city, city.project())


def test_a_kind_is_evaluated_once(city: City, found: Evaluation) -> None:
    with pytest.raises(InvalidInput, match="of this kind"):
        opened(city, found.project)

    assert opened(city, found.project, Kind.FINANCE).pk != found.pk


def test_a_framework_has_to_be_known(city: City) -> None:
    with pytest.raises(UnknownName):
        opened(city, framework="nothing")


def test_the_last_day_is_not_past(city: City) -> None:
    project = city.approved(city.project())
    past = timezone.localdate() - timedelta(days=1)
    wanted = commands.Wanted(kind=Kind.DEPARTMENT, framework="national", due=past)

    with pytest.raises(InvalidInput):
        commands.open_evaluation(*who(city, "department"), project.pk, wanted)


@pytest.mark.parametrize("username", ["finance", "clerk", "head", "auditor"])
def test_who_does_not_organize_the_kind_may_not(
    city: City, found: Evaluation, username: str
) -> None:
    with pytest.raises(NotPermitted):
        commands.close(*who(city, username), found.pk)


@pytest.mark.parametrize("username", ["other_department", "museum", "evaluator", "sysadmin"])
def test_an_evaluation_out_of_reach_does_not_exist(
    city: City, found: Evaluation, username: str
) -> None:
    with pytest.raises(NotFound):
        commands.close(*who(city, username), found.pk)


def test_whoever_wrote_the_project_does_not_evaluate_it(city: City) -> None:
    project = city.approved(city.project())
    with act(PROGRAM, "test.role"):
        Membership.objects.create(
            user=city.people["clerk"],
            organization=city.organizations["100"],
            role=Role.DEPARTMENT_REVIEWER,
        )
    wanted = commands.Wanted(kind=Kind.DEPARTMENT, framework="national", due=DUE)

    with pytest.raises(NotApart):
        commands.open_evaluation(*who(city, "clerk"), project.pk, wanted)


@pytest.mark.parametrize("username", ["evaluator2", "clerk", "finance"])
def test_nobody_writes_the_sheet_of_an_expert(city: City, found: Evaluation, username: str) -> None:
    sheet = invited(city, found)
    invited(city, found, "evaluator2")

    with pytest.raises(NotFound):
        expert_commands.save(*who(city, username), sheet.pk, {})


def test_the_organizer_writes_no_sheet(city: City, found: Evaluation) -> None:
    sheet = submitted(city, found, "evaluator", "0.8")

    with pytest.raises(NotFound):
        expert_commands.submit(*who(city, "department"), sheet.pk, share_of(found, "1"))


def test_drafts_count_for_nothing(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    expert_commands.save(*who(city, "evaluator"), sheet.pk, share_of(found, "1"))

    assert result_of(found).experts == ()


def test_only_organizers_see_ratings_before_the_end(city: City, found: Evaluation) -> None:
    seen = {
        name: sees_ratings(city.principal(name), found)
        for name in ("department", "finance", "clerk", "head", "auditor")
    }

    assert [name for name, sees in seen.items() if sees] == ["department"]


def test_readers_see_ratings_when_closed(city: City, found: Evaluation) -> None:
    done = closed(city, found)

    assert sees_ratings(city.principal("head"), done)


def test_an_expert_who_becomes_a_reviewer_stays_apart(city: City, found: Evaluation) -> None:
    invited(city, found)
    with act(PROGRAM, "test.role"):
        Membership.objects.create(
            user=city.people["evaluator"],
            organization=city.organizations["100"],
            role=Role.DEPARTMENT_REVIEWER,
        )

    assert not sees_ratings(city.principal("evaluator"), found)
    with pytest.raises(NotApart):
        commands.close(*who(city, "evaluator"), found.pk)


def test_nobody_who_sees_the_others_is_an_expert(city: City, found: Evaluation) -> None:
    with act(PROGRAM, "test.role"):
        Membership.objects.create(
            user=city.people["auditor"],
            organization=city.organizations["000"],
            role=Role.EVALUATOR,
        )

    with pytest.raises(InvalidInput, match="independently"):
        invited(city, found, "auditor")


def test_an_expert_who_is_invited_no_more_writes_nothing(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    with act(PROGRAM, "test.past"):
        past = timezone.localdate() - timedelta(days=1)
        found.project.invitations.update(until=past)

    with pytest.raises(NotFound):
        expert_commands.save(*who(city, "evaluator"), sheet.pk, {})


@pytest.mark.parametrize(
    ("at", "given", "said"),
    [
        (0, Given(points=Decimal("3.01")), "between 0 and 3"),
        (0, Given(points=Decimal("-0.01")), "between 0 and 3"),
        (0, Given(points=Decimal("1.005")), "two decimals"),
        (6, Given(points=Decimal(1)), "do not judge"),
        (99, Given(points=Decimal(1)), "do not judge"),
        (0, Given(comment="长" * 2001), "2000"),
    ],
)
def test_points_an_item_cannot_have_are_refused(
    city: City, found: Evaluation, at: int, given: Given, said: str
) -> None:
    sheet = invited(city, found)

    with pytest.raises(InvalidInput, match=said):
        expert_commands.save(*who(city, "evaluator"), sheet.pk, {at: given})


def test_a_sheet_is_submitted_whole(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    ratings = share_of(found, "1") | {0: Given()}

    with pytest.raises(InvalidInput, match="1 item"):
        expert_commands.submit(*who(city, "evaluator"), sheet.pk, ratings)


def test_an_item_may_be_left_out_with_a_word(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    ratings = share_of(found, "1") | {0: Given(comment="不熟悉该领域")}
    expert_commands.save(*who(city, "evaluator"), sheet.pk, ratings)
    expert_commands.submit(*who(city, "evaluator"), sheet.pk)

    first = result_of(found).items[0]
    assert (first.score.points, first.rating and first.rating.silent) == (None, ("冯专家",))


def test_a_sheet_is_submitted_once(city: City, found: Evaluation) -> None:
    sheet = submitted(city, found, "evaluator", "0.8")

    with pytest.raises(WrongState):
        expert_commands.save(*who(city, "evaluator"), sheet.pk, share_of(found, "1"))
    with pytest.raises(WrongState):
        expert_commands.submit(*who(city, "evaluator"), sheet.pk)


def test_reminders_reach_those_who_have_not_submitted(city: City, found: Evaluation) -> None:
    submitted(city, found, "evaluator", "0.8")
    waiting = invited(city, found, "evaluator2")

    assert expert_commands.remind(*who(city, "department"), found.pk) == 1
    waiting.refresh_from_db()
    assert waiting.reminded is not None


def test_a_released_expert_does_not_hold_the_end_up(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    released = expert_commands.release(*who(city, "department"), found.pk, sheet.pk, "出差")

    assert released.state == SheetState.RELEASED
    with pytest.raises(WrongState):
        expert_commands.save(*who(city, "evaluator"), sheet.pk, {})
    assert invited(city, found).state == SheetState.DRAFT


def test_who_submitted_is_not_released(city: City, found: Evaluation) -> None:
    sheet = submitted(city, found, "evaluator", "0")

    with pytest.raises(WrongState):
        expert_commands.release(*who(city, "department"), found.pk, sheet.pk, "分数太低")


def test_a_sheet_of_another_evaluation_is_not_released(city: City, found: Evaluation) -> None:
    with pytest.raises(NotFound):
        expert_commands.release(*who(city, "department"), found.pk, 10**9, "无")


def test_computed_items_earn_by_their_numbers(city: City, found: Evaluation) -> None:
    # 资金到位率: 3 points; 90 of 120 received: 3 x 90 / 120 = 2.25.
    part = Part(numerator=Decimal(90), denominator=Decimal(120), evidence="国库支付系统")
    commands.fill_in(*who(city, "department"), found.pk, {6: part}, own={}, own_total=None)
    found.refresh_from_db()

    assert result_of(found).items[6].score.points == Decimal("2.25")


@pytest.mark.parametrize(
    ("at", "part", "said"),
    [
        (6, Part(numerator=Decimal(1), denominator=Decimal(2)), "proves"),
        (6, Part(numerator=Decimal(1), evidence="报表"), "both"),
        (0, Part(numerator=Decimal(1), denominator=Decimal(2), evidence="报表"), "Experts judge"),
        (99, Part(evidence="报表"), "Experts judge"),
    ],
)
def test_numbers_need_evidence_and_an_item_that_is_computed(
    city: City, found: Evaluation, at: int, part: Part, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        commands.fill_in(*who(city, "department"), found.pk, {at: part}, own={}, own_total=None)


@pytest.mark.parametrize("own", [{0: Decimal("3.01")}, {99: Decimal(1)}])
def test_the_units_points_are_bounded(
    city: City, found: Evaluation, own: dict[int, Decimal]
) -> None:
    with pytest.raises(InvalidInput, match="beyond the weight"):
        commands.fill_in(*who(city, "department"), found.pk, {}, own=own, own_total=None)


def test_the_units_total_is_bounded(city: City, found: Evaluation) -> None:
    with pytest.raises(InvalidInput, match="beyond the whole"):
        commands.fill_in(*who(city, "department"), found.pk, {}, own={}, own_total=Decimal(101))


def test_spread_and_who_stands_apart_are_shown(city: City, found: Evaluation) -> None:
    for name, share in (("evaluator", "1"), ("evaluator2", "1"), ("evaluator3", "0")):
        submitted(city, found, name, share)
    first = result_of(found).items[0].rating
    assert first is not None

    assert [first.low, first.high, first.spread] == [Decimal(0), Decimal(3), Decimal(3)]
    assert first.apart == ("沈专家",)


def test_namesakes_are_told_apart(city: City, found: Evaluation) -> None:
    with_experts(city)
    with act(PROGRAM, "test.name"):
        city.people["evaluator2"].name = "冯专家"
        city.people["evaluator2"].save()
    for name in ("evaluator", "evaluator2"):
        submitted(city, found, name, "0.8")

    assert result_of(found).experts == ("冯专家（evaluator2）", "冯专家（evaluator）")


def test_closing_adds_up(city: City, found: Evaluation) -> None:
    # Experts give 1, 0.8 and 0.6 of each weight, 0.8 at the middle: 0.8 x 55 = 44. Rates of one
    # half earn half of 38 = 19; 成本节约率 keeps its plan and earns all of 7.
    done = closed(city, found)

    assert (done.points, done.grade) == (Decimal("70.00"), "中")


@pytest.mark.parametrize(
    ("how", "first"),
    [(Combining.MEAN, "2.00"), (Combining.MEDIAN, "3.00"), (Combining.TRIMMED, "3.00")],
)
def test_the_method_decides_what_counts(
    city: City, found: Evaluation, how: Combining, first: str
) -> None:
    for name, share in (("evaluator", "1"), ("evaluator2", "1"), ("evaluator3", "0")):
        submitted(city, found, name, share)
    commands.choose_combining(*who(city, "department"), found.pk, how)
    found.refresh_from_db()

    assert result_of(found).items[0].score.points == Decimal(first)


def test_closing_takes_a_method_and_every_expert(city: City, found: Evaluation) -> None:
    invited(city, found)

    with pytest.raises(InvalidInput) as refused:
        commands.close(*who(city, "department"), found.pk)

    assert set(refused.value.faults) == {"combining", "sheets", "experts"}


def test_closing_with_open_items_has_to_be_said(city: City, found: Evaluation) -> None:
    submitted(city, found, "evaluator", "0.8")
    commands.choose_combining(*who(city, "department"), found.pk, Combining.MEAN)
    with pytest.raises(InvalidInput, match="6 item"):
        commands.close(*who(city, "department"), found.pk)

    done = commands.close(*who(city, "department"), found.pk, without_grade=True)

    assert done.grade == ""
    assert proposal_of(done, None).proposed is None


def test_closing_without_any_points_gives_none(city: City, found: Evaluation) -> None:
    sheet, words = invited(city, found), Given(comment="资料不足，不评")
    bare = dict.fromkeys(share_of(found, "1"), words)
    expert_commands.submit(*who(city, "evaluator"), sheet.pk, bare)
    commands.choose_combining(*who(city, "department"), found.pk, Combining.MEAN)

    done = commands.close(*who(city, "department"), found.pk, without_grade=True)

    assert done.points is None
    assert is_as_closed(done, result_of(done))
    assert [one.points for one in shown(done).experts] == [None]


FROZEN: dict[str, Callable[[City, Evaluation], object]] = {
    "close": lambda city, done: commands.close(*who(city, "department"), done.pk),
    "fill in": lambda city, done: commands.fill_in(
        *who(city, "department"), done.pk, halves(done), own={}, own_total=None
    ),
    "combine": lambda city, done: commands.choose_combining(
        *who(city, "department"), done.pk, Combining.MEDIAN
    ),
    "invite": invited,
    "remind": lambda city, done: expert_commands.remind(*who(city, "department"), done.pk),
    "rate": lambda city, done: expert_commands.save(
        *who(city, "evaluator"), done.sheets.get(expert__username="evaluator").pk, {}
    ),
    "release": lambda city, done: expert_commands.release(
        *who(city, "department"), done.pk, done.sheets.earliest("pk").pk, "理由"
    ),
}


@pytest.mark.parametrize("deed", FROZEN)
def test_nothing_changes_in_what_is_closed(city: City, found: Evaluation, deed: str) -> None:
    done = closed(city, found)
    before = Evaluation.objects.filter(pk=done.pk).values().get()

    with pytest.raises(WrongState):
        FROZEN[deed](city, done)

    assert Evaluation.objects.filter(pk=done.pk).values().get() == before


def test_a_closed_evaluation_says_what_was_sealed(city: City, found: Evaluation) -> None:
    done = closed(city, found)

    assert is_as_closed(done, result_of(done))


@pytest.mark.parametrize("what", ["points", "parts", "sealed"])
def test_a_change_behind_its_back_is_noticed(city: City, found: Evaluation, what: str) -> None:
    done = closed(city, found)
    with act(PROGRAM, "test.tamper"):
        if what == "points":
            content = done.sheets.earliest("pk").content.replace('"points":"3"', '"points":"1"')
            ExpertSheet.objects.filter(evaluation=done).update(content=content)
        elif what == "parts":
            Evaluation.objects.update(parts="{}")
        else:
            Evaluation.objects.update(sealed=done.sealed.replace("中", "优"))
    done = Evaluation.objects.get(pk=done.pk)

    assert not is_as_closed(done, result_of(done))


def test_the_self_rating_is_that_of_the_signed_self_evaluation(city: City) -> None:
    project = city.approved(city.project())
    own = begun(city, project)
    found = opened(city, project)
    assert self_rating(found).points is None
    own = self_evaluation_commands.sign(*who(city, "head"), rated(city, own).pk)

    done = closed(city, found)

    taken = self_rating(done)
    assert (taken.points, taken.evaluation) == (Decimal(100), own)
    assert done.points != taken.points


def test_the_words_on_the_self_rating_are_frozen_too(city: City) -> None:
    project = city.approved(city.project())
    own = self_evaluation_commands.sign(*who(city, "head"), rated(city, begun(city, project)).pk)
    done = closed(city, opened(city, project))

    self_evaluation_commands.send_back(*who(city, "department"), own.pk, "补充佐证")

    assert self_rating(done).evaluation == own
    assert is_as_closed(done, result_of(done))


def _nine_sevenths(found: Evaluation, name: str, reason: str = "") -> Parts:
    at = next(at for at, item in enumerate(framework_of(found).items) if item.name == name)
    part = Part(numerator=Decimal(9), denominator=Decimal(7), evidence="台账", reason=reason)
    return {at: part}


def test_a_share_beyond_the_whole_takes_a_reason(city: City, found: Evaluation) -> None:
    bare = _nine_sevenths(found, "实际完成率")
    explained = _nine_sevenths(found, "实际完成率", "追加两场")
    runner = who(city, "department")
    with pytest.raises(InvalidInput, match="9 ÷ 7"):
        commands.fill_in(*runner, found.pk, bare, own={}, own_total=None)

    commands.fill_in(*runner, found.pk, explained, own={}, own_total=None)


def test_no_satisfaction_is_beyond_the_whole(city: City, found: Evaluation) -> None:
    parts = _nine_sevenths(found, "满意度", "回收较多")

    with pytest.raises(InvalidInput, match="cannot be beyond"):
        commands.fill_in(*who(city, "department"), found.pk, parts, own={}, own_total=None)


def test_the_self_rating_never_counts(city: City, found: Evaluation) -> None:
    done = ready(city, found)
    before = result_of(done).total
    commands.fill_in(
        *who(city, "department"), done.pk, halves(done), own={}, own_total=Decimal(100)
    )

    assert result_of(Evaluation.objects.get(pk=done.pk)).total == before


def test_every_act_leaves_one_record(city: City) -> None:
    last = Record.objects.latest("sequence").sequence
    done = closed(city, opened(city, city.approved(city.project())))
    acts = Record.objects.filter(sequence__gt=last, path=done.project.organization.path)
    named = [one.act for one in acts if one.act.startswith(("evaluation.", "rating."))]

    assert named == [
        "evaluation.open",
        *["evaluation.invite", "rating.submit"] * 3,
        "evaluation.fill_in",
        "evaluation.combine",
        "evaluation.close",
    ]
