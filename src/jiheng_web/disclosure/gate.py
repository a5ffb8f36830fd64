"""The gate before publishing: what must not, or must first, be published, cell by cell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.model import RowKind
from jiheng.pipeline import check
from jiheng.writing.record import table_record
from jiheng_web.disclosure.findings import Finding, about
from jiheng_web.disclosure.gate_money import adds_up, same_unit
from jiheng_web.disclosure.gate_results import DAYS, results
from jiheng_web.disclosure.models import Disclosure, DisclosureState, Holding
from jiheng_web.disclosure.personal import seen
from jiheng_web.disclosure.sets import approved, chosen, in_order, table_for
from jiheng_web.flow.commands import is_genuine, profile
from jiheng_web.flow.models import Comment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Location, TargetTable
    from jiheng_web.projects.models import Version

_CORE_RULES = ("DI001", "DI002", "DI003", "AR001", "AR002", "AR003", "AR004")
_SCORE_RULES = "EX"
_EMPTY = Finding("empty-set", "block", Bilingual("还没有选择项目。", "No project is chosen."))
_WORDLESS = frozenset({"kind", "op"})


def inspect(disclosure: Disclosure) -> list[Finding]:
    """Return what stands in the way of publishing a disclosure, the gravest first."""
    versions = in_order(disclosure.frame, chosen(disclosure))
    table = table_for(disclosure)
    newest = {
        one.project_id: one for one in approved(disclosure.organization, disclosure.fiscal_year)
    }
    found = [] if versions else [_EMPTY]
    found += _published_already(disclosure)
    if disclosure.holds == Holding.RESULTS:
        found += results(disclosure, versions, newest)
        found += _core(table, versions, (*_CORE_RULES, _SCORE_RULES))
    else:
        found += _set(disclosure, versions, newest)
        found += _comments(versions)
        found += _core(table, versions, _CORE_RULES)
        found += same_unit(table, versions)
    found += _persons(table, versions)
    found += adds_up(disclosure, table)
    return sorted(
        dict.fromkeys(found), key=lambda one: ("block", "must", "advice").index(one.severity)
    )


def _published_already(disclosure: Disclosure) -> Iterator[Finding]:
    """Yield that the same is public in another set, which this one does not correct."""
    corrected, earlier = set(), disclosure.replaces
    while earlier is not None:
        corrected.add(earlier.pk)
        earlier = earlier.replaces
    others = Disclosure.objects.filter(
        organization=disclosure.organization,
        fiscal_year=disclosure.fiscal_year,
        holds=disclosure.holds,
        state=DisclosureState.PUBLISHED,
    ).exclude(pk__in={disclosure.pk, *corrected})
    for one in others[:1]:
        message = Bilingual(
            f"该部门本年度已经公开过（“{one.title}”第 {one.edition} 版）。如有变化，请在原批次中"
            "编制更正版，不能重复公开。",
            f"This is public already: “{one.title}”, edition {one.edition}. Begin a corrected"
            " edition of it instead of publishing the same twice.",
        )
        yield Finding("published-already", "block", message)


def _set(
    disclosure: Disclosure, versions: list[Version], newest: Mapping[int, Version]
) -> Iterator[Finding]:
    left_out = set(disclosure.omissions.values_list("project_id", flat=True))
    within = {one.project_id for one in versions}
    for key, version in newest.items():
        if key not in within | left_out:
            message = Bilingual(
                "已批复但未列入公开清单。列入，或写明不予公开的理由。",
                "Approved, but not on the list. Put it there, or say why it is left out.",
            )
            yield about(version, "incomplete-list", "block", message)
    yield from _versions(versions, newest)
    late = [
        one for one in versions if one.approved and timezone.now() - one.approved > timedelta(DAYS)
    ]
    if late and disclosure.published is None:
        message = Bilingual(
            f"有 {len(late)} 个项目批复已超过 {DAYS} 日（预算法第十四条要求批准后二十日内公开）。",
            f"{len(late)} project(s) were approved more than {DAYS} days ago.",
        )
        yield Finding("late", "must", message)


def _versions(versions: list[Version], newest: Mapping[int, Version]) -> Iterator[Finding]:
    for version in versions:
        current = newest.get(version.project_id)
        if current is None or current.pk != version.pk:
            message = Bilingual(
                "所选版本不是最新批复的版本。", "Not the version that was approved last."
            )
            yield about(version, "outdated-version", "block", message)
        elif not is_genuine(version):
            message = Bilingual(
                "内容与批复时不一致（签名校验未通过）。", "It does not say what was approved."
            )
            yield about(version, "altered-version", "block", message)


def _comments(versions: list[Version]) -> Iterator[Finding]:
    """Yield comments that nobody closed: what was asked of a cell may still be open."""
    of_project = {one.project_id: one for one in versions}
    open_ones = Comment.objects.filter(version__project__in=of_project, resolved=None)
    for one in open_ones.select_related("version", "author").order_by("pk"):
        name = one.author.name
        message = Bilingual(f"{name}的批注尚未关闭。", f"A comment of {name} is still open.")
        yield about(of_project[one.version.project_id], "open-comment", "must", message, one.place)


def _persons(table: TargetTable, versions: list[Version]) -> Iterator[Finding]:
    record: dict[str, Any] = table_record(table)
    projects = iter(versions)
    for field in ("title", "department"):
        yield from _in_text(record[field] or "", None, field)
    for row in record["rows"]:
        version = next(projects, None) if row["kind"] == RowKind.PROJECT else None
        for place, text in texts(row):
            yield from _in_text(text, version, place)


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a record with its place: `indicators.3.annual_value`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in _WORDLESS:
                yield from texts(one, f"{path}.{key}" if path else key)
    elif isinstance(value, (list, tuple)):
        for at, one in enumerate(value):
            yield from texts(one, f"{path}.{at}")


def _in_text(text: str, version: Version | None, place: str) -> Iterator[Finding]:
    for sight in seen(text):
        message = Bilingual(
            f"含有{sight.what.zh}“{sight.shown}”，公开前请删去或遮盖。",
            f"Holds {sight.what.en}: “{sight.shown}”. Delete or mask it.",
        )
        severity = "block" if sight.blocks else "must"
        yield about(version, "personal-or-secret", severity, message, place)


def _core(table: TargetTable, versions: list[Version], rules: Sequence[str]) -> Iterator[Finding]:
    keys = [index for index, _ in table.projects()]
    by_row = dict(zip(keys, versions, strict=False))
    for finding in check(table, profile=profile(), select=rules).findings:
        for location in finding.locations:
            version = None if location.row is None else by_row.get(location.row)
            severity = str(finding.severity)
            yield about(version, finding.rule, severity, finding.message, _place(location))


def _place(location: Location) -> str:
    at = location.indicator
    return location.field if at is None else f"indicators.{at}.{location.field}"
