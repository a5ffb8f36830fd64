"""A scheme as a reviewable file: TOML in and out, and the records that workbooks share with it."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import MISSING, fields
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes.fields import LABELS, fields_of
from jiheng.schemes.scheme import Adjustment, Condition, Grade, Indicator, Scheme
from jiheng.schemes.soundness import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.schemes.fields import Field

Record = dict[str, object]

PARTS: Mapping[str, tuple[str, type]] = MappingProxyType(
    {
        "indicator": ("indicators", Indicator),
        "condition": ("conditions", Condition),
        "adjustment": ("adjustments", Adjustment),
        "grade": ("grades", Grade),
    }
)
"""Name of a table of the file → attribute of the scheme and what it holds."""

_MOST_TOLD = 12
_LARGEST = 2_000_000
_AT = re.compile(r"at line (\d+), column (\d+)")


def read_scheme(data: bytes, name: str) -> Scheme:
    """Return the scheme that a TOML file holds.

    Raises:
        UnreadableFile: It is no TOML, a field is wrong, or the scheme is unsound.
    """
    if len(data) > _LARGEST:
        raise UnreadableFile(name=name, reason=Bilingual("文件过大。", "the file is too large."))
    try:
        said = tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError, RecursionError) as fault:
        raise UnreadableFile(name=name, reason=_no_toml(fault)) from fault
    return scheme_of(said, name)


def _no_toml(fault: Exception) -> Bilingual:
    """Return why a text is no TOML; the parser speaks English, but says the place in numbers."""
    if isinstance(fault, RecursionError):
        return Bilingual("不是有效的 TOML：嵌套过深", "no valid TOML: nested too deeply")
    if isinstance(fault, UnicodeDecodeError):
        return Bilingual("不是有效的 TOML：不是 UTF-8 编码", "no valid TOML: not in UTF-8")
    at = _AT.search(str(fault))
    where = f"（第 {at[1]} 行第 {at[2]} 列有语法错误或重复）" if at else ""
    return Bilingual(f"不是有效的 TOML{where}", f"no valid TOML: {fault}")


def scheme_of(said: Mapping[str, object], name: str) -> Scheme:
    """Return the scheme that records tell.

    Args:
        said: `scheme` → its record; `indicator`, `condition`, `adjustment`, `grade` → their lists.
        name: Whence it comes, for messages.

    Raises:
        UnreadableFile: A field is wrong or the scheme is unsound: all faults are told together.
    """
    wrong: list[Bilingual] = [_unknown(key) for key in said if key not in {"scheme", *PARTS}]
    whole = _values(Scheme, said.get("scheme"), "scheme", wrong)
    for key, (attribute, kind) in PARTS.items():
        listed = said.get(key, [])
        records = listed if isinstance(listed, list) else [listed]
        found = [_values(kind, record, f"{key} {n}", wrong) for n, record in enumerate(records, 1)]
        if not wrong:
            whole[attribute] = tuple(kind(**values) for values in found)
    if not wrong:
        scheme = Scheme(**whole)
        wrong.extend(faults(scheme))
        if not wrong:
            return scheme
    raise UnreadableFile(name=name, reason=_together(wrong))


def _together(wrong: Sequence[Bilingual]) -> Bilingual:
    told, rest = wrong[:_MOST_TOLD], len(wrong) - _MOST_TOLD
    zh, en = "；".join(fault.zh for fault in told), "; ".join(fault.en for fault in told)
    return (
        Bilingual(f"{zh}；另有 {rest} 处", f"{en}; {rest} more") if rest > 0 else Bilingual(zh, en)
    )


def _unknown(key: str) -> Bilingual:
    return Bilingual(f"不认识的字段“{key}”", f"unknown field “{key}”")


def _values(kind: type, said: object, where: str, wrong: list[Bilingual]) -> dict[str, Any]:
    if not isinstance(said, dict):
        wrong.append(Bilingual(f"缺少 [{where}]", f"[{where}] is missing"))
        return {}
    known = {field.name: field for field in fields_of(kind)}
    where = str(said.get("code", where))
    wrong += [_at(where, _unknown(key)) for key in said if key not in known]
    found: dict[str, Any] = {}
    for key, field in known.items():
        if key in said or field.needed:
            try:
                found[key] = _value(field, said.get(key), kind)
            except (ValueError, TypeError, ArithmeticError):
                value = str(said.get(key, ""))[:30]
                fault = Bilingual(
                    f"{field.label}（{key}）的值“{value}”无效", f"{key} cannot be “{value}”"
                )
                wrong.append(_at(where, fault))
    return found


def _value(field: Field, said: object, kind: type) -> object:
    if kind is Scheme and field.name == "siblings" and said == "parent":
        return None
    return field.value(said)


def _at(where: str, fault: Bilingual) -> Bilingual:
    return Bilingual(f"{where}：{fault.zh}", f"{where}: {fault.en}")


def write_scheme(scheme: Scheme) -> bytes:
    """Return a scheme as TOML; what is as usual is left out."""
    lines = ["[scheme]", *_lines(scheme)]
    for key, (attribute, _kind) in PARTS.items():
        for item in getattr(scheme, attribute):
            lines += ["", f"[[{key}]]", *_lines(item)]
    return ("\n".join(lines) + "\n").encode()


def _lines(item: Any) -> Iterator[str]:
    usual = {field.name: field.default for field in fields(item)}
    for name, label in LABELS[type(item)].items():
        value = getattr(item, name)
        if name == "siblings" and value is None:
            value = "parent"
        if usual[name] is MISSING or value != usual[name]:
            yield f"{name} = {_toml(value)}  # {label}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        items = (
            _toml(item) if isinstance(item, str) else f"[{item.bound:f}, {item.points:f}]"
            for item in value
        )
        return f"[{', '.join(items)}]"
    return str(value)
