"""The parts of a workbook, vetted before a parser that allocates as a file tells it to.

A few kilobytes can claim a cell in the last of 17 billion places, or one long text in a million
cells. Only what was looked at here is handed on, packed anew.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 2_000
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of XML; the workbook of a whole department has about one million."""

MAX_CELLS = 2_000_000
"""Places between A1 and the last cell of a sheet."""

MAX_TEXT = 64 * 1024 * 1024
"""Characters that all cells show together, a shared text counted as often as it is shown."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST_INDEX = 9
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SUFFIXES = (".xml", ".rels")

DAMAGED = Bilingual(
    "不是完好的 Excel 工作簿，或已加密。请用 WPS 或 Excel 打开另存后重试。",
    "no sound Excel workbook, or encrypted. Open it in WPS or Excel and save it anew.",
)
_TOO_LARGE = Bilingual(
    "工作簿展开后过大，不像绩效目标表。请删去多余的工作表或空白行列后重试。",
    "the workbook unpacks to more than a form needs. Remove spare sheets or blank rows.",
)


class _Unsound(Exception):
    """A part says what no spreadsheet program writes."""


class _TooLarge(Exception):
    """The workbook claims more than any form."""


def vetted(data: bytes, name: str) -> bytes:
    """Return the same workbook with its XML only, after a look at what it will take to read.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    try:
        parts = _parts(data)
        census = _Census()
        for part, said in parts.items():
            _Scanner(part, census).scan(said)
        census.check()
    except _TooLarge as fault:
        raise UnreadableFile(name=name, reason=_TOO_LARGE) from fault
    except (
        _Unsound,
        expat.ExpatError,
        zipfile.BadZipFile,
        ValueError,
        OSError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as fault:
        raise UnreadableFile(name=name, reason=DAMAGED) from fault
    return _packed(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    size = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_PARTS:
            raise _TooLarge
        for entry in entries:
            if not entry.filename.lower().endswith(_SUFFIXES):
                continue
            size += entry.file_size
            if size > MAX_UNPACKED:
                raise _TooLarge
            parts[entry.filename] = archive.read(entry)
    return parts


def _packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for part, said in parts.items():
            archive.writestr(part, said)
    return stream.getvalue()


@dataclass
class _Census:
    """What all parts together claim."""

    shared_lengths: list[int] = field(default_factory=list)
    shared_uses: Counter[int] = field(default_factory=Counter)
    sheets: Counter[str] = field(default_factory=Counter)

    def check(self) -> None:
        """Refuse one text shown too often, and one sheet listed under several names."""
        lengths = self.shared_lengths
        shown = sum(lengths[at] * n for at, n in self.shared_uses.items() if at < len(lengths))
        if shown > MAX_TEXT:
            raise _TooLarge
        if any(times > 1 for times in self.sheets.values()):
            raise _Unsound


class _Scanner:
    """Goes through one part, whatever kind it is."""

    def __init__(self, part: str, census: _Census) -> None:
        self.part = part
        self.census = census
        self.row = self.column = self.last_column = 0
        self.length = 0
        self.index: list[str] | None = None
        self.shared_cell = False

    def scan(self, said: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(said, True)  # noqa: FBT003 - the library's own signature

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._cell(attributes)
            case "row":
                self._row(attributes)
            case "v" if self.shared_cell:
                self.index = []
            case "si":
                self.length = 0
            case "Relationship" if attributes.get("Type", "").endswith("/worksheet"):
                target = posixpath.normpath(attributes.get("Target", "")).lower()
                self.census.sheets[f"{self.part}\x00{posixpath.basename(target)}"] += 1

    def _end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local == "si":
            self.census.shared_lengths.append(self.length)
        elif local == "v" and self.index is not None:
            index = "".join(self.index).strip()
            self.index = None
            if index and not (index.isascii() and index.isdigit() and len(index) <= _LONGEST_INDEX):
                raise _Unsound
            self.census.shared_uses[int(index or 0)] += 1

    def _text(self, text: str) -> None:
        self.length += len(text)
        if self.index is not None:
            self.index.append(text)

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self.row + 1))
        if not (number.isascii() and number.isdigit() and len(number) <= len(str(_LAST_ROW))):
            raise _Unsound
        self.row, self.column = int(number), 0
        self._check()

    def _cell(self, attributes: dict[str, str]) -> None:
        self.shared_cell = attributes.get("t") == "s"
        address = attributes.get("r")
        if address is None:
            self.column += 1
        else:
            match = _ADDRESS.fullmatch(address)
            if match is None:
                raise _Unsound
            self.column, self.row = _column(match[1]), max(self.row, int(match[2]))
        self.last_column = max(self.last_column, self.column)
        self._check()

    def _check(self) -> None:
        if self.row > _LAST_ROW or self.column > _LAST_COLUMN:
            raise _Unsound
        if self.row * self.last_column > MAX_CELLS:
            raise _TooLarge


def _refuse(*_: object) -> None:
    """No spreadsheet program writes a document type, and entities are how it would do harm."""
    raise _Unsound


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
