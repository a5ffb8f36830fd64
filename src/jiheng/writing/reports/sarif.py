"""Reviews as SARIF 2.1.0, for editors and code-review platforms (OASIS standard)."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from jiheng import __version__
from jiheng.model import Severity
from jiheng.writing.reports.places import field_label, indicator_at, row_at, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import Finding, Location, Place, Review, TargetTable

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.BLOCK: "error", Severity.MUST: "warning", Severity.ADVICE: "note"}
_FINGERPRINT = "jihengFinding/v1"
_SEPARATOR = "\x1f"


def render(reviews: Sequence[Review], language: Language) -> bytes:
    """Return one run holding the findings of all reviews, in UTF-8."""
    findings = [finding for review in reviews for finding in review.findings]
    rules = _rules(findings, language)
    order = {rule["id"]: index for index, rule in enumerate(rules)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "language": "zh-CN" if language == "zh" else "en-US",
                "columnKind": "unicodeCodePoints",
                "artifacts": list(_artifacts(reviews)),
                "results": list(_results(reviews, order, language)),
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=1) + b"\n"


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "jiheng",
        "fullName": "绩衡 Jiheng",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
    }


def _rules(findings: Iterable[Finding], language: Language) -> list[dict[str, Any]]:
    """Return what findings tell of their rules; rules that found nothing are not known here."""
    firsts: dict[str, Finding] = {}
    for finding in findings:
        firsts.setdefault(finding.rule, finding)
    return [
        {
            "id": code,
            "name": finding.name,
            "shortDescription": {"text": finding.title.text(language)},
            "fullDescription": {"text": finding.basis.text(language)},
            "defaultConfiguration": {"level": _LEVELS[finding.severity]},
            "properties": {"tags": [finding.family.value]},
        }
        for code, finding in sorted(firsts.items())
    ]


def _artifacts(reviews: Sequence[Review]) -> Iterator[dict[str, Any]]:
    sources = {r.table.source.name: r.table.source for r in reviews if r.table.source}
    for source in sources.values():
        yield {
            "location": {"uri": _uri(source.name)},
            "mimeType": source.media_type,
            "hashes": {"sha-256": source.sha256},
        }


def _results(
    reviews: Sequence[Review], order: dict[str, int], language: Language
) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for review in reviews:
        for finding in review.findings:
            identity = _identity(review.table, finding)
            seen[identity] += 1
            yield {
                "ruleId": finding.rule,
                "ruleIndex": order[finding.rule],
                "level": _LEVELS[finding.severity],
                "message": {"text": _message(finding, language)},
                "locations": [_location(review.table, finding.locations[0], language)],
                "relatedLocations": list(_related(review.table, finding, language)),
                "partialFingerprints": {_FINGERPRINT: _digest(identity, str(seen[identity]))},
                "properties": {
                    "severity": finding.severity.value,
                    "family": finding.family.value,
                    "fix": finding.fix.text(language),
                    "basis": finding.basis.text(language),
                },
            }


def _message(finding: Finding, language: Language) -> str:
    message, fix = finding.message.text(language), finding.fix.text(language)
    return f"{message}改法：{fix}" if language == "zh" else f"{message} Fix: {fix}"


def _related(table: TargetTable, finding: Finding, language: Language) -> Iterator[dict[str, Any]]:
    """Yield where the first place goes on in the source, then the further places."""
    first, *others = finding.locations
    number = 0
    for place in first.span[1:]:
        number += 1
        yield {"id": number, **_physical(table, place), **_said(field_label(first), language)}
    for location in others:
        number += 1
        yield {
            "id": number,
            **_location(table, location, language),
            **_said(where(table, location), language),
        }


def _said(label: Bilingual, language: Language) -> dict[str, Any]:
    return {"message": {"text": label.text(language)}}


def _location(table: TargetTable, location: Location, language: Language) -> dict[str, Any]:
    place = location.span[0] if location.span else None
    return {**_physical(table, place), "logicalLocations": _logical(table, location, language)}


def _physical(table: TargetTable, place: Place | None) -> dict[str, Any]:
    if table.source is None:
        return {}
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(table.source.name)}}
    if place is not None and place.line is not None:
        # Columns of SARIF begin at 1; its end column is one past the last character, like ours.
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.start + 1,
            "endLine": place.line,
            "endColumn": place.end + 1,
        }
    elif place is not None:
        names = ("page", "sheet", "cell", "box")
        said = {name: value for name in names if (value := getattr(place, name)) is not None}
        physical["properties"] = said
    return {"physicalLocation": physical}


def _logical(table: TargetTable, location: Location, language: Language) -> list[dict[str, Any]]:
    row, indicator = row_at(table, location), indicator_at(table, location)
    if row is None:
        return [_named(table.title, None, "table", field_label(location).text(language))]
    path = [name for name in (row.organization, row.name) if name]
    logical = [_named(row.name, path, row.kind.value, "")]
    if indicator is not None:
        path.append(indicator.name or str(location.indicator))
        logical.append(_named(indicator.name, path, "indicator", ""))
    return logical


def _named(name: str | None, path: list[str] | None, kind: str, other: str) -> dict[str, Any]:
    """Return a logical location; SARIF wants a name where there is one, never an empty one."""
    named: dict[str, Any] = {"kind": kind}
    if name or other:
        named["name"] = name or other
    if path:
        named["fullyQualifiedName"] = "/".join(path)
    return named


def _identity(table: TargetTable, finding: Finding) -> str:
    """Return what stays the same when rows and lines move: names and printed words, no numbers."""
    first = finding.locations[0]
    row, indicator = row_at(table, first), indicator_at(table, first)
    level = indicator.level2 or indicator.level1 if indicator else None
    parts = (
        table.source.name if table.source else None,
        finding.rule,
        row.organization if row else None,
        row.name if row else None,
        level.label if level else None,
        indicator.name if indicator else None,
        first.field,
        first.excerpt,
    )
    return _SEPARATOR.join(part or "" for part in parts)


def _digest(*parts: str) -> str:
    return sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:32]


def _uri(name: str) -> str:
    """Return a file name as a reference relative to where the command ran, escaped."""
    absolute = PurePosixPath("/", name).as_uri()
    return absolute if name.startswith("/") else absolute.removeprefix("file:///")
