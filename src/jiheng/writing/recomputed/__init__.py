"""Recomputed self-evaluations as text, JSON, workbook and page."""

from jiheng.writing.recomputed.documents import RecomputedTable
from jiheng.writing.recomputed.forms import RECOMPUTED_FORMS, render_recomputed

__all__ = ["RECOMPUTED_FORMS", "RecomputedTable", "render_recomputed"]
