"""Lists of terms on a page, `<dl>`: what each says of its term, beside it in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model import Traced

TERM_TAGS = frozenset({"dl", "dt", "dd", "DL", "DT", "DD"})


class Terms:
    """Holds a term back until what is said of it follows.

    Attributes:
        stands: What the tag before says that a text is, `dt` or `dd`; empty elsewhere.
    """

    def __init__(self) -> None:
        self.stands = ""
        self._term: list[Traced] = []

    def pass_by(self, tag: str) -> list[Traced]:
        """Take in a tag of a list; return the term of which nothing is said, where one ends."""
        name = tag.strip("</>").split()[0].lower()
        if tag.startswith("</") and name != "dl":
            return []
        self.stands = "" if name == "dl" else name
        return [] if name == "dd" else self.last()

    def told(self, cells: list[Traced]) -> list[Traced]:
        """Return the row that a text within a list makes, with its term; none for a term."""
        if self.stands == "dt":
            self._term.extend(cell for cell in cells if cell)
            return []
        return [*self.last(), *cells] if any(cells) else []

    def last(self) -> list[Traced]:
        """Return the term that is held, which is held no longer."""
        term, self._term = self._term, []
        return term
