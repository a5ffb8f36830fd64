"""Profiles: thresholds and lexicons of rules as layered data (national < guangdong < guangzhou).

A profile is a TOML file beside this module. It names its `parent` and states only what differs;
what it does not state it inherits. The numbers and words are data because places differ and
documents change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.model import Severity
from jiheng.standards.data_folder import DataFolder

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_PROFILE = "national"
_FOLDER = DataFolder(files("jiheng.standards").joinpath("profiles"), Bilingual("口径", "profile"))
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a place prescribes (口径).

    Attributes:
        thresholds: Name → number, as written in the data (decimals are exact).
        lexicons: Name → words.
        severities: Code of a rule → how grave it is here, where that differs from the rule's own.
        ignored: Codes of rules that do not apply here.
    """

    name: str
    title: Bilingual
    thresholds: Mapping[str, Decimal]
    lexicons: Mapping[str, tuple[str, ...]]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def threshold(self, name: str) -> Decimal:
        """Return a number; `KeyError` if the data holds none of this name."""
        return self.thresholds[name]

    def lexicon(self, name: str) -> tuple[str, ...]:
        """Return the words of a list; `KeyError` if the data holds none of this name."""
        return self.lexicons[name]


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program."""
    return _FOLDER.names()


@cache
def load_profile(name: str = DEFAULT_PROFILE) -> Profile:
    """Return a profile with everything it inherits.

    Raises:
        UnknownName: No profile of this name comes with the program.
    """
    data = _FOLDER.read(name)
    parent = data.get("parent")
    return _layered(name, data, load_profile(parent) if parent else None)


def _layered(name: str, data: Mapping[str, Any], parent: Profile | None) -> Profile:
    thresholds = {key: Decimal(value) for key, value in data.get("thresholds", _NOTHING).items()}
    lexicons = {key: tuple(words) for key, words in data.get("lexicons", _NOTHING).items()}
    severities = {code: Severity(s) for code, s in data.get("severities", _NOTHING).items()}
    ignored = tuple(data.get("ignored", ()))
    if parent is not None:
        thresholds = {**parent.thresholds, **thresholds}
        lexicons = {**parent.lexicons, **lexicons}
        severities = {**parent.severities, **severities}
        ignored = (*parent.ignored, *ignored)
    return Profile(
        name=name,
        title=Bilingual(**data["title"]),
        thresholds=MappingProxyType(thresholds),
        lexicons=MappingProxyType(lexicons),
        severities=MappingProxyType(severities),
        ignored=ignored,
    )
