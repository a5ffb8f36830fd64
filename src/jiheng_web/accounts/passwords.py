"""What a password must be: long, mixed, not known to everybody, not one of the last ones."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import FormerPassword

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng_web.accounts.models import User

SHORTEST, LONGEST = 10, 128
CLASSES = 3
"""Of small letters, capitals, digits and other characters."""
FORMER = 5
"""Passwords, the present one among them, that may not be taken again."""
LIFE = timedelta(days=90)

_CLASSES = tuple(re.compile(shape) for shape in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"))
_PLAIN = str.maketrans("@4310$57!", "aaeiossti")
# fmt: off
_COMMON = frozenset((
    "abc", "abcd", "abcdef", "admin", "adminadmin", "administrator", "administratorpassword",
    "asdf", "asdfgh", "asdfghjkl", "caiwu", "caizheng", "changeme", "czj", "default", "dragon",
    "edc", "football", "guest", "iloveyou", "jixiao", "letmein", "login", "manager", "master",
    "monkey", "pass", "passwd", "password", "passwordpassword", "princess", "qaz", "qazwsx",
    "qazwsxedc", "qwaszx", "qweasd", "qweasdzxc", "qwer", "qwert", "qwerty", "qwertyuiop", "root",
    "secret", "shadow", "sunshine", "super", "sysadmin", "system", "test", "trustno", "user",
    "welcome", "woaini", "wsx", "wsxedc", "xsw", "yusuan", "zaq", "zaqxsw", "zxc", "zxcvbn",
    "zxcvbnm",
))
# fmt: on
_WALKS = ("1qaz2wsx", "1qaz@wsx", "!qaz2wsx", "zaq12wsx", "q1w2e3r4", "1q2w3e4r")


def faults(password: str, user: User) -> tuple[Bilingual, ...]:
    """Return what is wrong with a new password of a person."""
    return tuple(_faults(password, user))


def _faults(password: str, user: User) -> Iterator[Bilingual]:
    if not SHORTEST <= len(password) <= LONGEST:
        yield Bilingual(
            f"密码须为 {SHORTEST} 至 {LONGEST} 个字符。",
            f"A password has {SHORTEST} to {LONGEST} characters.",
        )
        return
    if sum(bool(shape.search(password)) for shape in _CLASSES) < CLASSES:
        yield Bilingual(
            "密码须包含大写字母、小写字母、数字、其他符号中的至少三类。",
            "It needs three of: capitals, small letters, digits, other characters.",
        )
    if user.username.casefold() in password.casefold():
        yield Bilingual("密码不能包含用户名。", "It must not contain the user name.")
    if is_common(password):
        yield Bilingual(
            "这个密码太常见，容易被猜到。", "This password is common and easily guessed."
        )
    if is_former(password, user):
        yield Bilingual(
            f"不能使用最近 {FORMER} 次用过的密码。",
            f"It must not be one of the last {FORMER} passwords.",
        )


def is_common(password: str) -> bool:
    """Return whether a password is a word that attackers try first, however it is dressed up.

    Digits and signs at either end are left off, and signs in place of letters are read as those.
    """
    low = password.casefold()
    if any(walk in low for walk in _WALKS):
        return True
    bare = re.sub(r"^[^a-z]+|[^a-z]+$", "", low)
    read = re.sub(r"[^a-z]", "", low.strip("0123456789!@#$%^&*._-").translate(_PLAIN))
    return not read or bare in _COMMON or read in _COMMON or re.sub("[^a-z]", "", low) in _COMMON


def is_former(password: str, user: User) -> bool:
    """Return whether it is the present password or one of those before it."""
    kept = user.former_passwords.order_by("-until", "-pk").values_list("password", flat=True)
    return any(check_password(password, old) for old in (user.password, *kept[: FORMER - 1]))


def matches(password: str, user: User | None) -> bool:
    """Return whether a password is a person's; takes as long where there is no such person."""
    if len(password) > LONGEST:
        password = ""
    if user is None:
        make_password(password)
        return False
    return check_password(password, user.password)


def put(user: User, password: str, *, first: bool) -> None:
    """Give a person a password; within an act.

    Args:
        first: Whether somebody else chose it, so that it must be changed at once.
    """
    if user.pk and user.password:
        FormerPassword.objects.create(user=user, password=user.password)
        newest = user.former_passwords.order_by("-until", "-pk").values_list("pk", flat=True)
        user.former_passwords.exclude(pk__in=list(newest[: FORMER - 1])).delete()
    user.set_password(password)
    user.password_changed = timezone.now()
    user.must_change_password = first
    user.failures, user.locked_until = 0, None
    user.save()


def is_due(user: User) -> bool:
    """Return whether a person must choose a new password before anything else."""
    return user.must_change_password or timezone.now() - user.password_changed > LIFE


def temporary() -> str:
    """Return a password to hand over, good until the first login."""
    return f"{secrets.token_urlsafe(9)}-{secrets.choice('ABCDEFGH')}{secrets.choice('abcdefgh')}7"
