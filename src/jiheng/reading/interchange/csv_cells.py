"""The cells of a line of the data package → the record they stand for."""

from __future__ import annotations

import msgspec

Cells = dict[str, str]
Record = dict[str, object]

_INTEGERS = ("year", "month", "day")
_FIELDS = {
    "number": ("op", "number", "unit"),
    "range": ("low", "high", "unit"),
    "deadline": _INTEGERS,
}
_MONEY = ("total", "fiscal_appropriation", "special_account", "other")


def table_record(cells: Cells) -> Record:
    """Return the table of a line of `tables.csv`, without rows and problems."""
    source = None
    if cells["source_sha256"]:
        source = {
            "name": _text(cells["source_name"]),
            "sha256": _text(cells["source_sha256"]),
            "media_type": _text(cells["source_media_type"]),
            "pages": _integer(cells["source_pages"]),
        }
    return {
        "schema": "jiheng/table/1",
        "title": _text(cells["title"]),
        "department": _text(cells["department"]),
        "fiscal_year": _integer(cells["fiscal_year"]),
        "money_unit": _text(cells["money_unit"]),
        "layout": _text(cells["layout"]),
        "source": source,
        "spans": _json(cells["spans"]) or {},
    }


def row_record(cells: Cells) -> Record:
    """Return the row of a line of `rows.csv`, without indicators."""
    funding = {name: cells[name] or None for name in _MONEY}
    return {
        "kind": cells["kind"],
        "name": _text(cells["name"]),
        "organization": _text(cells["organization"]),
        "funding": funding if _boolean(cells["has_money"]) else None,
        "goal": _text(cells["goal"]),
        "spans": _json(cells["spans"]) or {},
    }


def indicator_record(cells: Cells) -> Record:
    """Return the indicator of a line of `indicators.csv`."""
    return {
        "seq": _integer(cells["seq"]),
        "level1": _level(cells, "level1"),
        "level2": _level(cells, "level2"),
        "name": _text(cells["name"]),
        "period_value": _text(cells["period_value"]),
        "annual_value": _text(cells["annual_value"]),
        "target": _target(cells),
        "complete": _boolean(cells["complete"]),
        "spans": _json(cells["spans"]) or {},
    }


def problem_record(cells: Cells) -> Record:
    """Return the problem of a line of `problems.csv`."""
    return {
        "code": _text(cells["code"]),
        "message": _text(cells["message"]),
        "message_en": _text(cells["message_en"]),
        "severity": cells["severity"],
        "span": _json(cells["span"]),
        "excerpt": _text(cells["excerpt"]),
        "row": _integer(cells["row"]),
        "indicator": _integer(cells["indicator"]),
    }


def _text(cell: str) -> str | None:
    """Return a text without the apostrophe that guards it; a blank cell says nothing at all."""
    return cell.removeprefix("'") if cell else None


def _integer(cell: str) -> int | None:
    return int(cell) if cell else None


def _boolean(cell: str) -> bool:
    if cell not in {"true", "false"}:
        message = f"“{cell[:20]}” is neither true nor false"
        raise ValueError(message)
    return cell == "true"


def _json(cell: str) -> object:
    return msgspec.json.decode(cell) if cell else None


def _level(cells: Cells, name: str) -> Record | None:
    label = _text(cells[name])
    return None if label is None else {"code": _text(cells[f"{name}_code"]), "label": label}


def _target(cells: Cells) -> Record | None:
    kind = cells["target_kind"]
    if not kind:
        return None
    if kind == "several":
        return {"kind": kind, "parts": _json(cells["target_parts"])}
    record: Record = {"kind": kind}
    for name in _FIELDS.get(kind, ()):
        cell = cells[f"target_{name}"]
        if name in _INTEGERS:
            record[name] = _integer(cell)
        else:
            record[name] = _text(cell) if name == "unit" else cell
    return record
