"""Telling what a flat form had no place for."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from jiheng.writing import INDICATOR_LIST, left_out
from jiheng_cli.rendering import is_list
from jiheng_cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import TargetTable


def not_held(tables: Sequence[TargetTable], form: str, output: str | None) -> tuple[Bilingual, ...]:
    """Return the kinds of fields that are lost when tables go out in a form of data."""
    return left_out(tables, INDICATOR_LIST if is_list(form, output) else form)


def tell_not_held(names: Sequence[Bilingual], output: str | None, language: Language) -> None:
    """Say in one line what a file does not hold, and what would; nothing if it holds all."""
    if not names:
        return
    tell(
        _(
            "{output}: this form has no place for {fields}; .json, or .zip (the CSV package), holds"
            " everything."
        ).format(
            output=_("standard output") if output in {None, "-"} else output,
            fields=_(", ").join(name.text(language) for name in names),
        ),
        style="warning",
    )
