"""What a CSV file of the data package is: columns, keys, descriptor (Data Package, tabular)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "object", "array"]
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file.

    Attributes:
        title: Its name for people.
        free_text: Whether it holds printed text, which may begin like a formula.
        choices: The only values allowed; any when empty.
        required: Whether it is never blank.
    """

    name: str
    title: str
    kind: Kind = "string"
    free_text: bool = False
    choices: tuple[str, ...] = ()
    required: bool = False

    def descriptor(self) -> Record:
        """Return the field as the descriptor has it."""
        field: Record = {"name": self.name, "title": self.title, "type": self.kind}
        if self.kind == "boolean":
            field |= {"trueValues": ["true"], "falseValues": ["false"]}
        constraints: Record = {}
        if self.required:
            constraints["required"] = True
        if self.choices:
            constraints["enum"] = list(self.choices)
        return {**field, "constraints": constraints} if constraints else field


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file of the package.

    Attributes:
        parents: Columns → name of the file whose key they refer to.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    parents: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def path(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"

    def descriptor(self) -> Record:
        """Return the resource as the descriptor has it."""
        schema: Record = {
            "fields": [column.descriptor() for column in self.columns],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        if self.parents:
            schema["foreignKeys"] = [
                {
                    "fields": list(fields),
                    "reference": {"resource": parent, "fields": list(fields)},
                }
                for fields, parent in self.parents
            ]
        return {
            "name": self.name,
            "title": self.title,
            "path": self.path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
            "schema": schema,
        }


def key(name: str, title: str) -> Column:
    """Return a column of a key: a number from 0."""
    return Column(name, title, "integer", required=True)


def text(name: str, title: str) -> Column:
    """Return a column of printed text."""
    return Column(name, title, free_text=True)


def number(name: str, title: str) -> Column:
    """Return a column of exact decimals."""
    return Column(name, title, "number")
