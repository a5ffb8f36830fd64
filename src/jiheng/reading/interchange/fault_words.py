"""Faults of a data file in both languages: where it is, and the cause as the decoder names it."""

from __future__ import annotations

import re

from jiheng.bilingual import Bilingual

_TYPES = {
    "str": "文本",
    "int": "整数",
    "float": "数",
    "bool": "true 或 false",
    "array": "列表",
    "object": "对象",
    "null": "null",
}
_WHERE = re.compile(
    r"(?P<file>[a-z]+\.csv)?(?: ?line (?P<line>\d+))?:? ?"
    r"(?:(?P<path>\$(?:[^:]|:(?! ))*): )?(?P<cause>.*)",
    re.DOTALL,
)
_NUMBER_IN_TEXT = r"^-?[0-9]+(\.[0-9]+)?$"
_SIGNS = {">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于"}
_CAUSES = (
    (r"(?:Object m|M)issing required field(?: `(.+)`)?", "缺少必填字段 {0}"),
    (r"(?:Object contains u|U)nknown field(?: `(.+)`)?", "不认识的字段 {0}"),
    (r"Input data was truncated", "内容不完整，JSON 没有写完"),
    (r"JSON is malformed: .* \(byte (\d+)\)", "JSON 格式有误（第 {0} 个字节）"),
    (r"(?:Integer value|Number) out of range(?: - at `.+`)?", "数的位数过多，超出范围"),
    (r"maximum recursion depth exceeded.*", "嵌套过深"),
    (r"'utf-8' codec can't decode.*position (\d+).*", "不是 UTF-8 文本（第 {0} 个字节起）"),
    (r"Expected `(.+)`, got `(.+)`", "应为{0}，却是{1}"),
    (r"Expected `str` matching regex '(.*)'", "应为{0}的文本"),
    (r"Expected `(.+)` (>=|<=|>|<) (.+)", "应为{1} {2} 的{0}"),
    (r"Expected `(.+)`", "应为{0}"),
    (r"Invalid enum value (.+)", "不是可选的值：{0}"),
    (r"Invalid value (.+)", "不是可用的值：{0}"),
    (r"invalid literal for int\(\) with base 10: (.+)", "应为整数，却是 {0}"),
    (r"Missing column (.+)", "缺少列 {0}"),
    (r"Missing", "缺少此文件"),
    (r"Repeated key (.+)", "键重复：{0}"),
    (r"(.+) belongs to no line above it", "{0} 没有所属的上级行"),
    (r"(.+) belongs to several lines", "{0} 同属几行"),
    (r"Not as many cells as the head has columns", "单元格数与表头列数不符"),
)
_KNOWN = tuple((re.compile(cause, re.DOTALL), words) for cause, words in _CAUSES)


def worded(fault: str) -> Bilingual:
    """Return a fault, told in English by the decoder, in both languages."""
    found = _WHERE.fullmatch(fault)
    if found is None:  # pragma: no cover - every part may be missing
        return Bilingual(fault, fault)
    where = [found["file"] or "", f"第 {found['line']} 行" if found["line"] else ""]
    where.append(found["path"] or "")
    place = " ".join(filter(None, where))
    cause = _in_chinese(found["cause"])
    return Bilingual(f"{place}：{cause}" if place else cause, fault)


def _in_chinese(cause: str) -> str:
    for known, words in _KNOWN:
        match = known.fullmatch(cause)
        if match:
            return words.format(*map(_part, match.groups())).strip()
    return cause


def _part(said: str | None) -> str:
    """Return a name of the decoder in words; anything else as it is."""
    if said is None:
        return ""
    if said.replace("\\\\", "\\") == _NUMBER_IN_TEXT:
        return "写成数字（如 12.50）"
    names = said.split(" | ")
    if all(name in _TYPES for name in names):
        return "或".join(_TYPES[name] for name in names)
    return _SIGNS.get(said, said)
