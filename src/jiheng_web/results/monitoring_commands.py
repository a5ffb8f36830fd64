"""What people do with monitoring: open a round, fill sheets in, submit, confirm, return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.projects.content import fingerprint, table_of
from jiheng_web.results.content import SheetContent, SheetLine, beside, loaded, stored
from jiheng_web.results.models import MonitoringRound, Sheet, Standing
from jiheng_web.results.monitored import look
from jiheng_web.results.prefilling import drawn_money, drawn_values
from jiheng_web.results.reach import (
    FILLING,
    approved_versions,
    held,
    must_be_apart,
    must_be_current,
    must_say_why,
    must_stand,
    step,
)

if TYPE_CHECKING:
    from datetime import date

    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.audit.acts import Act, Actor
    from jiheng_web.projects.models import Version
    from jiheng_web.results.monitored import LookedSheet

_YEARS = range(2000, 2101)


def open_round(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    fiscal_year: int,
    *,
    cut_off: date,
    due: date,
    again: bool = False,
) -> MonitoringRound:
    """Open a round with a sheet for every approved project, filled as far as ledgers know.

    Args:
        organization: Its projects and those below it are monitored.
        cut_off: The day up to which money and targets count.
        due: The last day for units to hand their sheets up.
        again: Whether projects that have a sheet of that day in another round get one more.

    Raises:
        NotPermitted: The person opens no rounds there.
        InvalidInput: Year or days cannot be, the round is there already, projects have a sheet of
            that day and nobody said `again`, or nothing is approved.
    """
    require(principal, Action.MONITORING_OPEN, organization.path)
    _sound(organization, fiscal_year, cut_off, due)
    if not again:
        _must_not_overlap(organization, fiscal_year, cut_off)
    versions = approved_versions(organization.path, fiscal_year)
    if not versions:
        why = Bilingual("该年度没有已批复的项目。", "No project of this year is approved.")
        raise InvalidInput({"fiscal_year": why})
    with act(actor, str(Action.MONITORING_OPEN), path=organization.path) as done:
        made = MonitoringRound.objects.create(
            organization=organization,
            fiscal_year=fiscal_year,
            cut_off=cut_off,
            due=due,
            opened_by_id=principal.person,
        )
        for version in versions:
            _begin(made, version)
        done.about(made, organization.path)
        done.facts |= {"cut_off": str(cut_off), "due": str(due), "sheets": len(versions)}
    return made


def join(principal: Principal, actor: Actor, key: int) -> int:
    """Give projects that were approved since a sheet in the round; return how many.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person opens no rounds there.
    """
    with act(actor, "monitoring.join") as done:
        found = held(principal, MonitoringRound, key, Action.MONITORING_OPEN)
        there = set(found.sheets.values_list("project", flat=True))
        versions = approved_versions(found.organization.path, found.fiscal_year)
        late = [version for version in versions if version.project_id not in there]
        for version in late:
            _begin(found, version)
        done.about(found, found.organization.path)
        done.facts["sheets"] = len(late)
    return len(late)


def save(
    principal: Principal, actor: Actor, key: int, content: SheetContent, *, revision: int
) -> Sheet:
    """Save what a clerk filled in.

    Args:
        revision: The one that the writing was based on.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It was handed up already.
        StaleRevision: Somebody else saved first.
    """
    with act(actor, str(Action.MONITORING_FILL)) as done:
        sheet = held(principal, Sheet, key, Action.MONITORING_FILL)
        must_stand(sheet, FILLING, Action.MONITORING_FILL)
        must_be_current(sheet, revision)
        write(sheet, content, principal)
        note(done, sheet)
    return sheet


def draw(principal: Principal, actor: Actor, key: int) -> Sheet:
    """Take money and survey results over anew; what was typed with evidence stays.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It was handed up already.
    """
    with act(actor, "monitoring.draw") as done:
        sheet = held(principal, Sheet, key, Action.MONITORING_FILL)
        must_stand(sheet, FILLING, Action.MONITORING_FILL)
        known = loaded(sheet.content, SheetContent)
        write(sheet, _drawn(sheet, known), principal)
        note(done, sheet)
    return sheet


def submit(principal: Principal, actor: Actor, key: int) -> Sheet:
    """Hand a sheet up, for the unit.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person does not do this there.
        NotApart: The person filled it in.
        WrongState: It was handed up already.
        InvalidInput: Explanations, data or evidence are missing.
    """
    action = Action.MONITORING_SUBMIT
    with act(actor, str(action)) as done:
        sheet = held(principal, Sheet, key, action)
        must_stand(sheet, FILLING, action)
        must_be_apart(principal, action, sheet.saved_by_id)
        _must_be_complete(looked(sheet))
        sheet.submitted_by_id, sheet.submitted = principal.person, timezone.now()
        _move(sheet, Standing.SUBMITTED, action, principal, "")
        note(done, sheet)
    return sheet


def confirm(principal: Principal, actor: Actor, key: int) -> Sheet:
    """Confirm a sheet, for the department.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person does not do this there.
        NotApart: The person filled it in or handed it up.
        WrongState: It was not handed up.
    """
    action = Action.MONITORING_CONFIRM
    with act(actor, str(action)) as done:
        sheet = held(principal, Sheet, key, action)
        must_stand(sheet, {Standing.SUBMITTED}, action)
        must_be_apart(principal, action, sheet.saved_by_id, sheet.submitted_by_id)
        sheet.confirmed_by_id, sheet.confirmed = principal.person, timezone.now()
        _move(sheet, Standing.CONFIRMED, action, principal, "")
        note(done, sheet)
    return sheet


def send_back(principal: Principal, actor: Actor, key: int, reason: str) -> Sheet:
    """Return a sheet to the unit, with a note.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person does not do this there.
        WrongState: It was not handed up.
        InvalidInput: The note is missing.
    """
    action = Action.MONITORING_CONFIRM
    with act(actor, "monitoring.return") as done:
        sheet = held(principal, Sheet, key, action)
        must_stand(sheet, {Standing.SUBMITTED, Standing.CONFIRMED}, action)
        sheet.note = must_say_why(reason)
        sheet.confirmed_by, sheet.confirmed = None, None
        _move(sheet, Standing.RETURNED, action, principal, sheet.note)
        note(done, sheet)
        done.facts["reason"] = sheet.note
    return sheet


def looked(sheet: Sheet, content: SheetContent | None = None) -> LookedSheet:
    """Return what a sheet comes to, or would with another content."""
    said = loaded(sheet.content, SheetContent) if content is None else content
    return look(sheet.version, said, sheet.round.cut_off, sheet.round.fiscal_year)


def write(sheet: Sheet, content: SheetContent, principal: Principal | None) -> None:
    """Write content to a sheet, with what lists need of it."""
    found = looked(sheet, content)
    sheet.content = stored(content)
    sheet.light = str(found.whole.light or "")
    sheet.dark, sheet.lacking = found.whole.dark, len(found.lacks())
    if principal is not None:
        sheet.saved_by_id = principal.person
        sheet.revision += 1
    sheet.save()


def note(done: Act, sheet: Sheet) -> None:
    """Note in an act what sheet it concerns and how that stands."""
    done.about(sheet, sheet.project.organization.path)
    done.facts |= {
        "project": sheet.project_id,
        "state": sheet.state,
        "light": sheet.light,
        "revision": sheet.revision,
        "content": fingerprint(sheet.content),
    }


def _begin(found: MonitoringRound, version: Version) -> None:
    sheet = Sheet(round=found, project=version.project, version=version)
    write(sheet, _drawn(sheet, SheetContent()), None)


def _drawn(sheet: Sheet, known: SheetContent) -> SheetContent:
    row = table_of(sheet.version.content).rows[0]
    lines = beside(known.lines, len(row.indicators), SheetLine())
    values = drawn_values(sheet.project, row, [line.reached for line in lines], sheet.round.cut_off)
    return msgspec.structs.replace(
        known,
        money=drawn_money(sheet.project, known.money, sheet.round.cut_off),
        lines=tuple(
            msgspec.structs.replace(line, reached=value)
            for line, value in zip(lines, values, strict=True)
        ),
    )


def _move(sheet: Sheet, state: Standing, action: Action, principal: Principal, said: str) -> None:
    # A page that was opened before saves nothing over the step.
    sheet.state, sheet.revision = state, sheet.revision + 1
    sheet.save()
    step(sheet, action, principal, said)


def _must_be_complete(found: LookedSheet) -> None:
    lacks = found.lacks()
    if lacks:
        name, first = lacks[0]
        zh, en = name or "资金执行", name or "money"
        raise InvalidInput(
            {
                first.field: Bilingual(
                    f"还有 {len(lacks)} 处需要补充。第一处：{zh}：{first.message.zh}",
                    f"{len(lacks)} things are missing, the first: {en}: {first.message.en}",
                )
            }
        )


def _must_not_overlap(organization: Organization, fiscal_year: int, cut_off: date) -> None:
    """Refuse to ask units twice for the same: rounds of departments lie within one of the bureau.

    Raises:
        InvalidInput: Projects have a sheet of that day already.
    """
    there = Sheet.objects.filter(
        project__organization__path__startswith=organization.path,
        round__fiscal_year=fiscal_year,
        round__cut_off=cut_off,
    )
    names = list(
        there.order_by("round__organization__path")
        .values_list("round__organization__name", flat=True)
        .distinct()[:3]
    )
    if names:
        count = there.values("project").distinct().count()
        why = Bilingual(
            f"有 {count} 个项目在“{'”“'.join(names)}”的同一截止日监控中已有监控表。"
            "如确需重复布置，请勾选后再提交。",
            f"{count} project(s) have a sheet of that day in a round of {', '.join(names)}."
            " Tick this to give them another one all the same.",
        )
        raise InvalidInput({"again": why})


def _sound(organization: Organization, fiscal_year: int, cut_off: date, due: date) -> None:
    faults = {}
    if fiscal_year not in _YEARS:
        faults["fiscal_year"] = Bilingual("请填写四位年度。", "Give the year, four digits.")
    elif cut_off.year != fiscal_year:
        faults["cut_off"] = Bilingual(
            "截止日应在预算年度之内。", "The cut-off day lies outside of the fiscal year."
        )
    if due < cut_off:
        faults["due"] = Bilingual("上报期限不能早于截止日。", "It is due before the cut-off day.")
    there = MonitoringRound.objects.filter(
        organization=organization, fiscal_year=fiscal_year, cut_off=cut_off
    )
    if not faults and there.exists():
        why = Bilingual("这一截止日的监控已经布置。", "A round up to this day is open already.")
        faults["cut_off"] = why
    if faults:
        raise InvalidInput(faults)
