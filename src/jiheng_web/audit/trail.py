"""The trail as the audit administrator reads it: narrowed, paged by key, given away as files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date

from jiheng.bilingual import Bilingual
from jiheng.writing.formulas import is_formula
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import may_somewhere, within
from jiheng_web.accounts.sight import has_all
from jiheng_web.audit.acts import Actor, act
from jiheng_web.audit.chain import Proof, prove
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet
    from django.http import QueryDict

    from jiheng_web.access.policy import Principal

COLUMNS = (
    "sequence", "at", "actor", "actor_name", "act", "subject", "subject_id", "path", "succeeded",
    "address", "facts", "previous", "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trail is asked for; empty fields ask for everything.

    Attributes:
        act: How its name begins: `project.` asks for all acts on projects.
        person: Part of the name of who answers for it.
        subject: Kind of thing, or kind and key: `projects.project`, `projects.project 17`.
        since: First day, as 2026-03-01.
        until: Last day.
        refused: `1` asks for what was refused only.
    """

    act: str = ""
    person: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""
    refused: str = ""

    @classmethod
    def of(cls, said: QueryDict) -> Wanted:
        """Return what a form asks for."""
        return cls(*(said.get(name, "").strip()[:80] for name in cls.__slots__))


def records(principal: Principal, wanted: Wanted) -> QuerySet[Record]:
    """Return the records in sight that are asked for.

    Raises:
        InvalidInput: A day is none.
    """
    found = Record.objects.filter(_in_sight(principal))
    if wanted.act:
        found = found.filter(act__startswith=wanted.act)
    if wanted.person:
        found = found.filter(actor_name__icontains=wanted.person)
    if wanted.subject:
        kind, _, key = wanted.subject.partition(" ")
        found = found.filter(subject=kind, **({"subject_id": key} if key else {}))
    if wanted.since:
        found = found.filter(at__gte=_begin(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_begin(wanted.until) + timedelta(days=1))
    return found.filter(succeeded=False) if wanted.refused else found


def _in_sight(principal: Principal) -> Q:
    """Acts of the whole office, such as logins, are the matter of who sees all of it."""
    action = Action.AUDIT_VIEW
    return Q() if has_all(principal, action) else within(principal, action, "path")


def _begin(said: str) -> datetime:
    try:
        found = parse_date(said)
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2999:  # noqa: PLR2004 - no office is older
        why = Bilingual(f"“{said}”不是日期。", f"“{said}” is no day.")
        raise InvalidInput({"since": why})
    return timezone.make_aware(datetime.combine(found, time.min))


def export(principal: Principal, actor: Actor, wanted: Wanted) -> QuerySet[Record]:
    """Put on record that somebody takes records away, and return them, oldest first.

    Raises:
        NotPermitted: The trail is not the person's to read.
        InvalidInput: A day is none.
    """
    _require(principal)
    found = records(principal, wanted)
    with act(actor, "audit.export") as done:
        last = Record.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        found = found.filter(sequence__lte=last).order_by("sequence")
        asked = {name: said for name, said in asdict(wanted).items() if said}
        done.facts |= {"wanted": asked, "count": found.count(), "to": last}
    return found


def examine(principal: Principal, actor: Actor, anchor: str) -> Proof:
    """Go through the whole chain, and put on record what was found.

    Args:
        anchor: A hash noted earlier, which must occur; empty for none.

    Raises:
        NotPermitted: The trail is not the person's to read.
    """
    _require(principal)
    proof = prove(anchor)
    with act(actor, "audit.prove") as done:
        done.facts |= {"count": proof.count, "broken": proof.broken, "last": proof.last}
        if proof.why is not None:
            done.facts["why"] = proof.why.zh
    return proof


def _require(principal: Principal) -> None:
    if not may_somewhere(principal, Action.AUDIT_VIEW):
        raise NotPermitted(deed=Action.AUDIT_VIEW.words)


def as_csv(found: Iterable[Record]) -> Iterator[str]:
    """Yield records as CSV; what a spreadsheet would take for a formula gets an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    yield "\ufeff"
    writer.writerow(COLUMNS)
    for record in found:
        writer.writerow([_tame(value) for value in _said(record).values()])
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def _tame(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def as_lines(found: Iterable[Record]) -> Iterator[str]:
    """Yield records as JSON, one a line, with all that their hashes are made of."""
    for record in found:
        yield json.dumps(_said(record), ensure_ascii=False) + "\n"


def _said(record: Record) -> dict[str, object]:
    said = {name: getattr(record, name) for name in COLUMNS}
    return said | {"at": record.at.isoformat(timespec="microseconds")}
