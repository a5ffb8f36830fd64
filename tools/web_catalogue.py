"""Bring the Chinese catalogue of the office up to date: sources and templates → words → compiled.

Translations are kept in parts, one file for each part of the office, in `locale/parts`; a word that
none of them translates is named.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "jiheng_web"
PARTS = SOURCES / "locale" / "parts"
MO = SOURCES / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
_KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
_OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.do", "newstyle_gettext": "true"}}


def messages() -> Iterator[str | tuple[str, ...]]:
    """Yield every message of the office."""
    for _name, _line, message, _comments, _context in extract_from_dir(
        SOURCES, _METHODS, _OPTIONS, keywords=_KEYWORDS
    ):
        yield message


def translations() -> tuple[dict[str, Any], list[str]]:
    """Return what the parts translate, and what two of them translate differently."""
    found: dict[str, Any] = {}
    at_odds = []
    for path in sorted(PARTS.glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="zh_Hans_CN"):
                key = message.id if isinstance(message.id, str) else message.id[0]
                if (
                    key
                    and message.string
                    and found.setdefault(key, message.string) != message.string
                ):
                    at_odds.append(f"{path.stem}: {key}")
    return found, at_odds


def catalogue() -> tuple[Catalog, list[str]]:
    """Return the catalogue of today's messages, and those that nobody translated."""
    made = Catalog(locale="zh_Hans_CN", project="jiheng", version="", fuzzy=False)
    made.creation_date = made.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    (known, _at_odds), missing = translations(), []
    for message in sorted(set(messages()), key=str):
        key = message if isinstance(message, str) else message[0]
        said = known.get(key)
        if said is None:
            missing.append(key)
            continue
        made.add(message, said if isinstance(message, str) or isinstance(said, tuple) else (said,))
    return made, missing


def compiled(made: Catalog) -> bytes:
    """Return a catalogue as programs read it."""
    data = io.BytesIO()
    write_mo(data, made)
    return data.getvalue()


def main() -> None:
    """Write the compiled catalogue; name what is not translated."""
    made, missing = catalogue()
    MO.parent.mkdir(parents=True, exist_ok=True)
    MO.write_bytes(compiled(made))
    for message in missing:
        print(f"not translated: {message}")
    for message in translations()[1]:
        print(f"translated differently elsewhere: {message}")


if __name__ == "__main__":
    main()
