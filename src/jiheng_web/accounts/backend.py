"""What Django asks for people: passwords are checked by the command of logging in, not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_web.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


class Backend:
    """Finds people by their keys."""

    def authenticate(self, request: HttpRequest | None, **_credentials: object) -> None:
        """Know nobody by a password."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person behind a session."""
        return User.objects.filter(pk=user_id, is_active=True).first()
