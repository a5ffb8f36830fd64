"""How many rows, columns and cells a text file may have, and what is said of one with more."""

from __future__ import annotations

from jiheng.bilingual import Bilingual

MAX_ROWS = 200_000
"""Lines with cells in one file; a whole province publishes fewer projects a year."""

MAX_COLUMNS = 1_000
MAX_PLACES = 2_000_000

TOO_MANY_ROWS = Bilingual(
    f"超过 {MAX_ROWS} 行，请拆分后再读。", f"more than {MAX_ROWS} rows; split the file."
)
TOO_MANY_COLUMNS = Bilingual(
    f"有一行超过 {MAX_COLUMNS} 列，不是绩效目标表。",
    f"a row has more than {MAX_COLUMNS} columns; this is no target table.",
)
TOO_MANY_PLACES = Bilingual(
    f"超过 {MAX_PLACES} 个单元格，请拆分后再读。",
    f"more than {MAX_PLACES} cells; split the file.",
)


class TooMany(Exception):
    """A table has more rows, columns or cells than any form; says which."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason.en)
        self.reason = reason
