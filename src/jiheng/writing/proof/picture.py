"""What the page of proof shows of a source page: its picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page of a source as a person sees it.

    Attributes:
        number: Of the page, counted from 1.
        width: Of the page, in points.
        height: Of the page, in points.
        media_type: Such as `image/png`.
        data: The picture's file.
    """

    number: int
    width: float
    height: float
    media_type: str
    data: bytes
