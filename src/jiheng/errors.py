"""Trouble in the program or its surroundings: one class a case, raised with facts.

Trouble *in a document* is never an exception; it is a `jiheng.model.Problem` that travels with the
table. Exit codes and HTTP statuses are assigned by the shells, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class JihengError(Exception):
    """Root of every error this package raises on purpose."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error travel between processes, whatever facts its class asks for."""
        return _again, (type(self), self.args, vars(self))

    def text(self, language: Language = "zh") -> str:
        """Return what happened, where, and what to do."""
        return self.message.text(language)


def _again(kind: type[JihengError], said: tuple[str, ...], facts: dict[str, object]) -> JihengError:
    error = kind.__new__(kind, *said)
    vars(error).update(facts)
    return error


class UnreadableFile(JihengError):
    """The bytes cannot be taken for any document that is understood."""

    def __init__(self, *, name: str, reason: Bilingual) -> None:
        self.name = name
        self.reason = reason
        super().__init__(Bilingual(f"{name}：{reason.zh}", f"{name}: {reason.en}"))


class UnknownName(JihengError):
    """A rule, profile, form or format was asked for that does not exist."""

    def __init__(
        self, *, kind: Bilingual, name: str, known: Sequence[str], near: Sequence[str] = ()
    ) -> None:
        self.name = name
        self.known = tuple(known)
        hint_zh = f"是否想用 {'、'.join(near)}？" if near else f"可用的有：{'、'.join(known)}。"
        hint_en = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(known)}."
        super().__init__(
            Bilingual(
                f"没有名为“{name}”的{kind.zh}。{hint_zh}", f"No {kind.en} “{name}”. {hint_en}"
            )
        )


class InvalidTable(JihengError):
    """A data file (JSON, CSV) does not follow its published schema.

    Attributes:
        faults: Each with its path, in English.
    """

    def __init__(self, *, name: str, faults: Iterable[Bilingual]) -> None:
        self.name = name
        found = tuple(faults)
        self.faults = tuple(fault.en for fault in found)
        zh, en = "；".join(fault.zh for fault in found), "; ".join(self.faults)
        super().__init__(
            Bilingual(
                f"{name}：不符合 jiheng/table/1 结构：{zh}",
                f"{name}: does not follow schema jiheng/table/1: {en}",
            )
        )


class UnwritableTable(JihengError):
    """The chosen form cannot hold this table without loss."""

    def __init__(self, *, form: str, reason: Bilingual) -> None:
        self.form = form
        super().__init__(
            Bilingual(
                f"表式“{form}”无法完整写出：{reason.zh}",
                f"Form “{form}” cannot hold it: {reason.en}",
            )
        )


class MissingExtra(JihengError):
    """What was asked for takes an optional part of the program that is not installed."""

    def __init__(self, *, extra: str) -> None:
        self.extra = extra
        super().__init__(
            Bilingual(
                f"此功能需要扩展“{extra}”：pip install 'jiheng[{extra}]'",
                f"This needs the extra “{extra}”: pip install 'jiheng[{extra}]'",
            )
        )
