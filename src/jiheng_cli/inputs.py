"""PATHs → documents: files, folders, globs and the standard input, each once, in order."""

from __future__ import annotations

import glob
import os
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_cli.source import RealPaths, Source
from jiheng_cli.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = (
    ".txt",
    ".tsv",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
    ".csv",
    ".json",
    ".jsonl",
    ".ndjson",
    ".xlsx",
    ".xls",
    ".xlsm",
    ".xltx",
    ".xlt",
    ".et",
    ".ett",
    ".ods",
    ".fods",
    ".xml",
    ".docx",
    ".docm",
    ".doc",
    ".wps",
    ".pdf",
    ".ofd",
    ".zip",
    ".tar",
    ".tgz",
    ".tar.gz",
    ".png",
    ".jpg",
    ".jpeg",
    ".tif",
    ".tiff",
    ".bmp",
    ".webp",
)
"""What folders and archives are searched for; a file named itself is read whatever its suffix."""

_TOLD = (".rtf", ".odt", ".xlsb", ".rar", ".7z")
"""What may hold a table though it cannot be read: it is tried, so that its reader hears of it."""

_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

_ABOUT = frozenset({"readme", "license", "changelog", "contributing", "notice"})
"""What stands in a folder to speak of the others."""

_ARCHIVES = (".zip", ".tar", ".tgz", ".gz")

STDIN = "-"
_SEARCHED = 2_000
_MOST_ABSENT = 10


def find_sources(paths: Sequence[str]) -> tuple[Source, ...]:
    """Return the documents that paths stand for.

    Of several paths, one that names nothing is told when its turn comes, and the others are read.

    Raises:
        click.UsageError: No path names anything to read.
    """
    sources: dict[str, Source] = {}
    real = RealPaths()
    for path in paths:
        for source in _sources(path):
            identity = STDIN if source.path is None else real.of(source.path)
            sources.setdefault(identity, source)
    found = tuple(sources.values())
    if found and all(source.absent for source in found):
        raise click.UsageError("\n".join(str(source.absent) for source in found[:_MOST_ABSENT]))
    return found


def _sources(path: str) -> Iterator[Source]:
    if path == STDIN:
        yield Source(_("standard input"), None)
        return
    try:
        yield from _found(path)
    except PermissionError:
        yield _source(path)  # reading it will fail, and be told, as of any document


def _found(path: str) -> Iterator[Source]:
    matches = [path] if _exists(path) else _globbed(path)
    if not matches:
        yield _absent(path, _missing(path))
    for match in matches:
        if Path(match).is_dir():
            yield from _in_folder(match)
        elif Path(match).exists():
            yield _source(match)
        else:
            said = _("{path} is a link to nothing.").format(path=_named(match))
            yield _absent(match, said)


def _absent(path: str, said: str) -> Source:
    name = shown(path) or "“”"
    error = UnreadableFile(name=name, reason=Bilingual(said, said))
    error.message, error.args = error.reason, (said,)  # which names the path by itself
    return Source(name, Path(path), absent=error)


def _source(path: str) -> Source:
    return Source(shown(path), Path(path))


def shown(path: str | Path) -> str:
    """Return a path as text; a name that is not UTF-8 is mostly of an archive packed in GBK."""
    name = os.fsencode(path)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def _named(path: str) -> str:
    """Return a path as a message may have it: as text that stays on its line."""
    return one_line(shown(path))


def _exists(path: str) -> bool:
    """Return whether there is such a path.

    Raises:
        PermissionError: It is in a folder that may not be entered, so nobody knows.
    """
    try:
        os.lstat(path)
    except PermissionError:
        raise
    except OSError:
        return False
    return True


def _globbed(path: str) -> list[str]:
    if not glob.has_magic(path):
        return []
    anchor = Path(path).anchor
    return sorted(str(match) for match in Path(anchor or ".").glob(path.removeprefix(anchor)))


def _in_folder(folder: str) -> Iterator[Source]:
    found = [Source(shown(path), path) for path in sorted(_walk(folder), key=str)]
    if not found:
        said = _("No document to read in {folder}. Files with these suffixes are read: {known}")
        known = " ".join(SUFFIXES)
        yield _absent(folder, said.format(folder=_named(folder), known=known))
    yield from found


def passed_over(paths: Sequence[str]) -> list[str]:
    """Return the files below the folders among paths that are no documents."""
    folders = [match for path in paths for match in _matches(path) if Path(match).is_dir()]
    found = (str(path) for folder in folders for path in _walk(folder, documents=False))
    return list(dict.fromkeys(map(shown, sorted(found))))


def _matches(path: str) -> list[str]:
    return [path] if Path(path).exists() else _globbed(path)


def _walk(folder: str, *, documents: bool = True) -> Iterator[Path]:
    """Yield the documents below a folder; a folder linked into itself is entered once.

    A folder that may not be entered is yielded itself: reading it will fail, so that what it holds
    is not passed over in silence. So is a document that is a link to nothing.
    """
    entered = {os.path.realpath(folder)}
    closed: list[str] = []
    walk = os.walk(folder, followlinks=True, onerror=lambda error: closed.append(error.filename))
    for place, folders, files in walk:
        kept = []
        for name in sorted(folders):
            real = os.path.realpath(Path(place, name))
            if not name.startswith(".") and real not in entered:
                entered.add(real)
                kept.append(name)
        folders[:] = kept
        here = Path(place)
        for name in files:
            path = here / name
            found = is_document(name) or ("." not in name and _is_signed(path))
            if (found and _may_be_file(path)) is documents:
                yield path
    if documents:
        yield from map(Path, closed)


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file() or (path.is_symlink() and not path.exists())
    except PermissionError:
        return True  # reading it will fail, and be told


def may_hold_documents(source: Source) -> bool:
    """Return whether a document is to be opened before anybody knows how many it is."""
    return source.path is None or source.path.name.casefold().endswith(_ARCHIVES)


def is_document(name: str) -> bool:
    """Return whether a file that was found, not named, is to be read."""
    stem, _dot, _suffix = name.partition(".")
    if stem.casefold() in _ABOUT:
        return False
    # Office programs leave `~$name.xlsx` beside a workbook that is open.
    suffixes = (*SUFFIXES, *_TOLD)
    return not name.startswith((".", "~$")) and name.rstrip().casefold().endswith(suffixes)


def is_signed(data: bytes) -> bool:
    """Return whether bytes begin as a PDF, an Office file or an archive does, whatever its name."""
    return data.startswith(_SIGNATURES)


def _is_signed(path: Path) -> bool:
    try:
        if not path.is_file():  # opening a pipe would wait for its writer
            return False
        with path.open("rb") as file:
            return is_signed(file.read(len(_SIGNATURES[-1])))
    except OSError:
        return False


def _missing(path: str) -> str:
    if not path:
        return _("A path is empty: name a file, a folder or a pattern.")
    name = _named(path)
    near = _near(Path(path))
    if glob.has_magic(path):
        return _("Nothing matches {path}.").format(path=name)
    if near:
        return _("{path} does not exist. Did you mean {near}?").format(
            path=name, near=_(", ").join(map(_named, near))
        )
    return _("{path} does not exist.").format(path=name)


def _near(path: Path) -> list[str]:
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry, _n in zip(entries, range(_SEARCHED), strict=False)]
    except OSError:
        return []
    return [str(path.parent / name) for name in get_close_matches(path.name, names, n=3)]
