"""Workbooks of schemes to begin with: those that the command line writes, with made-up data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.schemes.files import load_scheme
from jiheng_evidence.schemes.synthetic import synthetic_figures
from jiheng_evidence.schemes.workbook import scheme_workbook
from jiheng_web.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES: Mapping[str, Bilingual] = {
    "innovation-points": Bilingual("企业创新积分", "Innovation points of enterprises"),
    "digital-economy": Bilingual("数字经济发展评估", "Digital economy"),
    "information-hub": Bilingual("国际信息枢纽评价", "Information hub"),
    "digital-level": Bilingual("企业数字化水平", "Digital level of enterprises"),
}
_SOURCES = Path(__file__).parents[2]
_PLACES = (_SOURCES / "jiheng_cli" / "samples", _SOURCES.parent / "samples")
"""Where samples lie: installed with the command line, or beside the sources."""
_ENTITIES = 12


def title(name: str) -> Bilingual:
    """Return the title of an example.

    Raises:
        NotFound: There is none of that name.
    """
    if name not in EXAMPLES:
        raise NotFound(kind=Bilingual("示例方案", "example"))
    return EXAMPLES[name]


@lru_cache(maxsize=len(EXAMPLES))
def workbook(name: str) -> bytes:
    """Return an example as a workbook of scheme and data.

    Raises:
        NotFound: There is none of that name.
    """
    title(name)
    folder = next(place for place in _PLACES if place.is_dir())
    path = folder / "schemes" / f"{name}.toml"
    scheme = load_scheme(path.read_bytes(), path.name)
    return scheme_workbook(scheme, synthetic_figures(scheme, _ENTITIES))
