"""Experts: invited, reminded and released by organizers; each rates alone and submits once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_evidence.ratings import read_ratings
from jiheng_web.access.policy import Action, permits
from jiheng_web.accounts.principals import principal as principal_of
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.evaluation.commands import note
from jiheng_web.evaluation.content import Given, Ratings, framework_of, loaded, stored
from jiheng_web.evaluation.models import ExpertSheet, SheetState
from jiheng_web.evaluation.reach import SHEET, held, must_be_current, path_of, rating
from jiheng_web.flow import reviewing
from jiheng_web.projects.content import fingerprint
from jiheng_web.results.reach import must_say_why

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiheng.standards.framework import Framework
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import User
    from jiheng_web.audit.acts import Act, Actor
    from jiheng_web.evaluation.models import Evaluation

INVITING = Bilingual("邀请专家", "invite an expert")
RELEASING = Bilingual("专家退出", "release an expert")
REMINDING = Bilingual("催办", "remind experts")
RATING = Bilingual("专家评分", "rate")
LONGEST = 2000
"""Characters of a comment."""
_CENTS = 2


def invite(principal: Principal, actor: Actor, key: int, username: str, until: date) -> ExpertSheet:
    """Invite an expert until a day; a second time, change the day.

    Raises:
        NotFound: The evaluation is out of sight.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed.
        InvalidInput: There is no such expert, they could see what others give, or it is past.
    """
    with act(actor, "evaluation.invite") as done:
        found = held(principal, key, INVITING)
        made = reviewing.invite(principal, actor, found.project_id, username, until)
        _must_be_independent(made.user, found)
        sheet, _new = ExpertSheet.objects.get_or_create(evaluation=found, expert=made.user)
        if sheet.state == SheetState.RELEASED:
            sheet.state, sheet.note = SheetState.DRAFT, ""
            sheet.save()
        note(done, found)
    return sheet


def release(
    principal: Principal, actor: Actor, key: int, sheet_key: int, reason: str
) -> ExpertSheet:
    """Let an expert go who has not submitted; what they wrote does not count.

    Raises:
        NotFound: The evaluation is out of sight, or has no such sheet.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed, or the sheet is submitted.
        InvalidInput: The reason is missing.
    """
    with act(actor, "evaluation.release") as done:
        found = held(principal, key, RELEASING)
        sheet = found.sheets.select_for_update().filter(pk=sheet_key).first()
        if sheet is None:
            raise NotFound(kind=SHEET)
        if sheet.state != SheetState.DRAFT:
            raise WrongState(deed=RELEASING, state=SheetState(sheet.state).words)
        sheet.state, sheet.note = SheetState.RELEASED, must_say_why(reason)
        sheet.save()
        note(done, found)
        done.facts |= {"expert": sheet.expert.username, "reason": sheet.note}
    return sheet


def remind(principal: Principal, actor: Actor, key: int) -> int:
    """Remind the experts who have not submitted; return how many.

    Raises:
        NotFound: The evaluation is out of sight.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed.
    """
    with act(actor, "evaluation.remind") as done:
        found = held(principal, key, REMINDING)
        waiting = found.sheets.filter(state=SheetState.DRAFT)
        count = waiting.update(reminded=timezone.now())
        note(done, found)
        done.facts["experts"] = count
    return count


def save(
    principal: Principal,
    actor: Actor,
    key: int,
    ratings: Ratings,
    *,
    revision: int | None = None,
) -> ExpertSheet:
    """Save a draft of one's own sheet.

    Args:
        ratings: Position of an item → points and comment.
        revision: The one that the writing was based on; None: whatever stands there.

    Raises:
        NotFound: The sheet is not the person's, or the invitation is over.
        WrongState: It is submitted, or the evaluation is closed.
        StaleRevision: It was saved in another window in the meantime.
        InvalidInput: Points that an item cannot have.
    """
    with act(actor, "rating.save") as done:
        sheet = rating(principal, key, RATING)
        must_be_current(sheet, revision, sheet.expert.name)
        _write(sheet, ratings)
        sheet.save()
        _note_sheet(done, sheet)
    return sheet


def submit(
    principal: Principal,
    actor: Actor,
    key: int,
    ratings: Ratings | None = None,
    *,
    revision: int | None = None,
) -> ExpertSheet:
    """Submit one's own sheet, once and for all.

    Args:
        ratings: What is filled in; None: as it was saved.
        revision: The one that the writing was based on; None: whatever stands there.

    Raises:
        NotFound: The sheet is not the person's, or the invitation is over.
        WrongState: It is submitted, or the evaluation is closed.
        StaleRevision: It was saved in another window in the meantime.
        InvalidInput: Points that an item cannot have, or neither points nor a word on why not.
    """
    with act(actor, "rating.submit") as done:
        sheet = rating(principal, key, RATING)
        must_be_current(sheet, revision, sheet.expert.name)
        if ratings is not None:
            _write(sheet, ratings)
        _must_be_whole(framework_of(sheet.evaluation), loaded(sheet.content, Ratings))
        sheet.state, sheet.submitted = SheetState.SUBMITTED, timezone.now()
        sheet.save()
        _note_sheet(done, sheet)
    return sheet


def take_workbook(principal: Principal, actor: Actor, key: int, name: str, data: bytes) -> int:
    """Take the points of a workbook into one's own draft; return how many.

    Comments that were written here stay where the workbook has none.

    Raises:
        NotFound: The sheet is not the person's, or the invitation is over.
        WrongState: It is submitted, or the evaluation is closed.
        UnreadableFile: It is no rating sheet, or holds points that no item can have.
        InvalidInput: It is of another evaluation or expert, or has columns of several.
    """
    read = read_ratings(data, name)
    with act(actor, "rating.take_workbook") as done:
        sheet = rating(principal, key, RATING)
        framework = framework_of(sheet.evaluation)
        if (read.subject, read.framework.name) != (sheet.evaluation.project.name, framework.name):
            why = Bilingual("这不是本次评价的评分表。", "This is the sheet of another evaluation.")
            raise InvalidInput({"file": why})
        _must_be_own(sheet, {one.expert for one in read.ratings})
        given = {one.item: Given(points=one.points, comment=one.comment) for one in read.ratings}
        known = loaded(sheet.content, Ratings)
        made = {
            at: Given(points=one.points, comment=one.comment or known.get(at, Given()).comment)
            for at, item in enumerate(framework.items)
            if item.formula is None
            for one in (given.get(item.path, Given()),)
        }
        _write(sheet, made)
        sheet.save()
        _note_sheet(done, sheet)
        done.facts["workbook"] = name
    return sum(one.points is not None for one in given.values())


def _must_be_own(sheet: ExpertSheet, names: set[str]) -> None:
    """Refuse the points of several experts, and those of another."""
    others = sorted(names - {sheet.expert.name})
    if not others:
        return
    told = "、".join(others)
    why = Bilingual(
        f"评分表里有“{told}”的评分，只能上传您本人（{sheet.expert.name}）的评分。",
        f"It holds points of “{told}”: hand in your own only ({sheet.expert.name}).",
    )
    raise InvalidInput({"file": why})


def _write(sheet: ExpertSheet, ratings: Mapping[int, Given]) -> None:
    framework = framework_of(sheet.evaluation)
    faults = {
        f"points-{at}": fault
        for at, given in ratings.items()
        if (fault := _fault(framework, at, given)) is not None
    }
    if faults:
        raise InvalidInput(faults)
    kept = {at: given for at, given in sorted(ratings.items()) if given != Given()}
    sheet.content, sheet.revision = stored(kept), sheet.revision + 1


def _fault(framework: Framework, at: int, given: Given) -> Bilingual | None:
    item = framework.items[at] if 0 <= at < len(framework.items) else None
    if item is None or item.formula is not None:
        return Bilingual("该项不由专家评分。", "Experts do not judge this item.")
    if len(given.comment) > LONGEST:
        return Bilingual(f"评语不能超过 {LONGEST} 字。", f"At most {LONGEST} characters.")
    points = given.points
    if points is None:
        return None
    if not points.is_finite() or not 0 <= points <= item.weight:
        return Bilingual(
            f"“{item.name}”的得分应在 0 与 {item.weight} 之间。",
            f"Points of “{item.name}” have to lie between 0 and {item.weight}.",
        )
    if -int(points.normalize().as_tuple().exponent) > _CENTS:
        return Bilingual(
            f"“{item.name}”的得分最多两位小数。", f"At most two decimals: “{item.name}”."
        )
    return None


def _must_be_whole(framework: Framework, ratings: Ratings) -> None:
    bare = [
        (at, item.name)
        for at, item in enumerate(framework.items)
        if item.formula is None
        and (given := ratings.get(at, Given())).points is None
        and not given.comment.strip()
    ]
    if bare:
        at, name = bare[0]
        raise InvalidInput(
            {
                f"points-{at}": Bilingual(
                    f"还有 {len(bare)} 项没有评分，第一项：{name}。确不评分的请写明理由。",
                    f"{len(bare)} item(s) have no points, the first: {name}."
                    " Where you do not judge, say why.",
                )
            }
        )


def _must_be_independent(expert: User, evaluation: Evaluation) -> None:
    """Refuse experts who work on the project, or who could see what the others give."""
    near = {evaluation.project.owner_id, evaluation.version.saved_by_id, evaluation.opened_by_id}
    seen = permits(principal_of(expert), Action.EVALUATION_VIEW, path_of(evaluation))
    if expert.pk in near or seen:
        why = Bilingual(
            "此人与项目或评价组织有关，不能独立评分，请另邀专家。",
            "This person works on the project or its evaluation and cannot rate independently.",
        )
        raise InvalidInput({"username": why})


def _note_sheet(done: Act, sheet: ExpertSheet) -> None:
    done.about(sheet, path_of(sheet.evaluation))
    done.facts |= {
        "evaluation": sheet.evaluation_id,
        "state": str(sheet.state),
        "content": fingerprint(sheet.content),
    }
