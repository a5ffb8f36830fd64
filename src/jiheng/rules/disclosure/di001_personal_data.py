"""DI001: numbers that identify a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.disclosure.texts import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.disclosure.texts import PublishedText
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="DI001",
    name="personal-data",
    title=Bilingual("公开内容含个人信息", "Personal data in published text"),
    family=Family.DISCLOSURE,
    severity=Severity.BLOCK,
    aliases=("R72",),
    basis=Basis(
        text=Bilingual(
            "《个人信息保护法》第二十八条（敏感个人信息）；政府信息公开条例（2019年修订）第十五条。",
            "Personal Information Protection Law, Art. 28; regulations on open "
            "government information (2019), Art. 15.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "拟公开的文字中有身份证号、手机号、银行卡号（不得提交）或电子邮箱（建议）。",
            "The text to be published holds an identity number, a mobile number, "
            "a bank card (block) or an e-mail address (advice).",
        ),
        why=Bilingual(
            "身份证号、账号等属敏感个人信息，公开即侵权，并可能被用于诈骗。",
            "Such data is protected; publishing it breaks the law and invites fraud.",
        ),
        bad=Bilingual(
            "联系人手机138****1234（未遮盖）",
            "a mobile number in full",
        ),
        good=Bilingual(
            "不写个人联系方式",
            "no personal contacts",
        ),
        fix=Bilingual(
            "删去或遮盖后再公开：身份证号留前3后4位，手机号留前3后4位，卡号留后4位。",
            "Delete or mask it: identity numbers keep 3 and 4 digits, mobiles 3 "
            "and 4, cards the last 4.",
        ),
    ),
)
_NUMBERS = re.compile(r"\d{11,19}[Xx]?(?![\dA-Za-z])")
_IDENTITY = re.compile(
    r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_CARD = re.compile(r"(?:62|60|4|5[1-5])\d{14,17}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")
_MEASURES = frozenset("元万亿千百个家人次件项台%％.．,")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_ROUND = "0000"
_TEN = 10
_NINE = 9


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for numbers that identify a person, with their check digits."""
    for text in published(table):
        for match in _NUMBERS.finditer(text.words):
            kind = _kind(text.words, match)
            if kind is not None:
                yield _hit(text, match, kind, Severity.BLOCK)
        if "@" in text.words:
            for match in _EMAIL.finditer(text.words):
                yield _hit(text, match, Bilingual("电子邮箱", "e-mail address"), Severity.ADVICE)


def _kind(words: str, match: re.Match[str]) -> Bilingual | None:
    number, before = match[0], words[max(match.start() - 1, 0) : match.start()]
    if before.isascii() and before.isalnum():
        return None
    if _IDENTITY.fullmatch(number) and is_identity_number(number):
        return Bilingual("居民身份证号", "identity number")
    after = words[match.end() : match.end() + 1]
    is_amount = number == words or after in _MEASURES or number.endswith(_ROUND)
    if _MOBILE.fullmatch(number) and not is_amount:
        return Bilingual("手机号", "mobile number")
    if _CARD.fullmatch(number) and passes_luhn(number):
        return Bilingual("银行卡号", "number of a bank card")
    return None


def _hit(text: PublishedText, match: re.Match[str], kind: Bilingual, severity: Severity) -> Hit:
    shown = _masked(match[0])
    return Hit(
        at=text.at(*match.span()),
        severity=severity,
        message=Bilingual(f"含有{kind.zh}“{shown}”。", f"There is an {kind.en}: “{shown}”."),
    )


def _masked(secret: str) -> str:
    return f"{secret[:3]}{'*' * max(len(secret) - 7, 1)}{secret[-4:]}"


def is_identity_number(number: str) -> bool:
    """Check the last digit of an 18-digit identity number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % len(_CHECK_DIGITS)] == number[-1].upper()


def passes_luhn(number: str) -> bool:
    """Check the last digit of a card number (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - _NINE if value > _NINE else value
    return total % _TEN == 0


RULE = TableRule(META, check)
