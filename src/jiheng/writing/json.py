"""Tables as JSON, by the published schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jiheng.writing.record import table_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable


def write(tables: Sequence[TargetTable]) -> bytes:
    """Return one object for one table, a list of objects for none or several, in UTF-8."""
    records = [table_record(table) for table in tables]
    said = msgspec.json.encode(records[0] if len(records) == 1 else records)
    return msgspec.json.format(said, indent=1) + b"\n"
