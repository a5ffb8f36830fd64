"""Objects that come one by one → the same JSON as if they had come together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


class JsonList:
    """One object is written as it is; none, or several, as a list. Holds one object at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting: bytes | None = None
        self._begun = False

    def add(self, document: bytes) -> None:
        """Take an object, indented by one space a level and ended by a line break."""
        if self._waiting is not None:
            self._write_waiting(last=False)
        self._waiting = document

    def close(self) -> None:
        """Write what is left, and the end."""
        if self._begun:
            self._write_waiting(last=True)
        else:
            self._stream.write(b"[]\n" if self._waiting is None else self._waiting)

    def _write_waiting(self, *, last: bool) -> None:
        # Within JSON a line break can only be the layout's, since strings escape theirs.
        deeper = (self._waiting or b"").rstrip(b"\n").replace(b"\n", b"\n ")
        self._stream.write(b" " if self._begun else b"[\n ")
        self._stream.write(deeper)
        self._stream.write(b"\n]\n" if last else b",\n")
        self._begun = True
