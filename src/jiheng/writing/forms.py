"""Which forms a table can be written in."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from jiheng.bilingual import Bilingual
from jiheng.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import TargetTable


class _Writer(Protocol):
    @staticmethod
    def write(tables: Sequence[TargetTable]) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A way to write tables.

    Attributes:
        suffixes: File suffixes that mean this form, the usual one first.
        title: Its name for people.
        exact: Whether it holds every table without loss; the printed forms hold only what their
            grammar can say, see `losses`.
        module: The module of this package that writes it, loaded only when asked for.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    title: Bilingual
    exact: bool
    module: str

    def write(self, tables: Sequence[TargetTable]) -> bytes:
        """Return the tables in this form."""
        writer = cast("_Writer", import_module(f"jiheng.writing.{self.module}"))
        return writer.write(tables)


_ALL = (
    Form(
        name="json",
        suffixes=(".json",),
        media_type="application/json",
        title=Bilingual("JSON 数据", "JSON data"),
        exact=True,
        module="json",
    ),
    Form(
        name="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        media_type="application/jsonl",
        title=Bilingual("JSON 数据，每行一张表", "JSON data, one table a line"),
        exact=True,
        module="jsonl",
    ),
    Form(
        name="csv",
        suffixes=(".zip", ".csv"),
        media_type="application/zip",
        title=Bilingual("CSV 数据包（压缩文件）", "CSV data package (archive)"),
        exact=True,
        module="csv_package",
    ),
    Form(
        name="md",
        suffixes=(".md", ".markdown"),
        media_type="text/markdown",
        title=Bilingual("公开表样（Markdown）", "Disclosure form in Markdown"),
        exact=False,
        module="markdown",
    ),
    Form(
        name="xlsx",
        suffixes=(".xlsx",),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        title=Bilingual("公开表样（Excel 工作簿）", "Disclosure form as a workbook"),
        exact=False,
        module="xlsx",
    ),
    Form(
        name="html",
        suffixes=(".html", ".htm"),
        media_type="text/html",
        title=Bilingual("公开表样（网页）", "Disclosure form as a page"),
        exact=False,
        module="html",
    ),
)

FORMS: Mapping[str, Form] = MappingProxyType({form.name: form for form in _ALL})
"""Every form by its name."""


def write_tables(tables: Sequence[TargetTable], form: str) -> bytes:
    """Return tables in a form.

    A printed form prints what is there, in order, even of indicators that the source clipped;
    `losses` tells what will not read back.

    Args:
        tables: What to write; may be empty.
        form: A name in `FORMS`.

    Raises:
        UnknownName: When there is no such form.
        UnwritableTable: When a name or title is longer than a cell of a workbook can be.
    """
    if form not in FORMS:
        raise UnknownName(kind=Bilingual("表式", "form"), name=form, known=tuple(FORMS))
    return FORMS[form].write(tables)
