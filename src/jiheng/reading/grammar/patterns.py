"""The printed grammar of a packed indicator cell, as patterns over text without white space.

Two grammars are in use, often both in one department's papers:

* with codes: `1、1-产出指标;11-数量指标;名称;实施周期指标值:V;年度指标值:V。`
* without: `1、产出指标：名称，年度指标值：V。`

The first may lack its codes, or its levels, where these are none of the official tree.

Punctuation is half- or full-width and often the wrong one, so any separator is taken for any other.
"""

from __future__ import annotations

import re

from jiheng.standards.indicator_tree import LEVEL2

SEPARATORS = ";；:：,，。"
DASH = "[-—–－一]"

_LABELS = {label for node in LEVEL2 for label in (node.label, *node.other_labels)}
_SECOND = "|".join(sorted({label.removesuffix("指标") for label in _LABELS}, key=len, reverse=True))

_NAMED = f";[^{SEPARATORS}]{{1,80}};(?:实施周期|年度)指标值:"
"""What stands behind the last level: the name, and the label of a value."""

HEAD = re.compile(
    r"(?:(?<!\d)(?P<seq>\d{1,3})[、.．,，])?"
    rf"(?<!\d)(?P<code1>[1-9１-９]){DASH}(?P<label1>[\u4e00-\u9fff]{{2,6}}指标)[{SEPARATORS}]{{1,2}}"
    rf"(?:(?:(?P<code2>[1-9１-９]\d){DASH}|(?=[^{SEPARATORS}\d]{{1,14}}{_NAMED}))"
    rf"(?P<label2>[^{SEPARATORS}\d]{{1,14}})[{SEPARATORS}]{{1,2}})?"
    r"|(?<![\dA-Za-z.])(?P<seq_plain>\d{1,3})[、.．](?P<label_plain>[\u4e00-\u9fff]{2,6}指标)[：:]"
    rf"(?:(?P<label2_plain>(?:{_SECOND})(?:指标)?)[：:])?"
    r"|(?:^|(?<=。))(?P<seq_bare>\d{1,3})、"
    rf"(?:(?:(?P<code1_bare>[1-9])-)?(?P<label1_bare>[\u4e00-\u9fff]{{2,12}});"
    rf"(?:(?:(?P<code2_bare>[1-9]\d)-)?(?P<label2_bare>[^{SEPARATORS}\d]{{1,14}});)?)?"
    rf"(?={_NAMED[1:]})"
)
"""What opens an indicator: number, first level, second level."""

LABEL = re.compile(
    r"(?P<exact>实施周期|年度)指标值[:：;；]{1,2}"
    rf"|(?<=[{SEPARATORS}])(?P<bare>实施周期|年度)指标值(?=[^:：;；])"
    rf"|(?<=[{SEPARATORS}])(?P<garbled>[\u4e00-\u9fff]度|年[\u4e00-\u9fff]|实施[\u4e00-\u9fff]{{2}}"
    r"|[\u4e00-\u9fff]{1,2}周[\u4e00-\u9fff])指标值[:：;；]{1,2}"
)
"""What opens a value; `garbled` is a misread label such as 车度指标值."""

PERIOD_LABEL, ANNUAL_LABEL = "实施周期指标值", "年度指标值"

CLIPPED_LABEL_START = re.compile(r"(?P<rest>[实施周期年度]{0,3}?)(?:指标值|标值|值)[:：]")
"""A label that lost its beginning, at the start of a cell."""


def _beginnings() -> str:
    labels = (PERIOD_LABEL, ANNUAL_LABEL)
    parts = {label[:length] for label in labels for length in range(1, len(label) + 1)}
    return "|".join(sorted(parts, key=len, reverse=True))


CLIPPED_LABEL_END = re.compile(rf"[{SEPARATORS}]((?:{_beginnings()}|[\u4e00-\u9fff]度)[:：]?)$")
"""A label that lost its end, at the end of a cell."""

LONE_NUMBER = re.compile(r"(?<=[。；;])\d{1,3}[、.．]$")
MAX_NUMBER = 6
"""The number of the next indicator where the cell ends, and how long it can be."""

_START = re.compile(
    rf"(?:\d{{1,3}}[、.．,，])?(?:[1-9]{DASH})?[\u4e00-\u9fff]{{2,6}}指标[{SEPARATORS}]"
)


def opens_with_indicator(text: str) -> bool:
    """Return whether a cell begins with a whole indicator and not in the middle of one."""
    match = _START.match(text)
    return match is not None and text[0].isdigit()


def looks_like_indicators(text: str) -> bool:
    """Return whether a cell holds packed indicators or a piece of them."""
    return HEAD.search(text) is not None or LABEL.search(text) is not None


def first_number(text: str) -> int | None:
    """Return the number of the indicator a cell opens with."""
    match = HEAD.match(text)
    return _number(match) if match else None


def last_number(text: str) -> int | None:
    """Return the number of the last indicator in a cell that has one."""
    numbers = [_number(match) for match in HEAD.finditer(text)]
    return next((number for number in reversed(numbers) if number), None)


def _number(head: re.Match[str]) -> int | None:
    number = head["seq"] or head["seq_plain"] or head["seq_bare"]
    return int(number) if number else None
