"""Text that lies upon a PDF page: fields of a form that somebody filled in, text boxes."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

_HOLD_TEXT = frozenset((pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT))
_SIGNATURE = "Sig"
_LONGEST = 16

MAX_LAID = 10_000
"""Things upon a page that are looked at: a form has some hundred."""


def with_fields(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Return a page on which whatever was filled in stands like any other text.

    Raises:
        pypdfium2.PdfiumError: When the page is damaged.
    """
    page = document[index]
    count = min(pdfium.FPDFPage_GetAnnotCount(page.raw), MAX_LAID)
    told = [_holds_text(page.raw, at) for at in range(count)]
    if not any(told):
        return page
    for at in reversed(range(count)):
        if not told[at]:
            pdfium.FPDFPage_RemoveAnnot(page.raw, at)
    # What was laid upon it is part of a page only when that is loaded anew.
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _holds_text(page: ctypes.c_void_p, index: int) -> bool:
    """Return whether something upon a page may be text; signatures, marks and links are none."""
    laid = pdfium.FPDFPage_GetAnnot(page, index)
    if not laid:
        return False
    try:
        kind = pdfium.FPDFAnnot_GetSubtype(laid)
        return kind in _HOLD_TEXT and _field(laid) != _SIGNATURE
    finally:
        pdfium.FPDFPage_CloseAnnot(laid)


def _field(laid: ctypes.c_void_p) -> str:
    """Return what kind of field something is; blank for what is none."""
    buffer = (ctypes.c_ushort * _LONGEST)()
    size = pdfium.FPDFAnnot_GetStringValue(laid, b"FT", buffer, 2 * _LONGEST)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
