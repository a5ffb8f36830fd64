"""What people do with their own account: log in and out, change the password, let programs in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.accounts import codes, passwords
from jiheng_web.accounts.models import Token, User
from jiheng_web.accounts.principals import digest
from jiheng_web.accounts.secrets import seal
from jiheng_web.audit.acts import Actor, act, note_refusal
from jiheng_web.errors import AppNotSetUp, InvalidInput, LoginRefused, NotFound

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Act

ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=15)
LONGEST_LIFE = 90
"""Days that a token may be good for."""
MOST_TOKENS = 20
TOKEN = Bilingual("访问令牌", "token")


@dataclass(frozen=True, slots=True)
class Proved:
    """A person whose password was right.

    Attributes:
        code_due: Whether a code of the authenticator app is due before the session begins.
    """

    user: User
    code_due: bool


def prove_password(username: str, password: str, address: str) -> Proved:
    """Check who logs in; begins the session's record unless a code is due as well.

    Raises:
        LoginRefused: Unknown, wrong, not active or locked; only the audit trail says which.
    """
    user = User.objects.filter(username=username).first()
    right = passwords.matches(password, user)
    if user is None:
        facts = {"why": "unknown", "username": username[:60]}
        note_refusal(Actor(username[:60], None, address), "login.refused", dict(facts))
        raise LoginRefused
    due = codes.is_needed(user)
    return Proved(_settled(user, "" if right else "wrong", address, code_due=due), due)


def admit(user: User, service: str, address: str) -> Proved:
    """Let in whom a service for single sign-on knows, by the same rules as with a password.

    Raises:
        LoginRefused: Not active or locked.
        AppNotSetUp: A code is due and there is no app: to set one up takes the password.
    """
    due = codes.is_needed(user)
    why = "app" if due and not user.totp_secret else ""
    try:
        return Proved(_settled(user, why, address, code_due=due, service=service), due)
    except LoginRefused:
        if why and not _standing(user):
            raise AppNotSetUp from None
        raise


def prove_code(user: User, code: str, address: str) -> User:
    """Check the code of a person whose password was right.

    Raises:
        LoginRefused: It is wrong or was used before, or the account is locked.
    """
    step = codes.step_for(user, code)
    return _settled(user, "" if step else "code", address, step=step)


def enrol(user: User, secret: str, code: str, address: str) -> User:
    """Take the authenticator app of an administrator who has none yet.

    Raises:
        LoginRefused: The code is not the app's, or there is an app already.
    """
    step = codes.step_of(code, secret, 0)
    why = "" if step and not user.totp_secret else "code"
    return _settled(user, why, address, step=step, secret=secret)


def _settled(
    user: User,
    why: str,
    address: str,
    *,
    code_due: bool = False,
    step: int | None = None,
    secret: str = "",
    service: str = "",
) -> User:
    with act(Actor(str(user), user.pk, address), "login", user) as done:
        if service:
            done.facts["service"] = service
        held = User.objects.select_for_update().get(pk=user.pk)
        why = _standing(held) or why
        if not why and step is not None and step <= held.totp_last:
            why = "code"
        if why:
            _refuse(held, why, done)
        elif code_due:
            done.name = "login.service" if service else "login.password"
        else:
            _begin(held, step, secret, done)
    if why:
        raise LoginRefused
    return held


def _standing(user: User) -> str:
    if not user.is_active:
        return "inactive"
    return "locked" if user.locked_until and user.locked_until > timezone.now() else ""


def _refuse(user: User, why: str, done: Act) -> None:
    done.name, done.succeeded = "login.refused", False
    done.facts["why"] = why
    if why not in {"wrong", "code"}:
        return
    user.failures += 1
    if user.failures >= ATTEMPTS:
        done.name = "account.lock"
        user.failures, user.locked_until = 0, timezone.now() + LOCKED_FOR
    user.save(update_fields=["failures", "locked_until"])


def _begin(user: User, step: int | None, secret: str, done: Act) -> None:
    user.failures, user.locked_until, user.last_login = 0, None, timezone.now()
    if step is not None:
        user.totp_last = step
    if secret:
        user.totp_secret = seal(secret)
        done.name = "login.enrol"
    user.save()


def log_out(actor: Actor) -> None:
    """Put on record that a person ended their session."""
    with act(actor, "logout"):
        pass


def change_password(principal: Principal, actor: Actor, present: str, new: str, again: str) -> User:
    """Give oneself a new password.

    Raises:
        InvalidInput: The present one is wrong, or the new one is not as it must be.
    """
    user = User.objects.get(pk=principal.person)
    found: dict[str, Bilingual] = {}
    right = passwords.matches(present, user)
    if not right:
        _count_wrong(user, actor)
    if not right or _standing(user):
        found["present"] = Bilingual("当前密码不正确。", "The present password is wrong.")
    elif new != again:
        found["again"] = Bilingual("两次输入的新密码不一致。", "The two new passwords differ.")
    elif wrong := passwords.faults(new, user):
        said = Bilingual(" ".join(w.zh for w in wrong), " ".join(w.en for w in wrong))
        found["new"] = said
    if found:
        raise InvalidInput(found)
    with act(actor, "password.change", user):
        passwords.put(user, new, first=False)
    return user


def _count_wrong(user: User, actor: Actor) -> None:
    with act(actor, "password.refused", user) as done:
        held = User.objects.select_for_update().get(pk=user.pk)
        _refuse(held, "wrong", done)
        if done.name == "login.refused":
            done.name = "password.refused"


def make_token(principal: Principal, actor: Actor, name: str, days: int) -> tuple[Token, str]:
    """Let a program ask as oneself for some days.

    Returns:
        The token as kept, and what the program must say; nobody can look that up later.

    Raises:
        InvalidInput: It has no name, would live too long, or there are too many.
    """
    found: dict[str, Bilingual] = {}
    if not 1 <= len(name.strip()) <= 60:  # noqa: PLR2004 - what the column holds
        found["name"] = Bilingual("请填写令牌名称（60 字以内）。", "Name the token (≤ 60 signs).")
    if not 1 <= days <= LONGEST_LIFE:
        found["days"] = Bilingual(
            f"有效期须为 1 至 {LONGEST_LIFE} 天。", f"It lives 1 to {LONGEST_LIFE} days."
        )
    if Token.objects.filter(user=principal.person).count() >= MOST_TOKENS:
        found["name"] = Bilingual(
            f"最多 {MOST_TOKENS} 个令牌，请先撤销不用的。",
            f"There are {MOST_TOKENS} already: revoke those not in use.",
        )
    if found:
        raise InvalidInput(found)
    said = f"jh_{secrets.token_urlsafe(32)}"
    with act(actor, "token.create") as done:
        expires = timezone.now() + timedelta(days=days)
        token = Token.objects.create(
            user_id=principal.person, name=name.strip(), hash=digest(said), expires=expires
        )
        done.about(token)
        done.facts |= {"name": token.name, "expires": expires.isoformat()}
    return token, said


def revoke_token(principal: Principal, actor: Actor, key: int) -> None:
    """Let a program ask no longer.

    Raises:
        NotFound: It is none of one's own.
    """
    token = Token.objects.filter(pk=key, user=principal.person).first()
    if token is None:
        raise NotFound(kind=TOKEN)
    with act(actor, "token.revoke", token) as done:
        done.facts["name"] = token.name
        token.delete()
