"""Bring the Chinese catalogue of the command line up to date with its sources, and compile it.

Keeps translations, adds what is new with an empty translation, and drops what is gone. The texts
of click, which the program shows as well, stand in the same catalogue.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "jiheng_cli"
PO = SOURCES / "locale" / "zh_CN" / "LC_MESSAGES" / "jiheng.po"
MO = PO.with_suffix(".mo")
_KEYWORDS = {"_": None, "ngettext": (1, 2)}


def translated() -> Catalog:
    """Return the catalogue as it stands in the file."""
    with PO.open("rb") as stream:
        return read_po(stream, locale="zh_CN", domain="jiheng")


def messages() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Yield every message of the program and of click, with the file it stands in."""
    for folder in (SOURCES, Path(click.__file__).parent):
        found = extract_from_dir(folder, [("**.py", "python")], keywords=_KEYWORDS)
        for name, _line, message, _comments, _context in found:
            yield message, f"{folder.name}/{name}"


def updated(catalogue: Catalog) -> Catalog:
    """Return a catalogue of today's messages with the translations there are."""
    fresh = Catalog(
        locale="zh_CN",
        project="jiheng",
        version="",
        copyright_holder="",
        header_comment="# Chinese texts of the command line.",
        creation_date=catalogue.creation_date,
        revision_date=catalogue.revision_date,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    for message, place in messages():
        known = catalogue.get(message[0] if isinstance(message, tuple) else message)
        fresh.add(message, known.string if known else None, locations=[(place, 0)])
    return fresh


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue in the form `gettext` reads."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main() -> None:
    """Update and compile the catalogue, and name what is not translated yet."""
    catalogue = updated(translated())
    with PO.open("wb") as stream:
        write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False)
    MO.write_bytes(compiled(translated()))
    for message in catalogue:
        if message.id and not message.string:
            print("not translated:", message.id)


if __name__ == "__main__":
    main()
