"""What a form prints that the model has no field for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model.traced import Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a form prints beyond the fields of the model: a label and the value beside it."""

    label: str
    value: str
    trace: Traced | None = field(default=None, compare=False, repr=False)
