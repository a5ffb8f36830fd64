"""Links that take one answer each: made for a list, given out once, given anew to the missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.surveys.answering import hidden, new_token
from jiheng_web.surveys.asking import MOST
from jiheng_web.surveys.models import Link, RoundState
from jiheng_web.surveys.reach import held_round, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.surveys.asking import Wanted
    from jiheng_web.surveys.models import Round

RENEWING = Bilingual("为未答卷者重新生成链接", "give new links to those missing")
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Issued:
    """A link as it is given out; its token is kept nowhere."""

    group: str
    respondent: str
    token: str


def issue(
    principal: Principal,
    actor: Actor,
    key: int,
    lines: Sequence[Wanted],
    before: int | None = None,
) -> tuple[Round, list[Issued]]:
    """Make links. Where anonymity is promised, who gets which is not kept.

    Args:
        before: How many there were when the list was looked through, so that it is used once.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is closed.
        InvalidInput: The round would have too many, or others were made since.
    """
    with act(actor, "survey.issue") as done:
        deed = Bilingual("生成答卷链接", "make links")
        found = held_round(principal, key, deed, (RoundState.DRAFT, RoundState.OPEN))
        there = found.links.count()
        if before not in (None, there):
            why = Bilingual("名单已用过，或另有人生成了链接。", "Links were made meanwhile.")
            raise InvalidInput({"lines": why})
        if there + len(lines) > MOST:
            why = Bilingual(f"每轮最多 {MOST} 个链接。", f"At most {MOST} links a round.")
            raise InvalidInput({"lines": why})
        issued = [Issued(one.group, one.respondent, new_token()) for one in lines]
        made = (
            Link(
                round=found,
                hash=hidden(one.token),
                group=one.group,
                respondent="" if found.anonymous else one.respondent,
            )
            for one in issued
        )
        Link.objects.bulk_create(made, batch_size=_BATCH)
        note(done, found)
        done.facts["links"] = len(issued)
    return found, issued


def renew(principal: Principal, actor: Actor, key: int) -> tuple[Round, list[Issued]]:
    """Give those who have not answered a link anew: tokens are kept nowhere to be looked up.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is not open.
        InvalidInput: Nobody is known who has not answered, or too many.
    """
    with act(actor, "survey.renew") as done:
        found = held_round(principal, key, RENEWING, (RoundState.OPEN,))
        named = found.links.filter(used=0).exclude(respondent="").select_for_update()
        missing = [] if found.anonymous else [*named.order_by("group", "respondent", "pk")]
        if not missing:
            zh, en = "没有记名且未答卷的对象。", "Nobody by name has not answered."
            raise InvalidInput({"deed": Bilingual(zh, en)})
        issued = [Issued(one.group, one.respondent, new_token()) for one in missing]
        for link, one in zip(missing, issued, strict=True):
            link.hash = hidden(one.token)
        Link.objects.bulk_update(missing, ["hash"], batch_size=_BATCH)
        note(done, found)
        done.facts["links"] = len(issued)
    return found, issued


def known(found: Round) -> set[tuple[str, str]]:
    """Return the groups and names of those who have a link already."""
    return {*found.links.exclude(respondent="").values_list("group", "respondent")}


def lines_of(issued: Sequence[Issued], address: Callable[[str], str]) -> Iterator[list[str]]:
    """Yield the lines of the file in which links are given out."""
    yield [_("Group"), _("Respondent"), _("Link")]
    for one in issued:
        yield [one.group, one.respondent, address(one.token)]
