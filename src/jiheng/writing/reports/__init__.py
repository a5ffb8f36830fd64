"""Reviews for people and programs: JSON, SARIF, a workbook, a page.

Uses only what a `Review` carries; must not import `jiheng.rules` or `jiheng.reading`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from jiheng.bilingual import Bilingual
from jiheng.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Review

REPORT_FORMS = ("json", "sarif", "xlsx", "html")
"""Names of the forms a report can take, each also its file suffix."""

__all__ = ["REPORT_FORMS", "render"]


class _Form(Protocol):
    @staticmethod
    def render(reviews: Sequence[Review], language: Language) -> bytes: ...


def render(reviews: Sequence[Review], form: str, language: Language = "zh") -> bytes:
    """Return a report on the reviewed tables.

    The same reviews give the same bytes. A form's library is loaded only when it is asked for.

    Args:
        reviews: One a table, in the order they are to be shown; may be empty.
        form: One of `REPORT_FORMS`.
        language: Of everything but the printed text of the tables.

    Raises:
        UnknownName: When there is no such form.
    """
    if form not in REPORT_FORMS:
        raise UnknownName(kind=Bilingual("报告格式", "report form"), name=form, known=REPORT_FORMS)
    module = cast("_Form", import_module(f"{__name__}.{form}"))
    return module.render(reviews, language)
