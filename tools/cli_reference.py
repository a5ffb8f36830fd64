"""Write `docs/reference/cli.md` from the program: the help of each command, and the exit codes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from jiheng.bilingual import Bilingual, Language
from jiheng_cli.exit_codes import MEANINGS
from jiheng_cli.help_pages import Context
from jiheng_cli.language import activate
from jiheng_cli.program import program

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "cli.md"
_WIDTH = 90
_INTRODUCTION = """\
# 命令行 / Command line

本页由 `tools/cli_reference.py` 按程序生成，请勿手工修改。
This page is generated from the program by `tools/cli_reference.py`; edit the commands.

## 退出码 / Exit codes

| | 含义 | Meaning |
|---|---|---|"""
_PRECEDENCE = Bilingual(
    "同时有几种情形时，取最重的一种：未能读取的文件重于审核发现，审核发现重于不完整。",
    "When several apply, the gravest counts: a file not read outweighs findings, and findings"
    " outweigh what is incomplete.",
)
_ENVIRONMENT = """\
## 环境变量 / Environment

| | 含义 | Meaning |
|---|---|---|
| `JIHENG_LANG` | 提示语言：`zh` 或 `en` | language of messages: `zh` or `en` |
| `JIHENG_DEBUG=1` | 程序出错时显示详情 | show the details of a defect |
| `NO_COLOR` | 不用颜色 | no colour |
| `XDG_CACHE_HOME` | 缓存所在文件夹，默认 `~/.cache` | folder of the cache, else `~/.cache` |
"""
_HEADINGS = {"zh": "中文", "en": "English"}


def page() -> str:
    """Return the page."""
    before = os.environ.get("LANGUAGE")
    try:
        return "\n".join(_lines())
    finally:
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    for code, meaning in MEANINGS.items():
        yield f"| {int(code)} | {meaning.zh} | {meaning.en} |"
    yield f"\n{_PRECEDENCE.zh}\n{_PRECEDENCE.en}\n"
    yield _ENVIRONMENT
    for language in get_args(Language):
        activate(language)
        yield f"## {_HEADINGS[language]}\n"
        yield from _sections("jiheng", program(), None)


def _sections(title: str, command: click.Command, parent: click.Context | None) -> Iterator[str]:
    """Yield the section of a command, then those of the commands below it."""
    yield _section(title, command, parent)
    if isinstance(command, click.Group):
        context = Context(command, info_name=command.name, parent=parent)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _sections(f"{title} {name}", below, context)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    settings = {**command.context_settings, "max_content_width": _WIDTH, "terminal_width": _WIDTH}
    context = Context(command, info_name=command.name, parent=parent, **settings)
    return f"### {title}\n\n```text\n{command.get_help(context)}\n```\n"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
