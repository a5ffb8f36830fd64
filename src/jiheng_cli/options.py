"""Options that several commands share."""

from __future__ import annotations

import math
import os
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng_cli.limits import LARGEST, LONGEST_PATIENCE, MOST_JOBS, PATIENCE, USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_cli.cache import Cache


class _Patience(click.FloatRange):
    """Seconds to wait at most: more than none, and a number."""

    def __init__(self) -> None:
        super().__init__(0, LONGEST_PATIENCE, min_open=True)

    def convert(
        self, value: float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds; NaN passes every comparison with a bound."""
        seconds = float(super().convert(value, param, ctx))
        if math.isnan(seconds):
            said = _("{value!r} is not a valid {number_type}.")
            self.fail(said.format(value=value, number_type=self.name), param, ctx)
        return seconds


def language_option() -> click.Option:
    """Return `--lang`; its value was taken before parsing, see `chosen_language`."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        help=_("Language of messages. Default: JIHENG_LANG, then the locale, then Chinese."),
    )


def paths_argument() -> click.Argument:
    """Return the documents to read."""
    return click.Argument(
        ["paths"],
        nargs=-1,
        required=True,
        metavar=_("PATH..."),
        # What may not be read is told when its turn comes, so that the others are still read.
        type=click.Path(path_type=str, readable=False),
    )


def output_option(explanation: str) -> click.Option:
    """Return `-o`."""
    return click.Option(
        ["-o", "--output"],
        metavar=_("OUT"),
        type=click.Path(path_type=str, allow_dash=True),
        help=explanation,
    )


def format_option(
    names: Sequence[str], explanation: str, default: str | None = None
) -> click.Option:
    """Return `--format`."""
    return click.Option(
        ["-f", "--format", "form"],
        type=click.Choice(list(names)),
        default=default,
        help=explanation,
    )


def quiet_option() -> click.Option:
    """Return `-q`."""
    return click.Option(
        ["-q", "--quiet"], is_flag=True, help=_("Say nothing but errors on the error stream.")
    )


def verbose_option() -> click.Option:
    """Return `-v`."""
    return click.Option(
        ["-v", "--verbose"],
        is_flag=True,
        help=_(
            "Tell the notes on documents, too, and name the files in folders and archives"
            " that were passed over, being no documents."
        ),
    )


def limit_options() -> list[click.Parameter]:
    """Return the bounds on what a single document may cost."""
    return [
        click.Option(
            ["--max-size"],
            type=click.IntRange(1, LARGEST),
            default=USUAL,
            metavar="MIB",
            show_default=True,
            help=_("Refuse documents of more than this many MiB."),
        ),
        click.Option(
            ["--timeout"],
            type=_Patience(),
            default=PATIENCE,
            metavar=_("SECONDS"),
            show_default=True,
            help=_(
                "Give up on a document after this many seconds; on one of many pages, when no page"
                " was done for so long."
            ),
        ),
    ]


def jobs_option() -> click.Option:
    """Return `-j`."""
    return click.Option(
        ["-j", "--jobs"],
        type=click.IntRange(0, MOST_JOBS),
        default=1,
        metavar="N",
        show_default=True,
        callback=_processors,
        help=_("Read so many documents at the same time; 0: one for each processor."),
    )


def cache_option() -> click.Option:
    """Return `--no-cache`; its value is the cache of the user, or None."""
    return click.Option(
        ["--no-cache", "cache"],
        is_flag=True,
        callback=_cache,
        help=_("Read every document anew: neither use nor keep what was read before."),
    )


def _cache(_ctx: click.Context, _option: click.Parameter, without: object) -> Cache | None:
    from jiheng_cli.cache import usual_cache

    return None if without else usual_cache()


def _processors(_ctx: click.Context, _option: click.Parameter, jobs: int) -> int:
    if jobs:
        return jobs
    usable = getattr(os, "sched_getaffinity", None)
    return min(len(usable(0)) if usable else os.cpu_count() or 1, MOST_JOBS)


def chosen_form(
    form: str | None,
    output: str | None,
    by_suffix: dict[str, str],
    default: str,
    option: str = "--format",
) -> str:
    """Return the form that is named, else that of the output's suffix, else the default."""
    if form is not None or output in {None, "-"}:
        return form or default
    suffix = Path(output or "").suffix.casefold()
    if suffix and suffix not in by_suffix and not Path(output or "").is_dir():
        raise click.UsageError(
            _(
                "No form has the suffix {suffix}. Name one with {option}, or use one of: {known}"
            ).format(suffix=suffix, option=option, known=" ".join(by_suffix))
        )
    return by_suffix.get(suffix, default)
