"""What a rule is: metadata, a page, and a function from a subject to outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jiheng.bilingual import Bilingual
from jiheng.model import OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jiheng.model import Family, Location, Severity
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject, TableSubject

Status = Literal["stable", "preview", "deprecated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Where a rule comes from.

    Attributes:
        confirmed: Whether the text was seen in a public page; False: from knowledge of the field
            or our own design, to be checked against the official text before it is relied upon.
    """

    text: Bilingual
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The published page of a rule; with the basis, six sections."""

    what: Bilingual
    why: Bilingual
    bad: Bilingual
    good: Bilingual
    fix: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMeta:
    """Identity and life cycle of a rule.

    Attributes:
        code: Two letters for the family and three digits; never used again once retired.
        name: What is wrong, in kebab-case; reads well after "allow".
        aliases: Numbers of the rule in the published catalogue, or former codes.
        reads_fragments: Whether the rule may look at indicators that the source lost a part of.
    """

    code: str
    name: str
    title: Bilingual
    family: Family
    severity: Severity
    basis: Basis
    page: Page
    since: str = "0.1.0"
    status: Status = "stable"
    aliases: tuple[str, ...] = ()
    reads_fragments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """The rule found something wrong.

    Attributes:
        fix: What to do here; the page's advice when None.
        more: Further places of the same fault.
        cause: Hits of one rule with the same cause become one finding.
        severity: When this hit is graver or lighter than the rule's own severity.
    """

    at: Location
    message: Bilingual
    fix: Bilingual | None = None
    more: tuple[Location, ...] = ()
    cause: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """The rule has nothing to say of the subject, for a reason the report tells."""

    kind: OutcomeKind
    reason: Bilingual


Outcome = Hit | Skip


def not_applicable(zh: str, en: str) -> Skip:
    """Return the outcome of a rule that does not concern this subject."""
    return Skip(OutcomeKind.NOT_APPLICABLE, Bilingual(zh, en))


def insufficient(zh: str, en: str) -> Skip:
    """Return the outcome of a rule that needs data the document does not hold."""
    return Skip(OutcomeKind.INSUFFICIENT_DATA, Bilingual(zh, en))


def unreadable(zh: str, en: str) -> Skip:
    """Return the outcome of a rule whose subject the source lost or garbled."""
    return Skip(OutcomeKind.UNREADABLE, Bilingual(zh, en))


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """A rule that judges one indicator at a time."""

    meta: RuleMeta
    check: Callable[[IndicatorSubject], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """A rule that judges one project at a time."""

    meta: RuleMeta
    check: Callable[[ProjectSubject], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule that needs the whole table: sums, repeats, comparisons across rows."""

    meta: RuleMeta
    check: Callable[[TableSubject], Iterable[Outcome]]


Rule = IndicatorRule | ProjectRule | TableRule
