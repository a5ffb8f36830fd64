"""Forms as PDF, set by Typst in fonts that come with the extra `pdf`."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiheng.errors import MissingExtra
from jiheng.writing.official.grid import legal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    from jiheng.writing.official.grid import FormGrid

_UNNAMED = "绩效目标表"
_EXTRA = "pdf"
# A file states when it was made. The clock would make equal forms unequal bytes.
_CREATED = 315_532_800


def write(grids: Sequence[FormGrid]) -> bytes:
    """Return a file with each form on pages of its own; one blank page if there is none.

    Raises:
        MissingExtra: When the extra `pdf` is not installed.
    """
    title = next((grid.title for grid in grids if grid.title), _UNNAMED)
    given = {"title": title, "grids": [_record(grid) for grid in grids]}
    template = (files(__package__) / "form.typ").read_bytes()
    return typeset(template, {"forms": legal(json.dumps(given, ensure_ascii=False))}, "pdf")


def typeset(template: bytes, given: Mapping[str, str], form: str) -> bytes:
    """Return what Typst makes of a template and its data, in the fonts of the forms.

    Raises:
        MissingExtra: When the extra `pdf` is not installed.
    """
    typst, fonts = (_module(name) for name in ("typst", "pylopdf_fonts_zh_cn"))
    made: bytes = typst.compile(
        template,
        font_paths=[Path(fonts.__path__[0])],
        ignore_system_fonts=True,
        sys_inputs=given,
        format=form,
        timestamp=_CREATED,
    )
    return made


def _module(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(extra=_EXTRA) from error


def _record(grid: FormGrid) -> dict[str, Any]:
    """Return a form as the template takes it; decimals only as they are printed."""
    cells = [[asdict(cell) | {"number": None} for cell in row] for row in grid.rows]
    return asdict(grid) | {"rows": cells, "lines": grid.lines}
