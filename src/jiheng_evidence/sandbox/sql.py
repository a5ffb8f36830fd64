"""Pieces of SQL put together: names and texts quoted, so that none is taken for anything else."""

from __future__ import annotations


def identifier(name: str) -> str:
    """Return a name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text quoted for SQL."""
    return "'" + text.replace("'", "''") + "'"


def select(columns: str, origin: str, *rest: str) -> str:
    """Return a query; `rest` are its further clauses, those that are empty left out."""
    return " ".join(filter(None, ("SELECT", columns, "FROM", origin, *rest)))


def nested(query: str) -> str:
    """Return a query to select from."""
    return f"({query})"
