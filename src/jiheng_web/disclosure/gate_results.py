"""The gate for self-evaluations: all of a year, as they were signed, in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.disclosure.evaluated import SIGNED, by_project, signed
from jiheng_web.disclosure.findings import Finding, about
from jiheng_web.results.models import Standing
from jiheng_web.results.self_evaluation_commands import is_as_signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng_web.disclosure.models import Disclosure
    from jiheng_web.projects.models import Version
    from jiheng_web.results.models import SelfEvaluation

DAYS = 20
"""Within which budgets and final accounts are published once approved (预算法第十四条)."""


def results(
    disclosure: Disclosure, versions: list[Version], newest: Mapping[int, Version]
) -> Iterator[Finding]:
    """Yield what is missing among the self-evaluations of a disclosure, or is not as signed.

    Args:
        versions: What the disclosure holds.
        newest: Project → the version of it that was approved last.
    """
    yield from _missing(disclosure, {one.project_id for one in versions}, newest)
    found = by_project(versions)
    kept = dict(disclosure.entries.values_list("version__project_id", "signed"))
    for version in versions:
        yield from _one(version, found[version.project_id], kept.get(version.project_id, ""))
        current = newest.get(version.project_id)
        if current is not None and current.pk != version.pk:
            message = Bilingual(
                "自评之后绩效目标调整过，自评依据的不是最新批复的目标。",
                "Its targets were adjusted since: it does not evaluate those approved last.",
            )
            yield about(version, "superseded-targets", "must", message)
    yield from _late(disclosure)


def _missing(
    disclosure: Disclosure, within: set[int], newest: Mapping[int, Version]
) -> Iterator[Finding]:
    left_out = set(disclosure.omissions.values_list("project_id", flat=True))
    ready = {one.project_id for one in signed(disclosure.organization, disclosure.fiscal_year)}
    unsigned = Bilingual(
        "已批复但没有已签署的自评表。完成自评，或写明不予公开的理由。",
        "Approved, but no self-evaluation is signed. Have it signed, or say why it is left out.",
    )
    unlisted = Bilingual(
        "自评表已签署但未列入公开清单。列入，或写明不予公开的理由。",
        "Its self-evaluation is signed, but not on the list. Put it there, or say why not.",
    )
    for key, version in newest.items():
        if key in within | left_out:
            continue
        if key in ready:
            yield about(version, "incomplete-list", "block", unlisted)
        else:
            yield about(version, "no-self-evaluation", "block", unsigned)


def _one(version: Version, found: SelfEvaluation, kept: str) -> Iterator[Finding]:
    if Standing(found.state) not in SIGNED:
        message = Bilingual("自评表已退回，尚未重新签署。", "It was returned, and is not signed.")
        yield about(version, "unsigned-evaluation", "block", message)
    elif not is_as_signed(found):
        message = Bilingual("内容与签署时不一致。", "It does not say what was signed.")
        yield about(version, "altered-evaluation", "block", message)
    elif found.digest != kept:
        message = Bilingual(
            "列入之后自评表重新签署过，请重新保存清单。",
            "It was signed anew since it was put on the list: save the list again.",
        )
        yield about(version, "outdated-evaluation", "block", message)
    elif found.state != Standing.CONFIRMED:
        message = Bilingual("主管部门尚未确认自评表。", "The department has not confirmed it.")
        yield about(version, "unconfirmed-evaluation", "must", message)


def _late(disclosure: Disclosure) -> Iterator[Finding]:
    approved = disclosure.accounts_approved
    if approved is None:
        message = Bilingual(
            f"未填写决算批复日期，无法核对是否在批复后 {DAYS} 日内公开（预算法第十四条）。",
            f"The day of the final accounts is not said: whether the {DAYS} days are kept"
            " is not known.",
        )
        yield Finding("no-day", "advice", message)
    elif approved > timezone.localdate():
        message = Bilingual(
            f"决算批复日期 {approved} 晚于今天，请核对。批复之前不能公开。",
            f"The final accounts are said to be approved on {approved}, after today: nothing is"
            " published before that day.",
        )
        yield Finding("day-to-come", "block", message)
    elif timezone.localdate() - approved > timedelta(DAYS):
        message = Bilingual(
            f"决算批复已超过 {DAYS} 日（预算法第十四条要求批准后二十日内公开）。",
            f"The final accounts were approved more than {DAYS} days ago.",
        )
        yield Finding("late", "must", message)
