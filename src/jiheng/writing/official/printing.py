"""Which official forms there are, in which files each can be printed, and which suits a table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from jiheng.bilingual import Bilingual
from jiheng.errors import UnknownName, UnwritableTable
from jiheng.model import Indicator, Row, RowKind, TableKind
from jiheng.writing.forms import FORMS
from jiheng.writing.official.specs import DISCLOSURE, SPECS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import TargetTable
    from jiheng.writing.official.grid import FormGrid


class _Layout(Protocol):
    @staticmethod
    def form_grids(table: TargetTable, form: str) -> list[FormGrid]: ...


class _Signs(Protocol):
    @staticmethod
    def missing_signs(grids: Sequence[FormGrid]) -> tuple[str, ...]: ...


class _Printer(Protocol):
    @staticmethod
    def write(grids: Sequence[FormGrid]) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialForm:
    """A form that a finance bureau asks for.

    Attributes:
        title: Its name for people.
        files: Names in `OFFICIAL_FILES` of the kinds of file it can be printed in.
    """

    name: str
    title: Bilingual
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFile:
    """A kind of file that forms are printed in."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EVERY = ("xlsx", "docx", "pdf")
_LISTS = ("html", "md")
_TITLES = {
    DISCLOSURE: Bilingual("项目支出绩效目标表（公开）", "disclosure form"),
    "declaration": Bilingual("项目支出绩效目标申报表", "declaration form of a project"),
    "department": Bilingual("部门整体支出绩效目标表", "form of a whole department"),
    "monitoring": Bilingual("项目支出绩效目标执行监控表", "monitoring form"),
    "self-evaluation": Bilingual("项目支出绩效自评表", "self-evaluation form"),
}

OFFICIAL_FORMS: Mapping[str, OfficialForm] = MappingProxyType(
    {
        name: OfficialForm(
            name=name, title=title, files=(*_EVERY, *(_LISTS if name == DISCLOSURE else ()))
        )
        for name, title in _TITLES.items()
    }
)
"""Every official form by its name."""

OFFICIAL_FILES: Mapping[str, OfficialFile] = MappingProxyType(
    {
        **{
            name: OfficialFile(
                name=name, suffixes=FORMS[name].suffixes, media_type=FORMS[name].media_type
            )
            for name in ("xlsx", *_LISTS)
        },
        "docx": OfficialFile(name="docx", suffixes=(".docx",), media_type=_WORD),
        "pdf": OfficialFile(name="pdf", suffixes=(".pdf",), media_type="application/pdf"),
    }
)
"""Every kind of file by its name."""

_WHOLE = TableKind.DEPARTMENT_TARGETS
_NO_DEPARTMENT = Bilingual(
    "这张表列的是项目，不是部门整体；请用 disclosure 或 declaration。",
    "this table lists projects, no whole department; take disclosure or declaration.",
)
_BY_KIND = {spec.kind: name for name, spec in SPECS.items()}
_LISTED = {
    Row: {"kind", "name", "organization", "funding", "goal", "indicators", "traces"},
    Indicator: {"seq", "level1", "level2", "name", "period_value", "annual_value", "target"}
    | {"complete", "traces"},
}


def usual_form(table: TargetTable) -> str:
    """Return the form that suits a table best: by its kind, and by what it says of projects.

    A list of projects with their sums is for disclosure; so is one that says no more than that
    form holds. What is said of units alone is for the form of a whole department.
    """
    if table.kind is not TableKind.PROJECT_TARGETS:
        return _BY_KIND[table.kind]
    kinds = {row.kind for row in table.rows}
    if not any(map(_says_more, table.rows)) or {RowKind.PROJECT} < kinds:
        return DISCLOSURE
    return "declaration" if RowKind.PROJECT in kinds else _BY_KIND[TableKind.DEPARTMENT_TARGETS]


def write_official(tables: Sequence[TargetTable], form: str | None, file: str) -> bytes:
    """Return tables in an official form.

    Args:
        tables: What to print; may be empty.
        form: A name in `OFFICIAL_FORMS`; None for the one that suits each table.
        file: A name in `OFFICIAL_FILES`.

    Raises:
        UnknownName: When there is no such form, or it is not printed in such a file.
        UnwritableTable: When a form of a whole department is asked of a list of projects, or a
            text is longer than a cell of a workbook can be.
        MissingExtra: When PDF is asked for and the extra `pdf` is not installed.
    """
    if form is not None and form not in OFFICIAL_FORMS:
        raise UnknownName(kind=Bilingual("表样", "form"), name=form, known=tuple(OFFICIAL_FORMS))
    forms = [form or usual_form(table) for table in tables]
    for name in (*forms, form or DISCLOSURE):
        _check(name, file)
    for table, name in zip(tables, forms, strict=True):
        _check_fit(table, name)
    if file in FORMS and set(forms) <= {DISCLOSURE}:
        return FORMS[file].write(tables)
    # Loaded only when asked for, like the writers of data.
    printer = cast("_Printer", import_module(f"jiheng.writing.official.{file}"))
    return printer.write(_grids(tables, forms))


def unshown_signs(tables: Sequence[TargetTable], form: str | None, file: str) -> tuple[str, ...]:
    """Return the characters of tables for which a file shows empty boxes; only PDF has its fonts.

    Raises:
        MissingExtra: When PDF is asked for and the extra `pdf` is not installed.
    """
    if file != "pdf":
        return ()
    signs = cast("_Signs", import_module("jiheng.writing.official.signs"))
    return signs.missing_signs(_grids(tables, [form or usual_form(table) for table in tables]))


def _grids(tables: Sequence[TargetTable], forms: Sequence[str]) -> list[FormGrid]:
    layout = cast("_Layout", import_module("jiheng.writing.official.layout"))
    pairs = zip(tables, forms, strict=True)
    return [grid for table, name in pairs for grid in layout.form_grids(table, name)]


def _check(form: str, file: str) -> None:
    known = OFFICIAL_FORMS[form].files
    if file not in known:
        raise UnknownName(kind=Bilingual("文件种类", "kind of file"), name=file, known=known)


def _check_fit(table: TargetTable, form: str) -> None:
    """Refuse to make departments of projects; the other forms print a department as what it is."""
    projects = any(row.kind is RowKind.PROJECT for row in table.rows)
    if form == _BY_KIND[_WHOLE] and projects and table.kind is not _WHOLE:
        raise UnwritableTable(form=form, reason=_NO_DEPARTMENT)


def _says_more(record: Row | Indicator) -> bool:
    """Whether a project or indicator says something that the disclosure form has no place for."""
    more = any(
        getattr(record, field.name) not in {None, ()}
        for field in fields(record)
        if field.name not in _LISTED[type(record)]
    )
    return more or (isinstance(record, Row) and any(map(_says_more, record.indicators)))
