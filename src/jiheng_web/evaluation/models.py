"""Evaluations of projects, the sheets of their experts, and what was decided on the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.models import Project, Version

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(models.TextChoices):
    """Who evaluates."""

    DEPARTMENT = "department", "部门评价"
    FINANCE = "finance", "财政评价"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _KINDS[self.value]


class Phase(models.TextChoices):
    """How far an evaluation has come."""

    OPEN = "open", "评价中"
    CLOSED = "closed", "已办结"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _PHASES[self.value]


class SheetState(models.TextChoices):
    """How far an expert has come."""

    DRAFT = "draft", "评分中"
    SUBMITTED = "submitted", "已提交"
    RELEASED = "released", "已退出"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _SHEETS[self.value]


_KINDS: Mapping[str, Bilingual] = {
    "department": Bilingual("部门评价", "department evaluation"),
    "finance": Bilingual("财政评价", "finance evaluation"),
}
_PHASES: Mapping[str, Bilingual] = {
    "open": Bilingual("评价中", "being evaluated"),
    "closed": Bilingual("已办结", "closed"),
}
_SHEETS: Mapping[str, Bilingual] = {
    "draft": Bilingual("评分中", "rating"),
    "submitted": Bilingual("已提交", "submitted"),
    "released": Bilingual("已退出", "released"),
}


class Evaluation(models.Model):
    """An evaluation of a project by its department or the finance bureau (绩效评价).

    Points and grade are written when it is closed; nothing changes from then on.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="evaluations")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    """The approved version that is evaluated."""
    kind = models.CharField(max_length=20, choices=Kind.choices)
    framework = models.CharField(max_length=60)
    """Name of the framework."""
    items = models.TextField()
    """JSON of its items as they were when the evaluation began."""
    standard = models.CharField(max_length=60)
    """Name of the scoring standard whose grades apply."""
    due = models.DateField()
    """The last day for experts."""
    state = models.CharField(max_length=20, choices=Phase.choices, default=Phase.OPEN)
    combining = models.CharField(max_length=20, blank=True)
    """How the points of several experts make one; empty until it is chosen."""
    parts = models.TextField(default="{}")
    """JSON: position of an item → `content.Part`."""
    own = models.TextField(default="{}")
    """JSON: position of an item → points the unit gave itself."""
    own_total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    """Typed total of the unit's self-rating, where the office holds no signed one."""
    requested = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    """Typed request for next year in 万元, where the office holds no project of next year."""
    revision = models.PositiveIntegerField(default=1)
    """Of what the organizer fills in: parts, own points and their total."""
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who filled it in last."""
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    grade = models.CharField(max_length=10, blank=True)
    sealed = models.TextField(blank=True)
    """JSON: the record of the result as it was closed."""
    signature = models.CharField(max_length=128, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed = models.DateTimeField(null=True)

    class Meta:
        """Newest first; one of a kind a project."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "kind"], name="evaluation_once")
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.kind}"

    @property
    def is_open(self) -> bool:
        """Whether experts rate and the organizer fills in."""
        return self.state == Phase.OPEN


class ExpertSheet(models.Model):
    """The sheet of an expert (专家评分表); nobody else writes to it."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sheets")
    expert = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SheetState.choices, default=SheetState.DRAFT)
    content = models.TextField(default="{}")
    """JSON: position of an item → `content.Given`."""
    revision = models.PositiveIntegerField(default=1)
    note = models.TextField(blank=True)
    """Why the expert was released."""
    reminded = models.DateTimeField(null=True)
    submitted = models.DateTimeField(null=True)

    class Meta:
        """In the order of invitation; one an expert."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "expert"], name="expert_once")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.expert}"


class BudgetDecision(models.Model):
    """What a person decided on next year's budget, beside what was proposed; the last counts."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="decisions")
    requested = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    proposed = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=6)
    """In 万元, as are the others."""
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.amount}"


class RankingState(models.TextChoices):
    """How far a ranking is; a large workbook waits for the runner."""

    WAITING = "waiting", "排队中"
    DONE = "done", "已排名"
    FAILED = "failed", "未能排名"


class SchemeRanking(models.Model):
    """Entities ranked by a weighted scheme that was handed in with its data (加权评价)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rankings")
    name = models.CharField(max_length=300)
    """Of the scheme."""
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    """Of the workbook."""
    scheme = models.TextField()
    """TOML, as `jiheng.schemes.write_scheme` writes it."""
    figures = models.TextField()
    """JSON: entities, groups and columns of exact values."""
    entities = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        max_length=20, choices=RankingState.choices, default=RankingState.DONE, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    begun = models.DateTimeField(null=True)
    """When a runner took it; one that is silent for long is taken for dead."""
    message = models.TextField(default="{}")
    """JSON {"zh", "en"}: why it failed."""

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
