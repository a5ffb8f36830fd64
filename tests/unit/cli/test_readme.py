"""What the front pages tell people to type is what the program takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from jiheng_cli.program import program

_ROOT = Path(__file__).parents[3]
_LINES = [
    line.split("#")[0].strip()
    for page in ("README.md", "README.zh.md")
    for line in re.findall(r"^jiheng .*$", (_ROOT / page).read_text("utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("line", _LINES)
def test_a_command_of_the_front_page_names_options_and_arguments_that_there_are(line: str) -> None:
    command: click.Command = program()
    context = click.Context(command)
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group):
        _, words = command.make_parser(context).parse_args(words)[:2]
        found = command.get_command(context, words.pop(0))
        assert found is not None
        command, context = found, click.Context(found, parent=context)
    given, left, _ = command.make_parser(context).parse_args(words)
    arguments = [p for p in command.params if isinstance(p, click.Argument) and p.required]
    wanted = [] if "--help" in line else [argument.name for argument in arguments]
    assert not left
    # What is not given stands there as a sentinel of click's, which is true.
    assert all(isinstance(given[name or ""], str | tuple) and given[name or ""] for name in wanted)
