"""What is said to a person: lines on the error stream, made safe and measured in columns."""

from __future__ import annotations

import os
import re
import sys
import traceback
from contextlib import contextmanager
from gettext import gettext as _
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from jiheng_cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

Style = Literal["error", "warning", "quiet"]

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "quiet": "\x1b[2m"}
_RESET = "\x1b[0m"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\t\n\u061c\u2028\u2029]")
_LAST_BYTE = 0xFF
_KILO = 1024
_ATOM = re.compile(r"\s+|[（《〈【〔「『“‘]*(?:[!-~]+|\S)[，。；：、！？）》〉】〕」』”’…]*")


def tell(message: str, *, style: Style | None = None) -> None:
    """Say a line on the error stream."""
    _write(one_line(message), style)


def _write(text: str, style: Style | None = None) -> None:
    if style is not None and coloured():
        text = f"{_COLOURS[style]}{text}{_RESET}"
    with heard_or_not():
        sys.stderr.write(f"{text}\n")


@contextmanager
def heard_or_not() -> Iterator[None]:
    """Let what is said be lost when the error stream takes nothing, as on a full disk."""
    try:
        yield
    except OSError:
        # What is left in the stream would make the interpreter end with a code of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def report_defect(error: BaseException, name: str | None = None) -> ExitCode:
    """Tell of an error nobody foresaw in one line; with `JIHENG_DEBUG=1`, with its traceback."""
    place = "" if name is None else f"{name}: "
    kind = type(error).__name__
    if os.environ.get("JIHENG_DEBUG") == "1":
        _write(printable("".join(traceback.format_exception(error))))
    tell(
        _(
            "{place}a defect of the program ({kind}: {error}). Please report it with the document;"
            " JIHENG_DEBUG=1 shows the details."
        ).format(place=place, kind=kind, error=error),
        style="error",
    )
    return ExitCode.DEFECT


def coloured() -> bool:
    """Return whether the error stream is a terminal whose user does not refuse colour."""
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not refused


def printable(text: str) -> str:
    """Return text that cannot command the terminal: control signs become visible."""
    return _UNPRINTABLE.sub(lambda sign: f"\\x{ord(sign.group()):02x}", text)


def one_line(text: str) -> str:
    """Return text that cannot begin a line of its own either, as a file might by its name."""
    return _BREAKS.sub(_escaped, printable(text))


def _escaped(sign: re.Match[str]) -> str:
    code = ord(sign.group())
    return f"\\x{code:02x}" if code <= _LAST_BYTE else f"\\u{code:04x}"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes; a Chinese character takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph; Chinese breaks anywhere but before closing punctuation."""
    line, used = "", 0
    for atom in _ATOM.findall(text):
        piece = " " if atom.isspace() else atom
        taken = columns(piece)
        if line and used + taken > width:
            yield line.rstrip()
            line, used = "", 0
        if line or piece != " ":
            line, used = line + piece, used + taken
    if line:
        yield line.rstrip()


def size(count: int) -> str:
    """Return a number of bytes for people."""
    if count < _KILO:
        return f"{count} B"
    if count < _KILO * _KILO:
        return f"{count / _KILO:.0f} KB"
    return f"{count / _KILO / _KILO:.1f} MB"
