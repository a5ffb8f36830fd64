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
_LINE_AMOUNTS = (
    "amount",
    "initial_budget",
    "budget",
    "executed",
    "rate",
    "forecast",
    "weight",
    "score",
)
_ROW_TEXTS = ("code", "department", "period", "period_goal", "goal_actual", "grade")
_INDICATOR_TEXTS = (
    "explanation",
    "sign",
    "unit",
    "scoring_rule",
    "actual",
    "forecast",
    "deviation",
    "likelihood",
)


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
        "months": _text(cells.get("months") or ""),
        "kind": cells.get("kind") or "project-targets",
        "layout": _text(cells["layout"]),
        "confidence": _json(cells.get("confidence") or "1"),
        "source": source,
        "spans": _spans(cells),
    }


def row_record(cells: Cells) -> Record:
    """Return the row of a line of `rows.csv`, without what stands in it."""
    return {
        "kind": cells["kind"],
        "name": _text(cells["name"]),
        "organization": _text(cells["organization"]),
        "funding": _funding(cells),
        "goal": _text(cells["goal"]),
        **_later_texts(cells, _ROW_TEXTS),
        "score": cells.get("score") or None,
        "spans": _spans(cells),
    }


def line_record(cells: Cells) -> Record:
    """Return the printed line of money of a line of `funding_lines.csv`."""
    amounts = {name: cells[name] or None for name in _LINE_AMOUNTS}
    return {"label": _text(cells["label"]), **amounts, "spans": _spans(cells)}


def task_record(cells: Cells) -> Record:
    """Return the task of a line of `tasks.csv`."""
    return {
        "name": _text(cells["name"]),
        "content": _text(cells["content"]),
        "expected": _text(cells["expected"]),
        "funding": _funding(cells),
        "spans": _spans(cells),
    }


def entry_record(cells: Cells) -> Record:
    """Return the further entry of a line of `entries.csv`."""
    return {
        "label": _text(cells["label"]),
        "value": _text(cells["value"]),
        "span": _json(cells["span"]),
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
        **_later_texts(cells, _INDICATOR_TEXTS),
        "weight": cells.get("weight") or None,
        "score": cells.get("score") or None,
        "spans": _spans(cells),
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


def _later_texts(cells: Cells, names: tuple[str, ...]) -> Record:
    """Return texts whose columns older packages do not have."""
    return {name: _text(cells.get(name, "")) for name in names}


def _integer(cell: str) -> int | None:
    return int(cell) if cell else None


def _boolean(cell: str) -> bool:
    if cell not in {"true", "false"}:
        message = f"“{cell[:20]}” is neither true nor false"
        raise ValueError(message)
    return cell == "true"


def _json(cell: str) -> object:
    return msgspec.json.decode(cell) if cell else None


def _spans(cells: Cells) -> object:
    return _json(cells["spans"]) or {}


def _funding(cells: Cells) -> Record | None:
    funding: Record = {name: cells[name] or None for name in _MONEY}
    return funding if _boolean(cells["has_money"]) else None


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
