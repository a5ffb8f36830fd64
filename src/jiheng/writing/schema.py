"""The published schema of the JSON form."""

from __future__ import annotations

from importlib.resources import files


def table_schema() -> bytes:
    """Return `table-1.json`, a JSON Schema (2020-12) of one table."""
    return (files("jiheng") / "schema" / "table-1.json").read_bytes()
