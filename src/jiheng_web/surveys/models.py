"""Surveys, their rounds, the links people answer by, answers, seals over them, decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.models import Project


class Survey(models.Model):
    """What is asked again and again (问卷); each time in a round."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=200)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Binding(models.Model):
    """A question whose result is the evidence of an indicator of a project."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="bindings")
    project = models.ForeignKey(Project, models.CASCADE, related_name="surveys")
    indicator = models.CharField(max_length=300)
    """Its third-level name (三级指标)."""
    question = models.CharField(max_length=64)

    class Meta:
        """One question an indicator."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "project", "indicator"], name="survey_bound_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.indicator}: {self.survey} {self.question}"


class RoundState(models.TextChoices):
    """Where a round stands."""

    DRAFT = "draft", "编制中"
    OPEN = "open", "收集中"
    CLOSED = "closed", "已截止"


class Round(models.Model):
    """One time a survey is asked (轮次): its questions as they were then, and its window."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    """What is asked, as JSON of the contract jiheng/survey/1."""
    revision = models.PositiveIntegerField(default=1)
    """Counts changes, so that what was worked out of a definition is made anew."""
    state = models.CharField(max_length=20, choices=RoundState.choices, default=RoundState.DRAFT)
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)
    anonymous = models.BooleanField()
    replaceable = models.BooleanField(default=False)
    """Whether a later answer by the same link replaces the earlier one; never if anonymous."""
    open_link = models.BooleanField(default=False)
    """Whether people without a link of their own may answer; counted apart."""
    slug = models.CharField(max_length=40, unique=True)
    """Of the open link."""
    frame = models.PositiveIntegerField(null=True)
    """How many there are to ask (调查总体); None: as many as there are links."""
    summary = models.TextField(default="{}")
    """JSON: parts of the overall result, written when it closes and with each decision after, so
    that a page over all rounds reads no answers."""
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbered from 1 within a survey."""

        ordering: ClassVar = ["survey_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_round_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey} {self.number}"


class Link(models.Model):
    """A link that takes one answer (答卷链接); of its token only the hash is kept."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="links")
    hash = models.CharField(max_length=64, unique=True)
    group = models.CharField(max_length=200, blank=True)
    """Organization, enterprise or district, for progress and results by group."""
    respondent = models.CharField(max_length=200, blank=True)
    """Who answers by it; empty where anonymity is promised and nobody has to be named."""
    used = models.PositiveIntegerField(default=0)
    """Answers taken by it. When is not kept."""

    class Meta:
        """As generated."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["round", "group"])]

    def __str__(self) -> str:
        return f"{self.round} {self.group} {self.respondent}"


class Seal(models.Model):
    """Answers put under the audit trail together: their count and Merkle root stand in a record."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)

    class Meta:
        """Numbered from 1 within a round."""

        ordering: ClassVar = ["round_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="survey_seal_once")
        ]

    def __str__(self) -> str:
        return f"{self.round} #{self.number}"


class Channel(models.TextChoices):
    """How an answer came."""

    LINK = "link", "专属链接"
    OPEN = "open", "公开链接"
    WORKBOOK = "workbook", "离线表格"


class Answer(models.Model):
    """What one respondent answered (答卷). The database refuses to change or delete it.

    Where anonymity is promised nothing in it leads to the link, and the key is a random one, so
    that not even the order in which people answered is kept.
    """

    id = models.UUIDField(primary_key=True)
    """Digest of the number of the form that was sent: the same form twice is one answer."""
    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    link = models.ForeignKey(Link, models.PROTECT, null=True, related_name="answers")
    """None where anonymity is promised, or there was none."""
    revision = models.PositiveIntegerField(default=1)
    """Of a link whose answers may be replaced: the last one counts."""
    channel = models.CharField(max_length=20, choices=Channel.choices)
    group = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    """No finer: a time would tell who answered."""
    content = models.TextField()
    """JSON: name of a question → what was answered."""
    digest = models.CharField(max_length=64)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="answers")

    class Meta:
        """Unsealed ones are found fast; a revision of a link is there once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "revision"], name="survey_answer_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["round"], name="survey_unsealed", condition=models.Q(seal__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.id}"


class Verdict(models.TextChoices):
    """What a person made of a finding of the cleaning."""

    KEEP = "keep", "保留"
    CORRECT = "correct", "更正"
    EXCLUDE = "exclude", "剔除"


class Decision(models.Model):
    """What was decided about an answer, and why; the answer itself stays as it came."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="decisions")
    finding = models.CharField(max_length=60)
    """Code of what the cleaning found."""
    question = models.CharField(max_length=64, blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    value = models.TextField(blank=True)
    """JSON of the corrected answer to the question."""
    reason = models.TextField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided = models.DateTimeField(auto_now=True)

    class Meta:
        """One a finding."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["answer", "finding", "question"], name="survey_decided_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.finding} {self.verdict}"
