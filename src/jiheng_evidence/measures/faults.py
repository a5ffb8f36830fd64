"""What is wrong with a measure file: gathered, so that all of it is told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

_MOST = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        line: Where; 0 when that is not known.
        about: The measure or source it is about; None for the file itself.
    """

    line: int
    about: Bilingual | None
    what: Bilingual

    def text(self) -> Bilingual:
        """Return the place, what it is about and what is wrong."""
        zh = f"第 {self.line} 行" if self.line else ""
        en = f"line {self.line}" if self.line else ""
        if self.about:
            zh = "，".join(filter(None, (zh, self.about.zh)))
            en = ", ".join(filter(None, (en, self.about.en)))
        return Bilingual(
            f"{zh}：{self.what.zh}" if zh else self.what.zh,
            f"{en}: {self.what.en}" if en else self.what.en,
        )


@dataclass(slots=True)
class Faults:
    """The faults of a file."""

    name: str
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, about: Bilingual | None, what: Bilingual) -> None:
        """Note a fault."""
        self.found.append(Fault(line, about, what))

    def stop_if_any(self) -> None:
        """Refuse the file when there is a fault.

        Raises:
            UnreadableFile: With all faults, in the order of lines.
        """
        if not self.found:
            return
        told = [fault.text() for fault in sorted(self.found, key=lambda fault: fault.line)]
        rest = len(told) - _MOST
        zh = "；".join(text.zh for text in told[:_MOST])
        en = "; ".join(text.en for text in told[:_MOST])
        if rest > 0:
            zh += f"；另有 {rest} 处"
            en += f"; and {rest} more"
        raise UnreadableFile(name=self.name, reason=Bilingual(zh, en))


def about_source(name: str) -> Bilingual:
    """Return how to call a source in a message."""
    return Bilingual(f"来源“{name}”", f"source “{name}”")


def about_measure(name: str) -> Bilingual:
    """Return how to call a measure in a message."""
    return Bilingual(f"度量“{name}”", f"measure “{name}”")
