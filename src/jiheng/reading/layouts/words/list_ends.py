"""Words below a list of indicators that end it: sums, remarks, those who sign.

The words are data, in `roles.toml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from jiheng.reading.layouts.words.level_labels import is_level
from jiheng.reading.layouts.words.roles import label_role, money_role, words_of

_ANYTHING = "…"


def ends_anywhere(words: str) -> bool:
    """Return whether words end a list wherever they stand."""
    return _patterns()["end"].fullmatch(words) is not None


def is_signed(words: str) -> bool:
    """Return whether words are for those who sign below a list, or for what they say there."""
    return _patterns()["signed"].fullmatch(words) is not None


def signs(words: str) -> bool:
    """Return whether a cell is of those who sign below a list, or of when they do: 填表人, 日期."""
    return _patterns()["signs"].fullmatch(words) is not None


def may_end(words: str) -> bool:
    """Return whether words end a list where no indicator stands in their row."""
    return _patterns()["tail"].fullmatch(words) is not None


@lru_cache(maxsize=1024)
def ends_of_list(words: str) -> frozenset[str]:
    """Return in which ways the first words of a row may end a list: `end`, `signed`, `tail`."""
    if label_role(words) or money_role(words):
        tail = not is_level(words, 1) and not is_level(words, 2)
    else:
        tail = may_end(words)
    ends = {"end": ends_anywhere(words), "signed": is_signed(words), "tail": tail}
    return frozenset(way for way, found in ends.items() if found)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ends, parts = words_of("list_ends"), words_of("signed")
    any_of = {name: f"(?:{'|'.join(words)})" for name, words in parts.items()}
    own = any_of["dated"] + any_of["when"] + "[:：].+"
    said = "(?::.*)?"
    signs = r"[()或及和、/]"
    signed = (
        rf"(?:{any_of['of']}*{any_of['head']}|{any_of['act']}(?:人|(?=[(:签盖意])))"
        rf"(?:{any_of['seal']}|{signs})*{said}"
        rf"|其他(?:需要?|应)?(?:说明|解释)的?{any_of['remark']}?{said}"
        rf"|(?:{any_of['side']}?{any_of['office']})?{any_of['opinion']}意见{said}"
    )
    signing = (
        rf"(?:{any_of['dated']}|{any_of['of']})*{any_of['when']}"
        rf"|{any_of['act']}{any_of['office']}|{any_of['alone']}"
    )
    return {
        "signs": re.compile(rf"(?:{signing})(?:[(]{any_of['seal']}[)])?{said}|{signed}"),
        "end": re.compile("|".join((*map(_pattern, ends["end"]), own))),
        "tail": re.compile("|".join(map(_pattern, ends["tail"]))),
        "signed": re.compile(signed),
    }


def _pattern(word: str) -> str:
    """Return the pattern of a word, with any text where it ends in …; colons are of any width."""
    bare = re.escape(word.removesuffix(_ANYTHING)).replace(":", "[:：]")
    return f"{bare}.*" if word.endswith(_ANYTHING) else bare
