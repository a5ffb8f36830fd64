"""What the labels of forms mean: printed words → the field of the model that stands beside them.

The words are data, in `roles.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache, partial
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.composed import composed
from jiheng.reading.layouts.words.label_units import without_unit_behind
from jiheng.reading.layouts.words.terms import of_term, undated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CACHED = 20_000
"""Labels remembered: forms of one city print the same few hundred."""

LONGEST = 40
"""Characters that a label has at most."""

_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_ORDINAL = re.compile(
    r"^(?:\d{1,2}[.、)]|[①-⑳]|其中[::]?|资金(?:来源|结构|构成)[:：]|[一二三四五六七八九十][、.])+"
)
_MARKS = "*★☆▲※"
"""Signs by which a form marks what must be filled in."""

_LETTERED = re.compile(r"(?<=[\u4e00-\u9fff])(?:[A-Fa-f](?:/[A-Fa-f])?%?|%)$")
"""The letter of a column, by which others are computed: 全年预算数A, 执行率B/A."""

_YEAR = re.compile(r"^20\d{2}年?(?:度)?(?=[^\d年])")
_DASHES = re.compile("[—–―~〜‐]+")
_CIRCLED = re.compile(r"[①-⑳](?:[=＝+＋\-－×/÷]?[①-⑳])*")
"""The number of a column or line, or how it is computed of others: ③=①+②."""

_SOURCE = re.compile(
    r"(?:其中:?)?(?:中央|省级?|市级?|区级?|县级?|市县级?|省市级?|区县级?|县区级?|镇级?|乡镇级?|自治[区州县]|州级?|地区|盟|旗县?|兵团|地方|本级|上级)"
    r"(?:财政|补助|配套|投入|资金)?"
)


@lru_cache(maxsize=CACHED)
def plain(text: str) -> str:
    """Return a label as it is compared: half-width signs, no blanks, no colon at its end."""
    folded = unicodedata.normalize("NFKC", _CIRCLED.sub("", text[: 2 * LONGEST]))
    return _DASHES.sub("-", re.sub(r"\s+", "", folded)).strip(_MARKS).rstrip(":：").strip(_MARKS)


def role_in(text: str, vocabulary: str) -> str | None:
    """Return the role that a label plays among `columns`, `labels`, `money_lines` and so on.

    A label is looked up as printed, then without what stands in brackets, then without 其中 and
    numbers before it. What it says of time is read before it is left out: 指标值（实施期）. One
    that is not listed may be put together of known words.
    """
    return _ROLES[vocabulary](text)


def _role(vocabulary: str, text: str) -> str | None:
    if len(text) > LONGEST or text.isascii():  # by far the most that are no labels
        return None
    table, words = _vocabularies()[vocabulary], plain(text)
    forms = _known_as(words)
    for form in forms:
        if form in table:
            return table[form] if form == words else of_term(table[form], words, vocabulary)
    for form in forms:
        role = composed(form, vocabulary)
        if role and not is_block(text):
            return role if form == words else of_term(role, words, vocabulary)
    return None


_ROLES: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {
        vocabulary: lru_cache(maxsize=CACHED)(partial(_role, vocabulary))
        for vocabulary in (
            *("columns", "projects", "values", "labels", "money_lines", "money_columns"),
            *("tasks", "items", "hints", "described", "other_tables"),
        )
    }
)
column_role, label_role = _ROLES["columns"], _ROLES["labels"]
money_role, item_role = _ROLES["money_lines"], _ROLES["items"]
"""The roles of labels by the vocabularies that are asked most, for each cell of a form."""


@lru_cache(maxsize=CACHED)
def names_source(label: str) -> bool:
    """Return whether a label may name a source of money beside a total: 中央, 省级, 市县."""
    return _SOURCE.fullmatch(plain(label)) is not None


@lru_cache(maxsize=CACHED)
def is_block(text: str) -> bool:
    """Return whether a label names a part of a form."""
    if len(text) > LONGEST or text.isascii():
        return False
    return any(form in _vocabularies()["blocks"] for form in _forms(plain(text)))


@lru_cache(maxsize=CACHED)
def _known_as(words: str) -> tuple[str, ...]:
    """Return as what a label may be listed in any vocabulary, the whole of it first."""
    return tuple(dict.fromkeys((*_forms(words), undated(words))))


def _forms(text: str) -> tuple[str, ...]:
    bare = _BRACKETED.sub("", text).rstrip(":：")
    cut = _ORDINAL.sub("", bare)
    ageless = _YEAR.sub("", bare)
    lettered = _LETTERED.sub("", bare)
    forms = (
        text,
        bare,
        cut,
        _ORDINAL.sub("", text),
        lettered,
        *map(without_unit_behind, (bare, cut)),
    )
    if ageless == bare:
        return forms
    dated = f"年度{ageless}"
    return (*forms, dated, ageless) if bare.endswith(dated) else (*forms, ageless, dated)


@cache
def _vocabularies() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({name: _table(lines) for name, lines in _said().items()})


@cache
def _said() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))


def words_of(vocabulary: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of each line of a vocabulary, where one word may stand in several."""
    return {role: tuple(line.split()) for role, line in _said()[vocabulary].items()}


def _table(lines: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(
        {plain(word): role for role, line in lines.items() for word in line.split()}
    )
