"""Sessions in the database, loaded by a statement written by hand.

A session is loaded at every request, where composing the statement costs more than answering it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

_ASKED = """
    SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s
"""


class SessionStore(DatabaseStore):
    """What a person's browser has to do with the office until logging out."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and without a key, where it has ended."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_ASKED, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
