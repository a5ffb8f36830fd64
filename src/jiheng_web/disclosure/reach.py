"""Disclosures within a person's reach, and what holds before anything is done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Organization
from jiheng_web.disclosure.models import Disclosure, DisclosureState
from jiheng_web.errors import InvalidInput, NotFound, WrongState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Act

DISCLOSURE = Bilingual("公开批次", "disclosure")
STATES = {
    DisclosureState.PREPARED: Bilingual("编制中", "in preparation"),
    DisclosureState.SIGNED: Bilingual("已会签", "signed off"),
    DisclosureState.PUBLISHED: Bilingual("已公开", "published"),
    DisclosureState.WITHDRAWN: Bilingual("已撤回", "withdrawn"),
}
OPEN = frozenset({DisclosureState.PREPARED, DisclosureState.SIGNED})
"""States in which nothing is public yet."""


def visible(principal: Principal, key: int, *, lock: bool = False) -> Disclosure:
    """Return a disclosure that a person may see.

    Args:
        lock: Whether to hold it against others until the act ends.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    query = Disclosure.objects.select_related("organization", "prepared_by", "document")
    if lock:
        query = query.select_for_update(of=("self",))
    found = query.filter(pk=key).first()
    if found is None or not permits(principal, Action.DISCLOSURE_VIEW, found.organization.path):
        raise NotFound(kind=DISCLOSURE)
    return found


def held(principal: Principal, key: int, action: Action) -> Disclosure:
    """Return a disclosure, locked, if the person may do this with it."""
    found = visible(principal, key, lock=True)
    require(principal, action, found.organization.path)
    return found


def held_open(principal: Principal, key: int, action: Action) -> Disclosure:
    """The same of one that is not public yet."""
    found = held(principal, key, action)
    must_be(found, OPEN, action.words)
    return found


def one_by_one(organization: int) -> None:
    """Let nobody else publish a set of an organization until the act ends.

    The gate asks what is public already: two sets published at once would both find nothing.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=organization)


def must_be(found: Disclosure, states: Iterable[str], deed: Bilingual) -> None:
    """Refuse unless it is in one of these states.

    Raises:
        WrongState: It is in another.
    """
    if found.state not in set(states):
        raise WrongState(deed=deed, state=state_words(found))


def state_words(found: Disclosure) -> Bilingual:
    """Return the name of its state for people."""
    return STATES[DisclosureState(found.state)]


def must_say_why(reason: str) -> None:
    """Refuse without a reason.

    Raises:
        InvalidInput: It is missing.
    """
    if not reason.strip():
        raise InvalidInput({"reason": Bilingual("请写明理由。", "A reason is needed.")})


def put_on_record(done: Act, found: Disclosure) -> None:
    """Note in an act what disclosure it concerns and how that stands."""
    done.about(found, found.organization.path)
    done.facts |= {"state": found.state, "edition": found.edition, "sha256": found.sha256}
    done.facts |= {"holds": found.holds, "projects": found.entries.count()}
