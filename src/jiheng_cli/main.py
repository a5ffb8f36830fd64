"""The entrance: arguments → command → exit code. Nothing escapes as a traceback."""

from __future__ import annotations

import gc
import io
import os
import sys
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jiheng.errors import JihengError
from jiheng_cli.exit_codes import ExitCode, Terminated, of_error
from jiheng_cli.language import activate, chosen_language
from jiheng_cli.program import program
from jiheng_cli.system_errors import reason_of
from jiheng_cli.terminal import heard_or_not, report_defect, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        arguments: Without the program's name; those of the process when None.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    # What is read is many small values without cycles: searching them for garbage as often as
    # usual takes two fifths of the time of a large table.
    gc.set_threshold(100_000, 20, 20)
    _open_closed_streams()
    _speak_utf8()
    language = chosen_language(given, os.environ)
    activate(language)
    code = _run(given, language)
    return int(_flushed(code, language))


def _run(arguments: list[str], language: Language) -> ExitCode:
    try:
        ended = program().main(arguments, prog_name="jiheng", standalone_mode=False, obj=language)
        return ExitCode(ended or 0)
    except click.exceptions.Abort as error:
        tell(_("Interrupted. Nothing was left half-written."))
        ended = isinstance(error.__cause__, Terminated)
        return ExitCode.TERMINATED if ended else ExitCode.INTERRUPTED
    except click.ClickException as error:
        with heard_or_not():
            _as_said(error, language).show(file=sys.stderr)
        return ExitCode(error.exit_code)
    except JihengError as error:
        tell(_("Error: {message}").format(message=error.text(language)), style="error")
        return of_error(error)
    except OSError as error:
        return _not_written(error, language)
    except Exception as error:  # noqa: BLE001 - a user is to see a sentence, never a traceback
        return report_defect(error)


def _as_said(error: click.ClickException, language: Language) -> click.ClickException:
    """Return an error without the full stop that click puts after one in whatever language."""
    if language == "en" or not isinstance(error, click.MissingParameter):
        return error
    return click.UsageError(error.format_message().replace("'.", "'。", 1), error.ctx)


def _not_written(error: OSError, language: Language) -> ExitCode:
    where = error.filename or _("standard output")
    reason = reason_of(error).text(language)
    tell(
        _("Error: cannot write {where}: {reason}").format(where=where, reason=reason), style="error"
    )
    return ExitCode.NOT_WRITTEN


def _open_closed_streams() -> None:
    """Let a stream that was closed by the caller be empty; what is printed to it cannot be."""
    for name, mode, flags in (
        ("stdin", "r", os.O_RDONLY),
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale; what is no character at all becomes an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flushed(code: ExitCode, language: Language) -> ExitCode:
    """Flush, and let the interpreter find nothing left to say to a closed pipe or a full disk."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return ExitCode.READER_GONE
        # Some versions of Python keep what could not be written and fail a second time.
        return code if code is ExitCode.NOT_WRITTEN else _not_written(error, language)
    return code
