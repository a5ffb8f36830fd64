"""The yardstick for reading: what a first script for these tables looks like.

It splits lines at tabs and cells at numbers. It knows no places, no damage, no continuation over
pages and no targets, so what it leaves out is counted beside its speed.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^>]*>")
_HEAD = re.compile(r"\d+、(?=(?:\d-)?[\u4e00-\u9fff]{2,4}指标)")
_PARTS = re.compile(r"[;；]")


def indicators(data: bytes) -> list[list[str]]:
    """Return the parts of each piece of text that begins like an indicator."""
    found: list[list[str]] = []
    for line in data.decode().splitlines():
        cells = _TAG.sub("", line).replace(" ", "").split("\t")
        pieces = _HEAD.split(cells[-1])[1:]
        found.extend(_PARTS.split(piece.rstrip("。")) for piece in pieces)
    return found
