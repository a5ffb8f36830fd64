"""Quoting a document's words in a message without drowning it."""

from __future__ import annotations

_LONGEST = 40


def short(text: str) -> str:
    """Return a text as it is quoted in a message: its middle left out when it is long."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 11]}……{text[-9:]}"
