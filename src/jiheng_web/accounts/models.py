"""Organizations in a tree, people, the roles they hold, tokens for programs."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from jiheng_web.access.policy import Role


class OrganizationKind(models.TextChoices):
    """What an organization is in the tree."""

    BUREAU = "bureau", "财政部门"
    DEPARTMENT = "department", "主管部门"
    UNIT = "unit", "预算单位"


class Organization(models.Model):
    """A node of the tree 财政部门 → 主管部门 → 预算单位.

    `path` holds the keys from the root down to it, each with a dot behind: `1.4.9.`.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganizationKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=255, db_index=True, editable=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        """In the order of the tree's codes."""

        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    def plant(self) -> None:
        """Save it with its path; its parent's must be known."""
        self.save()
        self.path = f"{self.parent.path if self.parent else ''}{self.pk}."
        self.save(update_fields=["path"])


class People(BaseUserManager["User"]):
    """Finds people by the name they log in with."""


class User(AbstractBaseUser):
    """A person with an account (用户)."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    telephone = models.CharField(max_length=30, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="people")
    """Where the person belongs (所属单位); roles can be elsewhere. None: to the whole office."""
    is_active = models.BooleanField(default=True)
    password_changed = models.DateTimeField(default=timezone.now)
    must_change_password = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    totp_secret = models.CharField(max_length=200, blank=True)
    """Encrypted with the key of the workspace; empty when there is none yet."""
    totp_last = models.BigIntegerField(default=0)
    """Time step of the last code taken: each code is good once."""

    objects = People()

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"


class ExternalName(models.Model):
    """What a service for single sign-on calls a person (统一身份认证账号)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="external_names")
    issuer = models.CharField(max_length=500)
    """Address of the service: another service may call somebody else by the same name."""
    name = models.CharField(max_length=255)

    class Meta:
        """A service has one name for a person, and one person for a name."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "name"], name="named_once"),
            models.UniqueConstraint(fields=["issuer", "user"], name="one_name_a_service"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.name}"


class FormerPassword(models.Model):
    """A password that a person had before and may not take again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=200)
    until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user} until {self.until:%Y-%m-%d}"


class Membership(models.Model):
    """A role that a person holds in an organization and everything below it (岗位)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(r.value, r.words.zh) for r in Role])

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organization", "role"], name="held_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organization}"


class Token(models.Model):
    """Lets a program ask as a person until it expires; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"
