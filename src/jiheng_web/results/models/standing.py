"""Where a sheet or a self-evaluation stands, and the steps that brought it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Mapping


class Standing(models.TextChoices):
    """How far what a unit fills in has come."""

    DRAFT = "draft", "填报中"
    RETURNED = "returned", "已退回"
    SUBMITTED = "submitted", "已上报"
    CONFIRMED = "confirmed", "部门已确认"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _TITLES[self.value]


_TITLES: Mapping[str, Bilingual] = {
    "draft": Bilingual("填报中", "being filled in"),
    "returned": Bilingual("已退回", "returned"),
    "submitted": Bilingual("已上报", "submitted"),
    "confirmed": Bilingual("部门已确认", "confirmed by the department"),
}


class ResultStep(models.Model):
    """One act in the history of a sheet or a self-evaluation, for people to read."""

    kind = models.CharField(max_length=20)
    """`sheet` or `self-evaluation`."""
    thing = models.BigIntegerField()
    """Its key."""
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=20)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were taken."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["kind", "thing"], name="result_step_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}: {self.action}"

    @property
    def words(self) -> Bilingual:
        """Return where it led, for people."""
        return Standing(self.target).words
