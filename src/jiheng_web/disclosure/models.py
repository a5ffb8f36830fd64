"""Sets of targets or of their results that are made public together, with who signed them off."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import Organization, User
from jiheng_web.intake.models import Document
from jiheng_web.projects.models import Project, Version

if TYPE_CHECKING:
    from collections.abc import Mapping


class DisclosureState(models.TextChoices):
    """How far a disclosure is."""

    PREPARED = "prepared", "编制中"
    SIGNED = "signed", "已会签"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤回"


class Holding(models.TextChoices):
    """What of its projects a disclosure makes public."""

    TARGETS = "targets", "绩效目标"
    RESULTS = "results", "绩效自评结果"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _HOLDINGS[self.value]


_HOLDINGS: Mapping[str, Bilingual] = {
    "targets": Bilingual("绩效目标", "targets"),
    "results": Bilingual("绩效自评结果", "self-evaluations"),
}


class Disclosure(models.Model):
    """The 项目支出绩效目标表 or 项目支出绩效自评表 of a department as it is made public.

    Targets go with the budget, self-evaluations with the final accounts. `slug` is its lasting
    address. A correction is a new disclosure that names the one it replaces.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="disclosures")
    fiscal_year = models.PositiveSmallIntegerField()
    holds = models.CharField(max_length=20, choices=Holding.choices, default=Holding.TARGETS)
    title = models.CharField(max_length=300)
    slug = models.CharField(max_length=40, unique=True)
    edition = models.PositiveIntegerField(default=1)
    state = models.CharField(
        max_length=20,
        choices=DisclosureState.choices,
        default=DisclosureState.PREPARED,
        db_index=True,
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The published document whose order, totals and headings it keeps; None: they are made."""
    frame = models.TextField(default="")
    """JSON of the table without its projects: title, unit, totals, organization rows and order."""
    budget_total = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    """Project spending in 万元 by 部门预算, or by 部门决算 for results; None: not known.

    The table must add up to it.
    """
    accounts_approved = models.DateField(null=True)
    """The day the final accounts were approved (决算批复), for results; None: not known."""
    table = models.TextField(default="")
    """What was published, JSON by the schema; frozen with the first signature."""
    sha256 = models.CharField(max_length=64, blank=True)
    words = models.TextField(default="")
    """Title, department and names of projects as published, one a line, for the public search."""
    gate = models.TextField(default="[]")
    """JSON: what the gate found when it was last run."""
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    prepared = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True, db_index=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="corrections")

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """A version in a disclosure, in its order; of results, the version that was evaluated."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="entries")
    version = models.ForeignKey(Version, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    signed = models.CharField(max_length=64, blank=True)
    """Digest of its self-evaluation as the unit head signed it; empty: its targets are shown."""

    class Meta:
        """In order."""

        ordering: ClassVar = ["disclosure_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "version"], name="entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"


class Signature(models.Model):
    """Somebody signed a disclosure off (会签); two different people must."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="signatures")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, default="")
    """As which the person signed: at least one is a reviewer of finance."""
    at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField(max_length=64)
    """Of the table as it was signed."""

    class Meta:
        """Each person once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "user"], name="signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.disclosure}: {self.user}"


class Omission(models.Model):
    """An approved project is left out of a disclosure on purpose (不予公开), with the reason.

    The reason is for the office and its auditors: the public sees neither it nor the project.
    """

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="omissions")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    reason = models.TextField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One a project."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "project"], name="omission_once")
        ]

    def __str__(self) -> str:
        return f"{self.disclosure}: {self.project}"
