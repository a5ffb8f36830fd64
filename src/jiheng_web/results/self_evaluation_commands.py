"""What people do with self-evaluations: begin, fill in, sign, confirm, return, rate again."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.pipeline import check
from jiheng.results.words import plain
from jiheng.scoring import grade, rounded
from jiheng.standards.scoring_standard import DEFAULT_STANDARD, load_standard
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.flow.commands import visible as visible_project
from jiheng_web.projects.content import fingerprint, table_of
from jiheng_web.results.content import (
    Rated,
    RatedLine,
    SelfEvaluationContent,
    beside,
    loaded,
    stored,
)
from jiheng_web.results.models import Rerating, SelfEvaluation, Standing
from jiheng_web.results.official_evaluation import self_evaluation_table
from jiheng_web.results.prefilling import drawn_money, drawn_values, surveyed_until, year_end
from jiheng_web.results.reach import (
    FILLING,
    approved_version,
    held,
    must_be_apart,
    must_be_current,
    must_say_why,
    must_stand,
    step,
)
from jiheng_web.results.scored import EXECUTION, score, weights_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Row
    from jiheng.scoring import Score
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Act, Actor
    from jiheng_web.projects.models import Project
    from jiheng_web.results.scored import ScoredSheet


def begin(
    principal: Principal, actor: Actor, project_key: int, standard: str = DEFAULT_STANDARD
) -> SelfEvaluation:
    """Begin the self-evaluation of a project, filled as far as version, ledger and surveys know.

    Raises:
        NotFound: The project is out of sight, or no version of it is approved.
        NotPermitted: The person is no clerk there.
        UnknownName: There is no such scoring standard.
    """
    load_standard(standard)
    action = Action.SELF_EVALUATION_FILL
    with act(actor, "self_evaluation.begin") as done:
        project = visible_project(principal, project_key, lock=True)
        require(principal, action, project.organization.path)
        there = SelfEvaluation.objects.filter(project=project).first()
        if there is not None:
            return there
        version = approved_version(project)
        if version is None:
            raise NotFound(kind=Bilingual("已批复的项目", "approved project"))
        made = SelfEvaluation(project=project, version=version, standard=standard)
        row = table_of(version.content).rows[0]
        weights = weights_for(row, standard)
        lines = tuple(RatedLine(weight=weight) for weight in weights)
        write(made, _drawn(project, row, SelfEvaluationContent(lines=lines)), None)
        note(done, made)
    return made


def save(
    principal: Principal,
    actor: Actor,
    key: int,
    content: SelfEvaluationContent,
    *,
    revision: int,
) -> SelfEvaluation:
    """Save what a clerk filled in.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It is signed already.
        StaleRevision: Somebody else saved first.
    """
    action = Action.SELF_EVALUATION_FILL
    with act(actor, str(action)) as done:
        found = held(principal, SelfEvaluation, key, action)
        must_stand(found, FILLING, action)
        must_be_current(found, revision)
        write(found, content, principal)
        note(done, found)
    return found


def draw(principal: Principal, actor: Actor, key: int) -> SelfEvaluation:
    """Take money and survey results over anew; what was typed with evidence stays.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It is signed already.
    """
    action = Action.SELF_EVALUATION_FILL
    with act(actor, "self_evaluation.draw") as done:
        found = held(principal, SelfEvaluation, key, action)
        must_stand(found, FILLING, action)
        known = loaded(found.content, SelfEvaluationContent)
        write(found, _drawn(found.project, scored(found).row, known), principal)
        note(done, found)
    return found


def sign(principal: Principal, actor: Actor, key: int) -> SelfEvaluation:
    """Sign for the unit: what was signed is kept by its digest.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person does not do this there.
        NotApart: The person filled it in.
        WrongState: It is signed already.
        InvalidInput: Data, evidence, points or reasons are missing, or the form contradicts itself.
    """
    action = Action.SELF_EVALUATION_SIGN
    with act(actor, str(action)) as done:
        found = held(principal, SelfEvaluation, key, action)
        must_stand(found, FILLING, action)
        must_be_apart(principal, action, found.saved_by_id)
        _must_be_sound(found)
        found.submitted_by_id, found.submitted = principal.person, timezone.now()
        found.digest = fingerprint(found.content)
        _move(found, Standing.SUBMITTED, action, principal, "")
        note(done, found)
    return found


def confirm(principal: Principal, actor: Actor, key: int) -> SelfEvaluation:
    """Sign for the department.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person does not do this there.
        NotApart: The person filled it in or signed it for the unit.
        WrongState: The unit did not sign it.
    """
    action = Action.SELF_EVALUATION_CONFIRM
    with act(actor, str(action)) as done:
        found = held(principal, SelfEvaluation, key, action)
        must_stand(found, {Standing.SUBMITTED}, action)
        must_be_apart(principal, action, found.saved_by_id, found.submitted_by_id)
        found.confirmed_by_id, found.confirmed = principal.person, timezone.now()
        _move(found, Standing.CONFIRMED, action, principal, "")
        note(done, found)
    return found


def send_back(principal: Principal, actor: Actor, key: int, reason: str) -> SelfEvaluation:
    """Return it to the unit with a note; the unit's signature is void.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person does not do this there.
        WrongState: The unit did not sign it.
        InvalidInput: The note is missing.
    """
    action = Action.SELF_EVALUATION_CONFIRM
    with act(actor, "self_evaluation.return") as done:
        found = held(principal, SelfEvaluation, key, action)
        must_stand(found, {Standing.SUBMITTED, Standing.CONFIRMED}, action)
        found.note = must_say_why(reason)
        found.digest, found.confirmed_by, found.confirmed = "", None, None
        found.submitted_by, found.submitted = None, None
        _move(found, Standing.RETURNED, action, principal, found.note)
        note(done, found)
        done.facts["reason"] = found.note
    return found


def rate_again(
    principal: Principal,
    actor: Actor,
    key: int,
    rated: Mapping[str, Rated],
    opinion: str,
) -> Rerating:
    """Keep the department's own points beside the unit's, which stay as they are signed.

    Args:
        rated: Name of a line (`execution`, or the position of an indicator) → points and reason;
            lines that are not named keep the unit's points.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person does not do this there.
        NotApart: The person filled it in or signed it for the unit.
        WrongState: The unit did not sign it.
        InvalidInput: Points are beyond a line's weight, or differ without a reason.
    """
    action = Action.SELF_EVALUATION_CONFIRM
    with act(actor, "self_evaluation.rate_again") as done:
        found = held(principal, SelfEvaluation, key, action)
        must_stand(found, {Standing.SUBMITTED, Standing.CONFIRMED}, action)
        must_be_apart(principal, action, found.saved_by_id, found.submitted_by_id)
        points = _added(scored(found), rated)
        standard = load_standard(found.standard)
        made, _new = Rerating.objects.update_or_create(
            evaluation=found,
            defaults={
                "content": stored(dict(rated)),
                "points": points,
                "grade": grade(points, standard),
                "opinion": opinion,
                "reviewer_id": principal.person,
            },
        )
        done.about(found, found.project.organization.path)
        done.facts |= {"points": str(points), "own": str(found.points), "lines": sorted(rated)}
    return made


def scored(found: SelfEvaluation, content: SelfEvaluationContent | None = None) -> ScoredSheet:
    """Return what a self-evaluation comes to, or would with another content."""
    said = loaded(found.content, SelfEvaluationContent) if content is None else content
    return score(found.version, said, found.standard, found.project.fiscal_year)


def is_as_signed(found: SelfEvaluation) -> bool:
    """Return whether it still says what the unit head signed."""
    return bool(found.digest) and found.digest == fingerprint(found.content)


def write(
    found: SelfEvaluation, content: SelfEvaluationContent, principal: Principal | None
) -> None:
    """Write content to a self-evaluation, with what lists need of it."""
    sheet = scored(found, content)
    found.content = stored(content)
    found.points, found.grade = sheet.points, sheet.grade or ""
    found.faults = len(sheet.all_lacks())
    if principal is not None:
        found.saved_by_id = principal.person
        found.revision += 1
    found.save()


def note(done: Act, found: SelfEvaluation) -> None:
    """Note in an act what self-evaluation it concerns and how that stands."""
    done.about(found, found.project.organization.path)
    done.facts |= {
        "project": found.project_id,
        "state": found.state,
        "points": str(found.points),
        "revision": found.revision,
        "content": fingerprint(found.content),
    }


def _drawn(project: Project, row: Row, known: SelfEvaluationContent) -> SelfEvaluationContent:
    lines = beside(known.lines, len(row.indicators), RatedLine())
    values = drawn_values(
        project, row, [line.reached for line in lines], surveyed_until(project.fiscal_year)
    )
    return msgspec.structs.replace(
        known,
        money=drawn_money(project, known.money, year_end(project.fiscal_year)),
        lines=tuple(
            msgspec.structs.replace(line, reached=value)
            for line, value in zip(lines, values, strict=True)
        ),
    )


def _move(
    found: SelfEvaluation, state: Standing, action: Action, principal: Principal, said: str
) -> None:
    # A page that was opened before saves nothing over the step.
    found.state, found.revision = state, found.revision + 1
    found.save()
    step(found, action, principal, said)


def _must_be_sound(found: SelfEvaluation) -> None:
    sheet = scored(found)
    lacks = sheet.all_lacks()
    if lacks:
        name, first = lacks[0]
        zh, en = f"{name}：" if name else "", f"{name}: " if name else ""
        rule = f" [{first.rule}]" if first.rule else ""
        raise InvalidInput(
            {
                first.field: Bilingual(
                    f"还有 {len(lacks)} 处需要补充。第一处：{zh}{first.message.zh}{rule}",
                    f"{len(lacks)} things are missing, the first: {en}{first.message.en}{rule}",
                )
            }
        )
    review = check(self_evaluation_table(found, sheet), select=("EX",))
    grave = [one for one in review.findings if str(one.severity) == "block"]
    if grave:
        raise InvalidInput({"form": grave[0].message})


def _added(sheet: ScoredSheet, rated: Mapping[str, Rated]) -> Decimal:
    """Return the total of the department's points.

    Raises:
        InvalidInput: Points are beyond a line's weight, or differ without a reason.
    """
    own = {str(one.position): (one.indicator.name or "", one.score) for one in sheet.lines}
    if sheet.standard.execution_weight:
        own["execution"] = (EXECUTION, sheet.execution)
    faults: dict[str, Bilingual] = {}
    total = Decimal(0)
    for key, (name, line) in own.items():
        points = line.points or Decimal(0)
        given = rated.get(key)
        if given is not None:
            faults |= _at_odds(key, name, line, given)
            points = given.points
        total += points
    if faults:
        raise InvalidInput(faults)
    return rounded(total, sheet.standard.places)


def _at_odds(key: str, name: str, line: Score, given: Rated) -> dict[str, Bilingual]:
    """Return what the department's points of a line cannot be, by the names of fields."""
    most = plain(line.weight)
    if not 0 <= given.points <= line.weight:
        return {
            f"points-{key}": Bilingual(
                f"{name}：复评得分 {plain(given.points)} 超出分值，请填写 0 至 {most} 的数字。",
                f"{name}: {plain(given.points)} is beyond the weight; type 0 to {most}.",
            )
        }
    if given.points != (line.points or 0) and not given.reason.strip():
        return {
            f"reason-{key}": Bilingual(
                f"{name}：与自评不同，请写明理由。", f"{name}: say why it differs."
            )
        }
    return {}
