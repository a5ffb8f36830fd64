"""One sentence in both languages of the interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text shown to users: Simplified Chinese first, English second."""

    zh: str
    en: str

    def text(self, language: Language = "zh") -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en
