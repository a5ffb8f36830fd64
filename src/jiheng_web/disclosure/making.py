"""The set as it is written and frozen, and the gate it must pass."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Role
from jiheng_web.disclosure.evaluated import by_project
from jiheng_web.disclosure.gate import inspect
from jiheng_web.disclosure.models import DisclosureState, Entry, Holding
from jiheng_web.disclosure.sets import chosen, digest, in_order, table_for
from jiheng_web.errors import GateClosed
from jiheng_web.projects.content import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng_web.disclosure.findings import Finding
    from jiheng_web.disclosure.models import Disclosure
    from jiheng_web.projects.models import Version

_SIGNERS = 2


def put(found: Disclosure, versions: Iterable[Version]) -> None:
    """Write the set, numbered as the table has it; what was signed is signed no longer."""
    found.entries.all().delete()
    found.signatures.all().delete()
    ordered = in_order(found.frame, versions)
    results = by_project(ordered) if found.holds == Holding.RESULTS else {}
    digests = {key: one.digest for key, one in results.items()}
    Entry.objects.bulk_create(
        Entry(disclosure=found, version=one, position=at, signed=digests.get(one.project_id, ""))
        for at, one in enumerate(ordered, 1)
    )
    found.omissions.filter(project__in=[one.project_id for one in ordered]).delete()
    found.state, found.table, found.sha256 = DisclosureState.PREPARED, "", ""
    examined(found)
    found.save()


def freeze(found: Disclosure) -> None:
    """Keep the table as it is from now on; it is signed as it stands."""
    if found.table:
        return
    table = table_for(found)
    # The addresses of projects go by the order that is frozen here.
    order = [one.pk for one in in_order(found.frame, chosen(found))]
    for entry in found.entries.all():
        entry.position = order.index(entry.version_id) + 1
        entry.save(update_fields=["position"])
    found.table, found.sha256 = text_of(table), digest(table)


def is_signed(found: Disclosure) -> bool:
    """Return whether two people signed this very table, one of them for the finance bureau."""
    valid = [one for one in found.signatures.all() if one.sha256 == found.sha256]
    roles = {one.role for one in valid}
    return len({one.user_id for one in valid}) >= _SIGNERS and Role.FINANCE_REVIEWER in roles


def examined(found: Disclosure) -> list[Finding]:
    """Run the gate and note what it finds."""
    findings = inspect(found)
    found.gate = json.dumps([one.record() for one in findings], ensure_ascii=False)
    return findings


def pass_gate(found: Disclosure) -> None:
    """Refuse while something blocks.

    Raises:
        GateClosed: Something does.
    """
    open_ones = blocking(examined(found))
    if open_ones:
        raise GateClosed([_told(one) for one in open_ones[:5]])


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop signing and publishing."""
    return [one for one in findings if one.severity == "block"]


def _told(finding: Finding) -> Bilingual:
    before = f"{finding.name}：" if finding.name else ""
    return Bilingual(before + finding.message.zh, before + finding.message.en)
