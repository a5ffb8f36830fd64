"""Links that take one answer each: made for a list of groups or people, given out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.surveys.answering import hidden, new_token
from jiheng_web.surveys.models import Link, RoundState
from jiheng_web.surveys.reach import held_round, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.surveys.models import Round

MOST = 50_000
"""Links of one round."""
_LONGEST = 200
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link to be made: for whom, and what progress is counted by."""

    group: str
    respondent: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A link as it is given out; its token is kept nowhere."""

    group: str
    respondent: str
    token: str


def wanted(text: str) -> list[Wanted]:
    """Read lines as people paste them: `group, number of links` or `group, respondent`.

    Raises:
        InvalidInput: There is none, or there are too many.
    """
    found: list[Wanted] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        group, _comma, rest = line.replace("\t", ",").replace("，", ",").partition(",")
        group, rest = group.strip()[:_LONGEST], rest.strip()[:_LONGEST]
        many = rest.isascii() and rest.isdigit()
        count = int(rest[:9]) if many else 1
        if len(found) + count > MOST:
            why = Bilingual(f"一次最多生成 {MOST} 个链接。", f"At most {MOST} links.")
            raise InvalidInput({"lines": why})
        found += [Wanted(group, "" if many else rest)] * count
    if not found:
        zh, en = "请填写名单，每行一个。", "Give a list, one a line."
        raise InvalidInput({"lines": Bilingual(zh, en)})
    return found


def issue(
    principal: Principal, actor: Actor, key: int, lines: Sequence[Wanted]
) -> tuple[Round, list[Issued]]:
    """Make links. Where anonymity is promised, who gets which is not kept.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is closed.
        InvalidInput: The round would have too many.
    """
    with act(actor, "survey.issue") as done:
        deed = Bilingual("生成答卷链接", "make links")
        found = held_round(principal, key, deed, (RoundState.DRAFT, RoundState.OPEN))
        if found.links.count() + len(lines) > MOST:
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


def lines_of(issued: Sequence[Issued], address: Callable[[str], str]) -> Iterator[list[str]]:
    """Yield the lines of the file in which links are given out."""
    yield [_("Group"), _("Respondent"), _("Link")]
    for one in issued:
        yield [one.group, one.respondent, address(one.token)]
