"""What the buttons of the plain form do to its rows, for a browser without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_web.editor.fixes import fixes
from jiheng_web.editor.sheet import COLUMNS, MOST_ROWS, ORIGIN, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping


def pressed(sheet: Sheet, button: str) -> Sheet:
    """Return a sheet after a button: `add`, `remove.3`, `up.3`, `down.3`, `fix.indicators.3.name`.

    Any other button changes nothing; the form is but looked at again.
    """
    act, _dot, what = button.partition(".")
    rows = list(sheet.rows)
    if act == "add" and len(rows) < MOST_ROWS:
        return Sheet(sheet.fields, (*rows, dict.fromkeys((ORIGIN, *COLUMNS), "")))
    if act == "fix":
        return _fixed(sheet, what)
    number = int(what) if what.isascii() and what.isdecimal() and len(what) < 5 else -1  # noqa: PLR2004
    if not 0 <= number < len(rows):
        return sheet
    row = rows.pop(number)
    if act == "up":
        rows.insert(max(number - 1, 0), row)
    elif act == "down":
        rows.insert(number + 1, row)
    elif act != "remove":
        rows.insert(number, row)
    return Sheet(sheet.fields, tuple(rows))


def _fixed(sheet: Sheet, place: str) -> Sheet:
    """Return a sheet with the safe fix of one place, or of all where none is named."""
    wanted = {fix.place: fix.after for fix in fixes(sheet) if place in {"", fix.place}}
    rows = (_replaced(row, f"indicators.{n}.", wanted) for n, row in enumerate(sheet.rows))
    return Sheet(_replaced(sheet.fields, "", wanted), tuple(rows))


def _replaced(cells: Mapping[str, str], above: str, wanted: Mapping[str, str]) -> dict[str, str]:
    return {name: wanted.get(f"{above}{name}", text) for name, text in cells.items()}
