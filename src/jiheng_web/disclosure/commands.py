"""What people do with disclosures: prepare, choose, sign, publish, withdraw, correct."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import OrganizationKind
from jiheng_web.audit.acts import act
from jiheng_web.disclosure.making import blocking, examined, freeze, is_signed, pass_gate, put
from jiheng_web.disclosure.models import (
    Disclosure,
    DisclosureState,
    Holding,
    Omission,
    Signature,
)
from jiheng_web.disclosure.reach import (
    held,
    held_open,
    must_be,
    must_say_why,
    one_by_one,
    put_on_record,
    state_words,
)
from jiheng_web.disclosure.sets import approved, candidates, chosen, digest, table_for
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.flow.commands import reviewers_level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.audit.acts import Actor
    from jiheng_web.disclosure.findings import Finding
    from jiheng_web.intake.models import Document

_YEARS = range(2000, 2100)
_TITLES = {
    Holding.TARGETS: "年项目支出绩效目标表",
    Holding.RESULTS: "年度项目支出绩效自评表",
}


@dataclass(frozen=True, slots=True)
class Outline:
    """What is said of a disclosure when it is begun.

    Attributes:
        title: One is made up without it.
        holds: What is made public of the projects.
        budget_total: What 部门预算, or for results 部门决算, says of project spending, in 万元.
        accounts_approved: The day the final accounts were approved, for results.
        document: The printed document that the frame was taken from.
        frame: As `frames.frame_of` gives it; empty: it is made.
    """

    title: str = ""
    holds: Holding = Holding.TARGETS
    budget_total: Decimal | None = None
    accounts_approved: date | None = None
    document: Document | None = None
    frame: str = ""


def prepare(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    fiscal_year: int,
    outline: Outline | None = None,
) -> Disclosure:
    """Begin a disclosure with every approved project of a department in a year.

    One of results begins with every signed self-evaluation.

    Raises:
        NotPermitted: The person prepares no disclosures there.
        InvalidInput: The year is none, or the organization publishes no table.
    """
    require(principal, Action.DISCLOSURE_PREPARE, organization.path)
    _sound(organization, fiscal_year)
    given = outline or Outline()
    with act(actor, "disclosure.prepare") as done:
        made = Disclosure.objects.create(
            organization=organization,
            fiscal_year=fiscal_year,
            holds=given.holds,
            title=given.title.strip() or f"{organization.name}{fiscal_year}{_TITLES[given.holds]}",
            slug=f"{fiscal_year}-{secrets.token_hex(5)}",
            budget_total=given.budget_total,
            accounts_approved=given.accounts_approved,
            document=given.document,
            frame=given.frame,
            prepared_by_id=principal.person,
        )
        put(made, candidates(made))
        put_on_record(done, made)
    return made


def choose(principal: Principal, actor: Actor, key: int, projects: Sequence[int]) -> Disclosure:
    """Make the set anew of projects, in the order given, as they are approved or signed by now.

    Projects that the frame has a place for keep to it. Signatures are dropped.

    Raises:
        NotFound: The disclosure is out of sight, or a project is, or has nothing to make public.
        NotPermitted: The person prepares no disclosures there.
        WrongState: It is public already.
    """
    with act(actor, "disclosure.choose") as done:
        found = held_open(principal, key, Action.DISCLOSURE_PREPARE)
        known = {one.project_id: one for one in candidates(found)}
        if set(projects) - set(known):
            raise NotFound(kind=Bilingual("已批复项目", "approved project"))
        put(found, [known[one] for one in dict.fromkeys(projects)])
        put_on_record(done, found)
    return found


def describe(
    principal: Principal,
    actor: Actor,
    key: int,
    *,
    title: str,
    budget_total: Decimal | None,
    accounts_approved: date | None = None,
    keep_frame: bool = True,
) -> Disclosure:
    """Set title, total and day of approval, and whether the frame of the document is kept.

    Raises:
        NotFound: The disclosure is out of sight.
        NotPermitted: The person prepares no disclosures there.
        WrongState: It is public already.
        InvalidInput: The title is missing.
    """
    with act(actor, "disclosure.describe") as done:
        found = held_open(principal, key, Action.DISCLOSURE_PREPARE)
        if not title.strip():
            raise InvalidInput({"title": Bilingual("请填写标题。", "The title is missing.")})
        found.title, found.budget_total = title.strip(), budget_total
        found.accounts_approved = accounts_approved
        if not keep_frame:
            found.frame, found.document = "", None
        put(found, chosen(found))
        put_on_record(done, found)
        done.facts |= {"title": found.title, "budget_total": str(budget_total)}
        done.facts["accounts_approved"] = str(accounts_approved or "")
    return found


def omit(principal: Principal, actor: Actor, key: int, project: int, reason: str) -> Omission:
    """Leave an approved project out on purpose, such as one that is secret.

    Raises:
        NotFound: The disclosure, or the approved project, is out of sight.
        NotPermitted: The person prepares no disclosures there.
        WrongState: It is public already.
        InvalidInput: The reason is missing.
    """
    with act(actor, "disclosure.omit") as done:
        found = held_open(principal, key, Action.DISCLOSURE_PREPARE)
        must_say_why(reason)
        known = {one.project_id for one in approved(found.organization, found.fiscal_year)}
        if project not in known:
            raise NotFound(kind=Bilingual("已批复项目", "approved project"))
        made, _ = Omission.objects.update_or_create(
            disclosure=found,
            project_id=project,
            defaults={"reason": reason.strip(), "decided_by_id": principal.person},
        )
        put(found, [one for one in chosen(found) if one.project_id != project])
        put_on_record(done, found)
        done.facts |= {"project": project, "reason": reason.strip()}
    return made


def examine(principal: Principal, actor: Actor, key: int) -> list[Finding]:
    """Run the gate and keep what it finds.

    Raises:
        NotFound: The disclosure is out of sight.
        NotPermitted: The person neither prepares nor signs disclosures there.
        WrongState: It is public already.
    """
    with act(actor, "disclosure.examine") as done:
        found = held_open(principal, key, Action.DISCLOSURE_SIGN)
        findings = examined(found)
        found.save(update_fields=["gate"])
        put_on_record(done, found)
        done.facts["blocking"] = len(blocking(findings))
    return findings


def sign(principal: Principal, actor: Actor, key: int, seen: str) -> Disclosure:
    """Sign the table as it was shown; the first signature freezes it.

    Two different people sign, at least one of them for the finance bureau.

    Args:
        seen: SHA-256 of the table that the person looked at.

    Raises:
        NotFound: The disclosure is out of sight.
        NotPermitted: The person signs none there.
        WrongState: It is not in preparation, or the person signed it already.
        InvalidInput: The table is another one by now.
        GateClosed: Something stands in the way.
    """
    with act(actor, str(Action.DISCLOSURE_SIGN)) as done:
        found = held_open(principal, key, Action.DISCLOSURE_SIGN)
        if found.state != DisclosureState.PREPARED or found.signatures.filter(
            user_id=principal.person
        ):
            raise WrongState(deed=Action.DISCLOSURE_SIGN.words, state=_signed_words(found))
        pass_gate(found)
        freeze(found)
        if seen != found.sha256:
            why = Bilingual("表的内容已变化，请重新查看。", "The table changed. Look at it again.")
            raise InvalidInput({"sha256": why})
        role = reviewers_level(principal, found.organization.path)
        Signature.objects.create(
            disclosure=found, user_id=principal.person, role=str(role), sha256=found.sha256
        )
        if is_signed(found):
            found.state = DisclosureState.SIGNED
        found.save()
        put_on_record(done, found)
    return found


def publish(principal: Principal, actor: Actor, key: int) -> Disclosure:
    """Make it public; what it replaces is marked from then on.

    Raises:
        NotFound: The disclosure is out of sight.
        NotPermitted: The person publishes none there.
        WrongState: It is not signed off.
        GateClosed: Something stands in the way by now.
    """
    with act(actor, str(Action.DISCLOSURE_PUBLISH)) as done:
        found = held_open(principal, key, Action.DISCLOSURE_PUBLISH)
        one_by_one(found.organization_id)
        table = table_for(found)
        intact = digest(table) == found.sha256
        if found.state != DisclosureState.SIGNED or not intact or not is_signed(found):
            raise WrongState(deed=Action.DISCLOSURE_PUBLISH.words, state=state_words(found))
        pass_gate(found)
        names = [row.name for _, row in table.projects()]
        found.words = "\n".join(
            [found.title, found.organization.name, table.department or "", *names]
        )
        found.state, found.published = DisclosureState.PUBLISHED, timezone.now()
        found.save()
        put_on_record(done, found)
    return found


def withdraw(principal: Principal, actor: Actor, key: int, reason: str) -> Disclosure:
    """Take back what was published; its address says when and why.

    Raises:
        NotFound: The disclosure is out of sight.
        NotPermitted: The person withdraws none there.
        WrongState: It is not public.
        InvalidInput: The reason is missing.
    """
    with act(actor, str(Action.DISCLOSURE_WITHDRAW)) as done:
        found = held(principal, key, Action.DISCLOSURE_WITHDRAW)
        must_say_why(reason)
        must_be(found, {DisclosureState.PUBLISHED}, Action.DISCLOSURE_WITHDRAW.words)
        found.state, found.withdrawn = DisclosureState.WITHDRAWN, timezone.now()
        found.withdrawn_reason = reason.strip()
        found.save()
        put_on_record(done, found)
        done.facts["reason"] = reason.strip()
    return found


def correct(principal: Principal, actor: Actor, key: int) -> Disclosure:
    """Begin a new edition of what was published, of what is approved or signed by now.

    Raises:
        NotFound: The disclosure is out of sight.
        NotPermitted: The person prepares none there.
        WrongState: It was never public, or is being corrected already.
    """
    deed = Bilingual("更正", "correct")
    with act(actor, "disclosure.correct") as done:
        old = held(principal, key, Action.DISCLOSURE_PREPARE)
        must_be(old, {DisclosureState.PUBLISHED, DisclosureState.WITHDRAWN}, deed)
        if old.corrections.exists():
            raise WrongState(deed=deed, state=Bilingual("已有更正版", "corrected"))
        made = Disclosure.objects.create(
            organization=old.organization,
            fiscal_year=old.fiscal_year,
            holds=old.holds,
            title=old.title,
            slug=f"{old.fiscal_year}-{secrets.token_hex(5)}",
            edition=old.edition + 1,
            budget_total=old.budget_total,
            accounts_approved=old.accounts_approved,
            document=old.document,
            frame=old.frame,
            prepared_by_id=principal.person,
            replaces=old,
        )
        left_out = list(old.omissions.all())
        for one in left_out:
            reason, by = one.reason, one.decided_by_id
            made.omissions.create(project_id=one.project_id, reason=reason, decided_by_id=by)
        without = {one.project_id for one in left_out}
        put(made, [one for one in candidates(made) if one.project_id not in without])
        put_on_record(done, made)
        done.facts["replaces"] = old.pk
    return made


def _sound(organization: Organization, fiscal_year: int) -> None:
    if fiscal_year not in _YEARS:
        raise InvalidInput({"fiscal_year": Bilingual("请填写年度。", "The year is missing.")})
    if organization.kind == OrganizationKind.BUREAU:
        why = Bilingual("请选择主管部门或预算单位。", "Choose a department or a unit.")
        raise InvalidInput({"organization": why})


def _signed_words(found: Disclosure) -> Bilingual:
    if found.state == DisclosureState.PREPARED:
        return Bilingual("您已会签", "signed by you")
    return state_words(found)
