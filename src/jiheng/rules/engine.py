"""Applying rules to a table: every subject is found wrong, passed, or left out with a reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, assert_never

from jiheng.bilingual import Bilingual
from jiheng.model import Finding, OutcomeKind, Review, Unchecked
from jiheng.rules.base import Hit, IndicatorRule, ProjectRule, Skip, TableRule
from jiheng.rules.selection import select_rules, select_undecidable
from jiheng.rules.subjects import IndicatorSubject, TableSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jiheng.model import Location, Severity, TargetTable
    from jiheng.rules.base import Outcome, Rule, RuleMeta
    from jiheng.rules.undecidable import Undecidable
    from jiheng.standards.profile import Profile

_FRAGMENT = Skip(
    OutcomeKind.UNREADABLE,
    Bilingual(
        "指标在来源文件中残缺，不据残文下结论。",
        "The source lost part of the indicator; fragments are not judged.",
    ),
)
_FIELDS = (
    "title",
    "department",
    "fiscal_year",
    "money_unit",
    "name",
    "organization",
    "total",
    "fiscal_appropriation",
    "special_account",
    "other",
    "goal",
    "indicators",
    "seq",
    "level1",
    "level2",
    "period_value",
    "annual_value",
)
_FIELD_ORDER = {field: order for order, field in enumerate(_FIELDS)}


def review(
    table: TargetTable,
    profile: Profile,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Review:
    """Check a table against the catalogue.

    Args:
        table: As read; its problems limit what is claimed to be absent.
        profile: Thresholds and words, and rules that do not apply here.
        select: Codes, starts of codes, names, families or aliases; all rules when empty.
        ignore: The same, of rules to leave out.

    Raises:
        UnknownName: A selector fits no rule.
    """
    rules = select_rules(profile, select, ignore)
    return apply(rules, table, profile, undecidable=select_undecidable(select, ignore))


def apply(
    rules: Sequence[Rule],
    table: TargetTable,
    profile: Profile,
    *,
    undecidable: Sequence[Undecidable] = (),
) -> Review:
    """Check a table against the given rules; an error within a rule is a defect and is raised."""
    subject = TableSubject(table, profile)
    ledgers = [_Ledger(rule.meta, profile) for rule in rules]
    for rule, ledger in zip(rules, ledgers, strict=True):
        match rule:
            case TableRule():
                ledger.enter(rule.check(subject))
            case ProjectRule():
                for project in subject.projects:
                    ledger.enter(rule.check(project))
            case IndicatorRule():
                _check_indicators(rule, subject, ledger)
            case _:
                assert_never(rule)
    findings = [finding for ledger in ledgers for finding in ledger.findings()]
    unchecked = [item for ledger in ledgers for item in ledger.unchecked()]
    unchecked.extend(item.unchecked(len(subject.projects)) for item in undecidable)
    return Review(
        table=table,
        findings=tuple(sorted(findings, key=_gravest_first)),
        unchecked=tuple(unchecked),
        checked=tuple((ledger.meta.code, ledger.checked) for ledger in ledgers),
        profile=profile.name,
    )


def _check_indicators(rule: IndicatorRule, table: TableSubject, ledger: _Ledger) -> None:
    check: Callable[[IndicatorSubject], Iterable[Outcome]] = rule.check
    fragments = rule.meta.reads_fragments
    for project in table.projects:
        for indicator in project.indicators:
            if indicator.indicator.complete or fragments:
                ledger.enter(check(indicator))
            else:
                ledger.enter((_FRAGMENT,))


class _Ledger:
    """What one rule said of the table so far."""

    def __init__(self, meta: RuleMeta, profile: Profile) -> None:
        self.meta = meta
        self.checked = 0
        self._severity = profile.severities.get(meta.code, meta.severity)
        self._groups: list[list[Hit]] = []
        self._by_cause: dict[str, list[Hit]] = {}
        self._skips: Counter[Skip] = Counter()

    def enter(self, outcomes: Iterable[Outcome]) -> None:
        """Take down the outcomes for one subject."""
        found = skipped = False
        for outcome in outcomes:
            if isinstance(outcome, Skip):
                self._skips[outcome] += 1
                skipped = True
            else:
                self._group(outcome)
                found = True
        self.checked += found or not skipped

    def _group(self, hit: Hit) -> None:
        group = None if hit.cause is None else self._by_cause.get(hit.cause)
        if group is not None:
            group.append(hit)
            return
        self._groups.append([hit])
        if hit.cause is not None:
            self._by_cause[hit.cause] = self._groups[-1]

    def findings(self) -> Iterator[Finding]:
        """Yield one finding a cause."""
        for hits in self._groups:
            first = hits[0]
            yield Finding(
                rule=self.meta.code,
                name=self.meta.name,
                title=self.meta.title,
                family=self.meta.family,
                severity=min((self._weight(hit) for hit in hits), key=lambda s: s.rank),
                message=_with_count(first.message, len(hits) - 1),
                fix=first.fix or self.meta.page.fix,
                basis=self.meta.basis.text,
                locations=tuple(place for hit in hits for place in (hit.at, *hit.more)),
            )

    def unchecked(self) -> Iterator[Unchecked]:
        """Yield one entry a reason, in the order the reasons came up."""
        for skip, count in self._skips.items():
            yield Unchecked(rule=self.meta.code, kind=skip.kind, reason=skip.reason, count=count)

    def _weight(self, hit: Hit) -> Severity:
        return self._severity if hit.severity is None else hit.severity


def _with_count(message: Bilingual, others: int) -> Bilingual:
    if not others:
        return message
    return Bilingual(
        f"{message.zh}另有{others}处同样情况。", f"{message.en} {others} more like it."
    )


def _gravest_first(finding: Finding) -> tuple[int, tuple[int, int, int, int], str]:
    return finding.severity.rank, _order(finding.locations[0]), finding.rule


def _order(at: Location) -> tuple[int, int, int, int]:
    row = -1 if at.row is None else at.row
    indicator = -1 if at.indicator is None else at.indicator
    return row, indicator, _FIELD_ORDER.get(at.field, len(_FIELDS)), at.start
