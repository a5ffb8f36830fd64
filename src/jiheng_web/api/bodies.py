"""What programs send: strict models, and the core's table in the shape of its published schema."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from django.core.exceptions import RequestDataTooBig
from ninja.errors import HttpError
from ninja.parser import Parser as NinjaParser
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from jiheng.bilingual import Bilingual
from jiheng.model import RowKind
from jiheng.reading.interchange.json_records import read_json
from jiheng_web.errors import InvalidInput
from jiheng_web.failures import language

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jiheng.model import TargetTable

MOST_ROWS = 500
"""Projects of one bulk request."""
MOST_CHECKED = 1024 * 1024
"""Bytes of a table that is checked and not stored."""
_NAME = "table"

Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Short = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]
Revision = Annotated[int, Field(ge=1, le=2**31 - 1)]
Decimals = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]
TableRecord = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "Table"})]
"""One table by jiheng/table/1; read by the core, which names every fault.

What stands for its schema here is replaced by a reference to it in `referring`.
"""


class Sent(BaseModel):
    """Anything sent: no unknown fields, nothing turned from one type into another."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewProject(Sent):
    """A project to make: where, and what it says as a table of one row."""

    organization: Short
    table: TableRecord


class Saving(Sent):
    """What a project is to say, and the revision that this was based on."""

    revision: Revision
    table: TableRecord


class Bulk(Sent):
    """Projects to make, or to bring to what the rows say."""

    items: Annotated[list[NewProject], Field(max_length=MOST_ROWS)]


class Reason(Sent):
    """A few words of why."""

    reason: Words = ""


class Adjustment(Sent):
    """Why an approved project is adjusted, and by which approval."""

    reason: Words
    approval_number: Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]


class Letting(Sent):
    """A finding to let pass."""

    rule: Short
    place: Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]
    reason: Words


class Judgement(Sent):
    """A review: grade, points of the eight items as decimal strings, opinion."""

    level: Literal["department", "finance", "evaluator"]
    grade: Literal["优", "良", "中", "差"]
    points: dict[str, Decimals]
    opinion: Words = ""


class Remark(Sent):
    """A comment on a cell; an empty place means the whole project."""

    place: Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")] = ""
    text: Words


class Text(Sent):
    """A few words."""

    text: Words


class Checking(Sent):
    """A table to check; nothing of it is stored."""

    table: TableRecord


class Parser(NinjaParser):
    """Reads bodies as JSON strictly: one value, no NaN, text that every database can hold."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what the body says."""
        return msgspec.json.decode(request.body)


def bounded(request: HttpRequest, most: int) -> None:
    """Refuse a body of too many bytes.

    Raises:
        RequestDataTooBig: It has more.
    """
    if len(request.body) > most:
        raise RequestDataTooBig


def table_from(record: dict[str, Any]) -> TargetTable:
    """Return the table that a record says.

    Raises:
        InvalidTable: It follows no schema.
        InvalidInput: It holds what no database can.
    """
    try:
        said = msgspec.json.encode(record)
    except (RecursionError, UnicodeEncodeError) as fault:
        raise HttpError(400, _unfit().text(language())) from fault
    if b"\\u0000" in said:
        raise InvalidInput({"table": _unfit()})
    (table,) = read_json(said, name=_NAME)
    return table


def project_from(record: dict[str, Any]) -> TargetTable:
    """Return a table of one project.

    Raises:
        InvalidTable: It follows no schema.
        InvalidInput: It is no table of one project.
    """
    table = table_from(record)
    if [row.kind for row in table.rows] != [RowKind.PROJECT] or not table.rows[0].name.strip():
        why = Bilingual("应为只含一个项目、有项目名称的表。", "Send one project with a name.")
        raise InvalidInput({"table.rows": why})
    return table


@cache
def components() -> dict[str, Any]:
    """Return the published schema of a table as components of this interface's description."""
    text = files("jiheng").joinpath("schema", "table-1.json").read_text(encoding="utf-8")
    schema = json.loads(text.replace("#/$defs/", "#/components/schemas/Table_"))
    parts = schema.pop("$defs")
    for name in ("$id", "$schema"):
        schema.pop(name)
    return {"Table": schema, **{f"Table_{name}": part for name, part in parts.items()}}


def referring(schema: Any) -> Any:
    """Return a description in which tables refer to their published schema."""
    if isinstance(schema, dict):
        if "x-shape" in schema:
            return {"$ref": f"#/components/schemas/{schema['x-shape']}"}
        return {name: referring(part) for name, part in schema.items()}
    return [referring(part) for part in schema] if isinstance(schema, list) else schema


def _unfit() -> Bilingual:
    return Bilingual("内容含有无法保存的字符。", "It holds characters that cannot be stored.")
