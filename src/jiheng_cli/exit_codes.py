"""What the program tells the shell: the one table of exit codes."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import (
    InvalidTable,
    JihengError,
    MissingExtra,
    UnknownName,
    UnreadableFile,
    UnwritableTable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class ExitCode(IntEnum):
    """How a run ended."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    PARTLY_READ = 4
    DEFECT = 70
    NOT_WRITTEN = 73
    INTERRUPTED = 130
    READER_GONE = 141
    TERMINATED = 143


class Terminated(KeyboardInterrupt):
    """The system, or another program, told this one to end."""


MEANINGS: Mapping[ExitCode, Bilingual] = MappingProxyType(
    {
        ExitCode.CLEAN: Bilingual("一切正常", "all is well"),
        ExitCode.FINDINGS: Bilingual(
            "有审核发现、未达到的目标或不相符之处（有 --fail-on 的，达到其程度）",
            "findings, missed targets or differences; at or above --fail-on, where there is one",
        ),
        ExitCode.USAGE: Bilingual("命令用法有误", "wrong usage"),
        ExitCode.UNREADABLE: Bilingual(
            "至少一个文件无法读取（其余文件仍会处理）",
            "at least one file is unreadable (the others are still processed)",
        ),
        ExitCode.PARTLY_READ: Bilingual(
            "不完整：有内容缺失、推定读取、写出后不能读回，或不能核算、计算，已逐条列出",
            "incomplete: content lost, read by assumption, not held by the form written, not scored"
            " or not computed; all listed",
        ),
        ExitCode.DEFECT: Bilingual("程序自身出错，请报告", "a defect of the program: report it"),
        ExitCode.NOT_WRITTEN: Bilingual("结果无法写出", "the result could not be written"),
        ExitCode.INTERRUPTED: Bilingual("被用户中断（Ctrl-C）", "interrupted (Ctrl-C)"),
        ExitCode.READER_GONE: Bilingual(
            "输出管道已被对方关闭", "the program reading the output closed the pipe"
        ),
        ExitCode.TERMINATED: Bilingual("被要求结束（SIGTERM）", "told to end (SIGTERM)"),
    }
)

_GRAVEST_FIRST = (
    ExitCode.TERMINATED,
    ExitCode.INTERRUPTED,
    ExitCode.DEFECT,
    ExitCode.NOT_WRITTEN,
    ExitCode.USAGE,
    ExitCode.UNREADABLE,
    ExitCode.FINDINGS,
    ExitCode.PARTLY_READ,
    ExitCode.READER_GONE,
    ExitCode.CLEAN,
)
"""A file not read at all outweighs findings in the others; findings outweigh what is incomplete,
for what was found is certain."""

_OF_ERRORS: Mapping[type[JihengError], ExitCode] = MappingProxyType(
    {
        UnreadableFile: ExitCode.UNREADABLE,
        InvalidTable: ExitCode.UNREADABLE,
        UnknownName: ExitCode.USAGE,
        UnwritableTable: ExitCode.USAGE,
        MissingExtra: ExitCode.USAGE,
    }
)


def of_error(error: JihengError) -> ExitCode:
    """Return the exit code of an error; `DEFECT` for a class the table forgot."""
    return _OF_ERRORS.get(type(error), ExitCode.DEFECT)


def gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the code to end with when several apply; `CLEAN` when none does."""
    return min(codes, key=_GRAVEST_FIRST.index, default=ExitCode.CLEAN)
