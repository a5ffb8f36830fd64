"""Help that fits a terminal and teaches: Chinese measured in columns, examples for each command."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from jiheng_cli.terminal import columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class HelpFormatter(click.HelpFormatter):
    """Click's formatter, which counts characters, made to count columns."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of the language."""
        line = _("{heading}:").format(heading=heading)
        self.write(f"{' ' * self.current_indent}{line}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, wrapped."""
        indent = " " * self.current_indent
        paragraphs = text.split("\n\n")
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write two columns: what to type, and what it does."""
        pairs = list(rows)
        widths = [columns(name) for name, _text in pairs]
        first = max((w for w in widths if w <= col_max), default=0) + col_spacing
        indent = " " * self.current_indent
        for (name, text), taken in zip(pairs, widths, strict=True):
            lines = list(wrapped(text, max(self.width - self.current_indent - first, 20)))
            if taken > col_max:
                self.write(f"{indent}{name}\n")
            else:
                head = lines.pop(0) if lines else ""
                self.write(f"{indent}{name}{' ' * (first - taken)}{head}".rstrip() + "\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")


class Context(click.Context):
    """A context whose help is written by our formatter."""

    formatter_class = HelpFormatter


class Command(click.Command):
    """A command with examples."""

    context_class = Context

    def __init__(self, name: str, *, examples: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(
            name,
            context_settings=dict(SETTINGS),
            options_metavar=_("[OPTIONS]"),
            no_args_is_help=settings.pop("no_args_is_help", False),
            **settings,
        )
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples: what each is for, then what to type."""
        del ctx
        write_examples(formatter, self.examples)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[tuple[str, str]]) -> None:
    """Write a section of examples."""
    with formatter.section(_("Examples")):
        indent = " " * formatter.current_indent
        for purpose, line in examples:
            formatter.write(f"{indent}# {purpose}\n{indent}{line}\n")
