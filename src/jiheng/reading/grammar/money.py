"""Printed amounts of money."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from jiheng.language.numerals import chinese_number

_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+|\d{1,15})(?:[.．]\d{1,8})?"
_AMOUNT = re.compile(rf"[-−－]?{_DIGITS}")
_BRACKETED = re.compile(rf"[(（](?P<amount>{_DIGITS})[)）]")
_SPELT_OUT = re.compile(
    r"(?:人民币)?(?P<yuan>[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,24})[元圆]"
    r"(?:(?P<jiao>[零一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?"
    r"(?:零?(?P<fen>[一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?(?P<whole>[整正]?)"
)
_TEN_THOUSANDS = re.compile(r"万元[整正]?$")
_BLANKS = frozenset({"", "-", "—", "－", "–", "/", "／", "\\", "*", "--", "——", "无", "不适用"})
_PLAIN = str.maketrans({"，": "", ",": "", "．": ".", "−": "-", "－": "-"})


@lru_cache(maxsize=4096)
def read_amount(text: str) -> Decimal | None:
    """Return the amount printed in a cell of money without white space; None if it is none.

    Grouped thousands (132,735.81) are understood; the digits keep their printed precision. Brackets
    make an amount negative. One that is spelt out with its unit is the number before the unit:
    壹仟贰佰万元整 is 1200, 壹佰元伍角 is 100.5.
    """
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return -Decimal(bracketed["amount"].translate(_PLAIN))
    return Decimal(text.translate(_PLAIN)) if is_figure(text) else _spelt_out(text)


_UNIT = re.compile("(?:人民币)?(?:元|千元|万元|百万元|亿元)")


def is_money_unit(text: str) -> bool:
    """Return whether a text is a unit in which forms count money, and nothing else."""
    return _UNIT.fullmatch(text) is not None


def is_figure(text: str) -> bool:
    """Return whether a text is an amount in digits, wherever it stands; (1) may be a number."""
    return _AMOUNT.fullmatch(text) is not None


def is_blank_amount(text: str) -> bool:
    """Return whether a cell of money says that there is no amount: empty, a dash, 无."""
    return text in _BLANKS


def _spelt_out(text: str) -> Decimal | None:
    match = _SPELT_OUT.fullmatch(text)
    yuan = chinese_number(match["yuan"]) if match else None
    if match is None or yuan is None:
        return None
    if _TEN_THOUSANDS.search(text):
        return Decimal(int(yuan) // 10**4)
    parts = [chinese_number(match[part] or "零") or Decimal(0) for part in ("jiao", "fen")]
    if not any(parts):
        return yuan
    return yuan + parts[0] / 10 + parts[1] / 100
