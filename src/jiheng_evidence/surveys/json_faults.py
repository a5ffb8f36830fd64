"""Why JSON does not follow a contract; the decoder speaks English, its places are the same."""

from __future__ import annotations

import re

from jiheng.bilingual import Bilingual

_AT = re.compile(r" - at `([^`]*)`")
_KNOWN = (
    (re.compile(r"missing required field `([^`]*)`"), "缺少字段 {}"),
    (re.compile(r"contains unknown field `([^`]*)`"), "不认识的字段 {}"),
    (re.compile(r"Invalid enum value '?([^' ]*)'?"), "没有“{}”这个取值"),
    (re.compile(r"Expected `[^`]*`, got `([^`]*)`"), "类型不符（写成了 {}）"),
    (re.compile(r"malformed: .*\(byte ([0-9]+)\)"), "不是有效的 JSON（第 {} 字节）"),
    (re.compile(r"truncated"), "内容不完整"),
)
_TYPES = {
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "bool": "是否",
    "null": "空值",
    "object": "对象",
    "array": "列表",
}


def json_fault(fault: Exception) -> Bilingual:
    """Return what a decoder refused, and where, in both languages."""
    if isinstance(fault, RecursionError):
        return Bilingual("嵌套过深", "nested too deeply")
    said = str(fault)
    at = _AT.search(said)
    where = f"{at[1]}：" if at else ""
    for pattern, words in _KNOWN:
        found = pattern.search(said)
        if found:
            what = found[1] if found.groups() else ""
            return Bilingual(where + words.format(_TYPES.get(what, what)), said)
    return Bilingual(f"{where}取值或编码不符", said)
