"""Every place where a data file does not follow the contract, not only the first."""

from __future__ import annotations

from itertools import islice
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FAULTS = 50
"""What follows is counted only; a file that is no table at all has no end of them."""


def faults_of(value: object, shape: Any, path: str = "$") -> list[str]:
    """Return the path and cause of each fault, at most `MAX_FAULTS`.

    Args:
        value: Decoded data.
        shape: The type it should have: a structure, a union or list of such.
        path: Where in the file the value stands.
    """
    found = list(islice(_faults(value, shape, path), MAX_FAULTS + 1))
    if len(found) > MAX_FAULTS:
        return [*found[:MAX_FAULTS], "…"]
    return found


def _faults(value: object, shape: Any, path: str) -> Iterator[str]:
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError as fault:
        cause = str(fault).split(" - at `", maxsplit=1)[0]
    else:
        return
    inside = False
    for deeper in _inside(value, shape, path):
        inside = True
        yield deeper
    if not inside:
        yield f"{path}: {cause}"


def _inside(value: object, shape: Any, path: str) -> Iterator[str]:
    """Look for the faults of a value in its parts."""
    members = _members(shape)
    if isinstance(value, list):
        item = next((get_args(each)[0] for each in members if get_origin(each) is list), None)
        if item is not None:
            for number, part in enumerate(value):
                yield from _faults(part, item, f"{path}[{number}]")
    elif isinstance(value, dict):
        structure = next((each for each in members if _fits_tag(value, each)), None)
        if structure is not None:
            yield from _inside_structure(value, structure, path)


def _inside_structure(
    value: dict[str, object], structure: type[msgspec.Struct], path: str
) -> Iterator[str]:
    known = {structure.__struct_config__.tag_field}
    for field in msgspec.structs.fields(structure):
        name = field.encode_name
        known.add(name)
        if name in value:
            yield from _faults(value[name], field.type, f"{path}.{name}")
        elif field.required:
            yield f"{path}.{name}: Missing required field"
    for name in value:
        if name not in known:
            yield f"{path}.{name[:40]}: Unknown field"


def _members(shape: Any) -> tuple[Any, ...]:
    if get_origin(shape) is Annotated:
        return _members(get_args(shape)[0])
    if get_origin(shape) in {Union, UnionType}:
        return tuple(member for part in get_args(shape) for member in _members(part))
    return (shape,)


def _fits_tag(value: dict[str, object], shape: Any) -> bool:
    if not (isinstance(shape, type) and issubclass(shape, msgspec.Struct)):
        return False
    config = shape.__struct_config__
    return config.tag_field is None or value.get(config.tag_field) == config.tag
