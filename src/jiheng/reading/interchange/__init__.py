"""Data files that hold records already: no sheets, no layouts, no grammar.

What writing gives as JSON and CSV comes back here exactly; faults are errors, not problems.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import TargetTable


class _Json(Protocol):
    @staticmethod
    def read_json(data: bytes, name: str) -> tuple[TargetTable, ...]: ...


class _Package(Protocol):
    @staticmethod
    def read_csv_package(files: Mapping[str, bytes], name: str) -> tuple[TargetTable, ...]: ...


def read_json(data: bytes, name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a file of JSON; what reads it is loaded only now.

    Raises:
        InvalidTable: With every fault, when a record breaks the contract.
    """
    json = cast("_Json", import_module(f"{__name__}.json_records"))
    return json.read_json(data, name)


def read_csv_package(files: Mapping[str, bytes], name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a package, given its files by name; what reads it is loaded only now.

    Raises:
        InvalidTable: With every fault, when the package or a record breaks the contract.
    """
    package = cast("_Package", import_module(f"{__name__}.csv_package"))
    return package.read_csv_package(files, name)
