"""Data about persons and marks of secrecy in a text that is to be published.

The core's rules look for what is surely wrong in any table. Here everything that may be is asked
about, for what was published cannot be taken back.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from jiheng.bilingual import Bilingual
from jiheng.rules.disclosure.di001_personal_data import is_identity_number, passes_luhn

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sight(NamedTuple):
    """What was seen in a text; never shown in full.

    Attributes:
        blocks: Whether it surely must not be published.
    """

    what: Bilingual
    shown: str
    blocks: bool


_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{5} ?(?:18|19|20)\d{6} ?\d{3}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z.])"
)
_CARD = re.compile(
    r"(?<![0-9A-Za-z.])(?:62|60|4\d|5[1-5])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z.])"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")
_PASSPORT = re.compile(
    r"(?<![0-9A-Za-z])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]E?\d{7})(?![0-9A-Za-z])"
)
_PLATE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·. ]?"
    r"(?=[A-HJ-NP-Z]*\d)[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z])"
)
_SECRET = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]"
    r"|(?:^|[（(【\[〔《])\s*(?:绝密|机密|秘密|涉密|涉密项目|内部(?:资料|使用|文件|掌握)?|不予公开)"
    r"\s*(?=[）)】\]〕》，,★☆]|$)"
    r"|密级\s*[:：]|注意保密|不得外传|内部(?:资料|文件)[，,]?(?:注意|不得|请勿)"
)
_MEASURES = "元万亿千百个家人次件项台%.,"
_OFFICE = ".gov.cn"
_SHORT = 8
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(3**place % 31 for place in range(17))


def seen(text: str) -> Iterator[Sight]:
    """Yield what a text says of persons, and marks of secrecy."""
    words = unicodedata.normalize("NFKC", text)
    yield from _numbers(words)
    for match in _MAIL.finditer(words):
        blocks = not match[0].lower().endswith(_OFFICE)
        yield Sight(Bilingual("电子邮箱", "an e-mail address"), _masked(match[0]), blocks)
    for match in _PASSPORT.finditer(words):
        named = "护照" in words[max(match.start() - 12, 0) : match.start()]
        yield Sight(Bilingual("护照号", "a passport number"), _masked(match[0]), named)
    for match in _PLATE.finditer(words):
        yield Sight(Bilingual("车牌号", "a number plate"), _masked(match[0]), blocks=False)
    for match in _SECRET.finditer(text):
        mark = match[0].strip("（(【[〔《 ")
        yield Sight(Bilingual("密级或内部标志", "a mark of secrecy"), mark, blocks=True)


def is_credit_code(number: str) -> bool:
    """Return whether this is a unified social credit code (GB 32100), which is public."""
    if len(number) != len(_WEIGHTS) + 1 or set(number) - set(_CODE):
        return False
    total = sum(_CODE.index(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return _CODE[-total % len(_CODE)] == number[-1]


def _numbers(words: str) -> Iterator[Sight]:
    taken: list[range] = []
    for match in _IDENTITY.finditer(words):
        number = match[0].replace(" ", "")
        if is_identity_number(number):
            taken.append(range(*match.span()))
            yield Sight(
                Bilingual("居民身份证号", "an identity number"), _masked(number), blocks=True
            )
    for match in _MOBILE.finditer(words):
        number = _digits(match[0])[-11:]
        if not number.endswith("0000") and words[match.end() : match.end() + 1] not in set(
            _MEASURES
        ):
            yield Sight(Bilingual("手机号", "a mobile number"), _masked(number), blocks=True)
    for match in _CARD.finditer(words):
        number = _digits(match[0])
        known = any(match.start() in place for place in taken) or is_credit_code(number)
        if passes_luhn(number) and not number.endswith("0000") and not known:
            yield Sight(
                Bilingual("银行卡号", "the number of a bank card"), _masked(number), blocks=True
            )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _masked(secret: str) -> str:
    return (
        f"{secret[:3]}{'*' * max(len(secret) - 7, 1)}{secret[-4:] if len(secret) > _SHORT else ''}"
    )
