"""The sheets before the tables of a workbook: how writers mark them, and readers know them."""

from __future__ import annotations

INDEX, LIST = "目录", "指标一览"
"""Names of the sheets: what tables there are, and every indicator of them all."""

MARKS = {INDEX: "jiheng.index", LIST: "jiheng.list"}
"""Sheet → the name defined for its first cell: programs keep such names when they save."""
