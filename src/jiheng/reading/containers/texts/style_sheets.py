"""What the style sheets within a page hide, how they set characters, which lists they count."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.reading.containers.texts.html_setting import effects_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng.reading.containers.cells.lettering import Effect

_SHEET = re.compile(
    r"<style\b(?P<attributes>[^<>]*)>(?P<rules>.*?)</style\s*>", re.IGNORECASE | re.DOTALL
)
_CONDITIONAL = re.compile(r"<!--\[if\b(?:(?!-->).)*?<!\[endif\]-->", re.IGNORECASE | re.DOTALL)
"""What office programs alone take for a part of the page."""

_REMARK_ANCHOR = ".msocomanchor"
"""The class of the marks by which Word anchors remarks, which no printed page has."""

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_OTHER_MEDIA = re.compile(r"@[a-z-]+[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
"""Rules of print alone, or of a narrow screen, and the faces of fonts."""

_OF_PRINT = re.compile(r"\bmedia\s*=\s*[\"']?\s*print\b", re.IGNORECASE)
_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<said>[^{}]*)\}")
_SELECTOR = re.compile(
    r"[a-z][a-z0-9]*(?P<named>[.#][\w\u4e00-\u9fff-]+)|[.#][\w\u4e00-\u9fff-]+", re.IGNORECASE
)
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*(?P<how>[a-z-]+)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_OF_LISTS = re.compile(r"(?:ol|li)?(?P<named>\.[\w-]+)|(?:.*\s)?(?P<name>ol|li|\*)", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|[;\s])visibility\s*:\s*(?P<how>[a-z]+)", re.IGNORECASE)


def hidden_names(page: str) -> Mapping[str, bool]:
    """Return the classes (.name) and elements (#name) that a page hides by its style sheets.

    Those that take no room are True, others leave a gap. A later rule for the same name counts.
    Rules for what stands within something else, and for print, are left aside.
    """
    found = {_REMARK_ANCHOR: True} if _REMARK_ANCHOR[1:] in page else {}
    for sheet in _sheets(page):
        for name, hides in _hides(sheet):
            if hides is None:
                found.pop(name, None)
            else:
                found[name] = hides
    return MappingProxyType(found)


def styled_names(page: str) -> Mapping[str, tuple[Effect, ...]]:
    """Return the classes and elements whose characters a page sets otherwise by its style sheets.

    Word processors raise and strike out by such classes.
    """
    found: dict[str, tuple[Effect, ...]] = {}
    for sheet in _sheets(page):
        for rule in _RULE.finditer(sheet):
            effects = effects_in(rule["said"])
            found.update(dict.fromkeys(_selected(rule), effects) if effects else ())
    return MappingProxyType(found)


def _sheets(page: str) -> Iterator[str]:
    """Yield the rules of the style sheets that count for a screen, but for those of it alone."""
    if not _SHEET.search(page):
        return
    for sheet in _SHEET.finditer(_CONDITIONAL.sub("", page)):
        if not _OF_PRINT.search(sheet["attributes"]):
            yield _OTHER_MEDIA.sub("", _COMMENT.sub("", sheet["rules"]))


def unnumbered_lists(page: str) -> frozenset[str]:
    """Return the tags and classes (.name) whose lists have no numbers by the sheets of a page."""
    found: set[str] = set()
    for sheet in _SHEET.finditer(page) if _UNNUMBERED.search(page) else ():
        for rule in _RULE.finditer(_COMMENT.sub("", sheet["rules"])):
            if _UNNUMBERED.search(rule["said"]):
                selectors = (
                    _OF_LISTS.fullmatch(each.strip()) for each in rule["selectors"].split(",")
                )
                found.update(each["named"] or each["name"].lower() for each in selectors if each)
    return frozenset(found | {"ol"} if "*" in found else found)


def _hides(sheet: str) -> Iterator[tuple[str, bool | None]]:
    """Yield names with whether they are hidden without room, with room, or (None) shown."""
    for rule in _RULE.finditer(sheet):
        display, visibility = _DISPLAY.search(rule["said"]), _VISIBILITY.search(rule["said"])
        if display is None and visibility is None:
            continue
        removes = display is not None and display["how"].lower() == "none"
        veils = visibility is not None and visibility["how"].lower() in {"hidden", "collapse"}
        for name in _selected(rule):
            yield name, removes if removes or veils else None


def _selected(rule: re.Match[str]) -> Iterator[str]:
    """Yield the classes and elements that a rule is for, by their own names alone."""
    for selector in rule["selectors"].split(","):
        name = _SELECTOR.fullmatch(selector.strip())
        if name:
            yield name["named"] or name[0]
