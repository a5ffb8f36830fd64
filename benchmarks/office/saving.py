"""Requests that save a form of thirty rows, each person on projects of their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.office.texts import form
from jiheng_web.editor.sheet import to_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

OWN = 20
"""Projects a person works on."""


def save_request(
    port: int, sessions: list[str], keys: list[int], token: str
) -> Callable[[int, int], bytes]:
    """Return what makes a request: every saving changes a value and names the revision before.

    Args:
        keys: Of projects that nobody saved yet.
    """
    sheet = to_sheet(form("项目"))

    def ask(user: int, turn: int) -> bytes:
        fields, rows = dict(sheet.fields), [dict(row) for row in sheet.rows]
        key = keys[(user * OWN + turn % OWN) % len(keys)]
        fields["name"] = f"科普项目{key:05d}"
        rows[turn % len(rows)]["annual_value"] = f"≥{turn + 1}场"
        body = json.dumps({"fields": fields, "rows": rows, "revision": turn // OWN + 1}).encode()
        head = (
            f"POST /projects/{key}/save HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Cookie: sessionid={sessions[user % len(sessions)]}; csrftoken={token}\r\n"
            f"X-CSRFToken: {token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return ask
