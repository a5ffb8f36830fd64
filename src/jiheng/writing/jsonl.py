"""Tables as JSON Lines: one table a line, for streams and many documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jiheng.writing.record import table_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable


def write(tables: Sequence[TargetTable]) -> bytes:
    """Return a line for each table, in UTF-8."""
    return b"".join(msgspec.json.encode(table_record(table)) + b"\n" for table in tables)
