"""`jiheng survey`: questionnaires taken in, sent out, cleaned and evaluated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.hand_edited import force_option, refuse_existing
from jiheng_cli.help_pages import SETTINGS, Command, Context, write_examples
from jiheng_cli.limits import LARGEST, read_bytes
from jiheng_cli.options import chosen_form, format_option, language_option, output_option
from jiheng_cli.outputs import STDOUT, check_output, save
from jiheng_cli.source import Source
from jiheng_cli.terminal import printable, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Problem
    from jiheng_evidence.surveys.answers import Answer
    from jiheng_evidence.surveys.definition import Survey
    from jiheng_evidence.surveys.evaluation import Values
    from jiheng_evidence.surveys.reports import Source as ReportSource

_REPORTS = ("text", "json", "xlsx")
_BY_SUFFIX = {".txt": "text", ".json": "json", ".xlsx": "xlsx"}
_DEFINITIONS = ("json", "xlsx", "page")
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class _Taken:
    """A survey and answers to it, and whether everything was taken as it stands.

    Attributes:
        places: Id of an answer → file and row, where it comes from a workbook.
        not_taken: File, cell or line, reason and value of what was not taken.
    """

    survey: Survey
    answers: tuple[Answer, ...] = ()
    whole: bool = True
    places: Mapping[str, str] = field(default_factory=dict)
    not_taken: tuple[tuple[str, str, str, str], ...] = ()

    def source(self, language: Language) -> ReportSource:
        """Return what reports say of where the answers come from."""
        from jiheng_evidence.surveys.reports import Source as ReportSource

        labels = {
            question.name: question.label.text(language) or question.label.zh
            for question in self.survey.questions()
        }
        return ReportSource(labels=labels, places=self.places, not_taken=self.not_taken)

    def code(self, code: ExitCode = ExitCode.CLEAN) -> ExitCode:
        """Return how to end."""
        return ExitCode.PARTLY_READ if code is ExitCode.CLEAN and not self.whole else code


def _source(path: str) -> Source:
    return Source(path, Path(path))


def _survey(path: str, language: Language) -> _Taken:
    """Return the survey of a definition or an XLSForm, having told what was not taken.

    Raises:
        UnreadableFile: It is neither, or contradicts itself.
    """
    from jiheng_evidence.surveys.codec import read_survey
    from jiheng_evidence.surveys.xlsform import read_xlsform

    data = read_bytes(_source(path), LARGEST)
    if not data.startswith(b"PK"):
        return _Taken(read_survey(data, path))
    imported = read_xlsform(data, path)
    _tell_problems(imported.problems, imported.counts, language)
    if imported.survey is None:
        reason = Bilingual("问卷自相矛盾，见上", "the form contradicts itself, see above")
        raise UnreadableFile(name=path, reason=reason)
    return _Taken(imported.survey, whole=_is_whole(imported.problems))


def _answers(taken: _Taken, paths: Sequence[str], language: Language) -> _Taken:
    """Return the answers of all files: workbooks filled in, or JSON Lines."""
    from jiheng_evidence.surveys.records import read_answers
    from jiheng_evidence.surveys.sheet_reading import SheetAnswers, read_answer_sheet

    answers: list[Answer] = []
    places: dict[str, str] = {}
    lost: list[tuple[str, str, str, str]] = []
    whole = taken.whole
    for path in paths:
        data = read_bytes(_source(path), LARGEST)
        if not data.strip():
            reason = Bilingual("文件是空的，没有答卷", "it is empty and holds no answers")
            raise UnreadableFile(name=path, reason=reason)
        read = read_answer_sheet if data.startswith(b"PK") else read_answers
        found = read(data, path, taken.survey)
        _tell_problems(found.problems, found.counts, language, path)
        answers.extend(found.answers)
        whole = whole and _is_whole(found.problems)
        lost += _not_taken(found.problems, found.counts, language, path)
        if isinstance(found, SheetAnswers):
            row = Bilingual("第 {} 行", "row {}").text(language)
            places |= {key: f"{path} {row.format(at)}" for key, at in found.rows.items()}
    return replace(taken, answers=tuple(answers), whole=whole, places=places, not_taken=tuple(lost))


def _not_taken(
    problems: Sequence[Problem], counts: Mapping[str, int], language: Language, path: str
) -> list[tuple[str, str, str, str]]:
    """Return the lines of a report on what was not taken; more than were told are counted."""
    lines = [
        (path, _where(problem), problem.message.text(language), problem.excerpt)
        for problem in problems
    ]
    left = sum(counts.values()) - len(lines)
    if left > 0:
        lines.append((path, "", _("… and {count} more.").format(count=left), ""))
    return lines


def _where(problem: Problem) -> str:
    place = next(iter(problem.span), None)
    if place is None:
        return ""
    return f"{place.sheet}!{place.cell}" if place.cell else f"{place.line}"


def _is_whole(problems: Iterable[Problem]) -> bool:
    """Return whether everything was taken: a note says only what was left unsaid."""
    from jiheng.model import ProblemSeverity

    return all(problem.severity is ProblemSeverity.NOTE for problem in problems)


def _written(output: str | None, data: bytes) -> None:
    """Save a file that is sent on, and say so."""
    save(output, data)
    if output not in {None, STDOUT}:
        tell(_("Written: {files}").format(files=printable(str(output))))


def _tell_problems(
    problems: Sequence[Problem], counts: Mapping[str, int], language: Language, path: str = ""
) -> None:
    """Tell the first problems with their places, and how many there are in all."""
    for problem in problems[:_MOST_TOLD]:
        where = ":".join(filter(None, (path, _where(problem))))
        excerpt = f" “{problem.excerpt}”" if problem.excerpt else ""
        tell(printable(f"{where}  {problem.message.text(language)}{excerpt}"), style="warning")
    total = max(sum(counts.values()), len(problems))
    if total > _MOST_TOLD:
        tell(_("… {count} problems in all.").format(count=total), style="warning")


def _check_asks(survey: Survey, path: str) -> None:
    """Refuse a form that asks nothing, or asks without words.

    Raises:
        UnreadableFile: It does.
    """
    asked = list(survey.questions())
    mute = [each.name for each in asked if not (each.label.zh.strip() or each.label.en.strip())]
    mute = [name for name in mute if not any(each.rows for each in asked if each.name == name)]
    if asked and not mute:
        return
    zh, en = "没有题目", "it has no questions"
    if mute:
        named = mute[:_MOST_TOLD]
        zh, en = (
            f"题目没有题面：{'、'.join(named)}",
            f"questions without a label: {', '.join(named)}",
        )
    raise UnreadableFile(name=path, reason=Bilingual(zh, en))


@click.pass_obj
def _import(
    language: Language, /, *, path: str, form: str | None, output: str | None, force: bool
) -> ExitCode:
    import json

    from jiheng_evidence.surveys.codec import write_survey
    from jiheng_evidence.surveys.surveyjs import survey_page
    from jiheng_evidence.surveys.xlsform_writing import write_xlsform

    chosen = chosen_form(form, output, {".json": "json", ".xlsx": "xlsx"}, "json")
    check_output(output, chosen, [_source(path)])
    refuse_existing(output, force=force)
    taken = _survey(path, language)
    _check_asks(taken.survey, path)
    if chosen == "xlsx":
        _written(output, write_xlsform(taken.survey))
    elif chosen == "page":
        page = json.dumps(survey_page(taken.survey), ensure_ascii=False, indent=1)
        _written(output, page.encode() + b"\n")
    else:
        _written(output, write_survey(taken.survey))
    return taken.code()


@click.pass_obj
def _sheet(
    language: Language,
    /,
    *,
    path: str,
    names: str | None,
    rows: int,
    output: str | None,
    force: bool,
) -> ExitCode:
    from jiheng_evidence.surveys.sheet_writing import Respondent, write_answer_sheet

    sources = [_source(path), *([] if names is None else [_source(names)])]
    check_output(output, "xlsx", sources)
    refuse_existing(output, force=force)
    taken = _survey(path, language)
    asked: list[Respondent] = []
    if names is not None:
        named = _names(sources[1])
        asked = [Respondent(token=f"{n:05}", organization=name) for n, name in enumerate(named, 1)]
        if taken.survey.anonymous:
            tell(_("Anonymity is promised: nobody is named in the workbook."), style="warning")
    count = len(asked) or rows
    _written(output, write_answer_sheet(taken.survey, asked, count, language))
    return taken.code()


def _names(source: Source) -> dict[str, None]:
    """Return the names of a text file, one to a line, in their order.

    Raises:
        UnreadableFile: It is no text, or a part of it is damaged.
    """
    from jiheng.reading.containers.texts.encoding import decode

    decoded = decode(read_bytes(source, LARGEST), source.name)
    if decoded.damaged:
        reason = Bilingual("有的字符无法辨认，请另存为 UTF-8", "it is damaged: save it as UTF-8")
        raise UnreadableFile(name=source.name, reason=reason)
    return dict.fromkeys(filter(None, map(str.strip, decoded.text.splitlines())))


@click.pass_obj
def _clean(language: Language, /, **said: Any) -> ExitCode:
    from jiheng_evidence.surveys.cleaning import clean
    from jiheng_evidence.surveys.cleaning_rules import CleaningRules
    from jiheng_evidence.surveys.reports import cleaning_json, cleaning_workbook
    from jiheng_evidence.surveys.told import cleaning_lines

    path, paths, output = said["path"], said["answers"], said["output"]
    form = chosen_form(said["form"], output, _BY_SUFFIX, "text")
    check_output(output, form, [_source(each) for each in (path, *paths, *said["before"])])
    if form == "xlsx":
        refuse_existing(output, force=said["force"])
    taken = _answers(_survey(path, language), paths, language)
    _check_by(said["by"], taken)
    before = _answers(replace(taken, whole=True), said["before"], language).answers
    report = clean(
        taken.survey, taken.answers, CleaningRules(by=said["by"], before=_by_whom(before))
    )
    if form == "json":
        save(output, cleaning_json(report))
    elif form == "xlsx":
        save(output, cleaning_workbook(report, language, taken.source(language)))
    else:
        save(output, _text(cleaning_lines(report, language, taken.source(language))))
    return taken.code(ExitCode.FINDINGS if report.findings else ExitCode.CLEAN)


def _by_whom(answers: Iterable[Answer]) -> dict[str, Values]:
    return {
        whose: answer.values for answer in answers if (whose := answer.organization or answer.token)
    }


@click.pass_obj
def _result(language: Language, /, **said: Any) -> ExitCode:
    from jiheng_evidence.surveys.reports import result_json, result_workbook
    from jiheng_evidence.surveys.satisfaction import satisfaction
    from jiheng_evidence.surveys.told import result_lines

    path, paths, output, least = said["path"], said["answers"], said["output"], said["minimum"]
    form = chosen_form(said["form"], output, _BY_SUFFIX, "text")
    check_output(output, form, [_source(each) for each in (path, *paths)])
    taken = _answers(_survey(path, language), paths, language)
    survey = taken.survey
    if said["frame"] is not None:
        survey = replace(survey, frame=said["frame"])
    _check_by(said["by"], taken)
    _check_frame(survey.frame, len(taken.answers))
    result = satisfaction(survey, taken.answers, said["by"])
    if form == "json":
        save(output, result_json(result, least))
    elif form == "xlsx":
        save(output, result_workbook(result, least, language))
    else:
        save(output, _text(result_lines(result, language, least)))
    return taken.code()


def _check_by(by: str | None, taken: _Taken) -> None:
    """Refuse to break down by what no answer says.

    Raises:
        UsageError: It is a question without one text to an answer, or neither question nor group.
    """
    from jiheng_evidence.surveys.definition import GROUPING

    if by is None:
        return
    survey = taken.survey
    question = survey.question(by)
    if question is not None and question.kind not in GROUPING:
        message = _("--by {name}: the question does not take one choice.")
        raise click.UsageError(message.format(name=printable(by)))
    groups = {name for answer in taken.answers for name in answer.groups}
    if question is None and by not in groups:
        asked = [each.name for each in survey.questions() if each.kind in GROUPING]
        known = _(", ").join([*asked, *sorted(groups)][:_MOST_TOLD]) or "—"
        message = _("--by {name}: there is no such question or group. There are: {known}.")
        raise click.UsageError(message.format(name=printable(by), known=printable(known)))


def _check_frame(frame: int | None, answers: int) -> None:
    """Refuse a frame that more answered than there are.

    Raises:
        UsageError: It is too small.
    """
    if frame is not None and frame < answers:
        message = _(
            "{answers} answers are more than the {frame} there are to ask: remove what is double,"
            " or say with --frame how many there are."
        )
        raise click.UsageError(message.format(answers=answers, frame=frame))


def _text(lines: Iterable[str]) -> bytes:
    return "".join(printable(line) + "\n" for line in lines).encode()


class _Group(click.Group):
    """The commands on surveys, with examples below the list of them."""

    context_class = Context

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        del ctx
        lines = (
            (_("Take an XLSForm in"), "jiheng survey import 问卷.xlsx -o 问卷.json"),
            (_("Send it to those offline"), "jiheng survey sheet 问卷.json -o 答卷.xlsx"),
            (_("Look the answers over"), "jiheng survey clean 问卷.json 答卷.xlsx -o 清洗.xlsx"),
            (_("How satisfied people are"), "jiheng survey result 问卷.json 答卷.xlsx"),
        )
        write_examples(formatter, lines)


def command() -> click.Group:
    """Return the group of commands, in the language that is active."""
    group = _Group(
        "survey",
        help=_(
            "Take questionnaires in, send them out as workbooks, clean the answers, and compute"
            " satisfaction with n, response rate and interval."
        ),
        context_settings=dict(SETTINGS),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        params=[language_option()],
        no_args_is_help=True,
    )
    for made in (_import_command(), _sheet_command(), _clean_command(), _result_command()):
        group.add_command(made)
    return group


_FILE = click.Path(exists=True, dir_okay=False)


def _form() -> click.Argument:
    return click.Argument(["path"], metavar=_("SURVEY"), type=_FILE)


def _answer_files() -> click.Argument:
    metavar = _("ANSWERS...")
    return click.Argument(["answers"], metavar=metavar, type=_FILE, nargs=-1, required=True)


def _report() -> list[click.Parameter]:
    return [
        click.Option(
            ["--by"],
            metavar=_("NAME"),
            help=_("Break down by a question with one choice, or by a group of the answers."),
        ),
        format_option(_REPORTS, _("text, json or xlsx. Default: by the suffix of -o.")),
        output_option(_("Where to write. Default: the standard output.")),
        language_option(),
    ]


def _import_command() -> Command:
    return Command(
        "import",
        callback=_import,
        help=_(
            "Take an XLSForm workbook in and write it as a definition (json), as an XLSForm (xlsx)"
            " or as a page of SurveyJS (page). What is not taken is told with its cell."
        ),
        params=[
            _form(),
            format_option(_DEFINITIONS, _("json, xlsx or page. Default: by the suffix of -o.")),
            output_option(_("Where to write. Default: the standard output.")),
            force_option(),
            language_option(),
        ],
        examples=((_("As a definition"), "jiheng survey import 问卷.xlsx -o 问卷.json"),),
    )


def _sheet_command() -> Command:
    return Command(
        "sheet",
        callback=_sheet,
        help=_("Write a workbook to be filled in offline, with lists to choose from."),
        params=[
            _form(),
            click.Option(
                ["--names"],
                type=_FILE,
                metavar=_("FILE"),
                help=_("Who gets a row: a text file with one name a line."),
            ),
            click.Option(
                ["--rows"],
                type=click.IntRange(1, 100_000),
                default=200,
                show_default=True,
                metavar="N",
                help=_("How many empty rows when nobody is named."),
            ),
            output_option(_("Where to write. Default: the standard output.")),
            force_option(),
            language_option(),
        ],
        examples=(
            (
                _("A row for each enterprise"),
                "jiheng survey sheet 问卷.json --names 企业.txt -o 答卷.xlsx",
            ),
        ),
    )


def _clean_command() -> Command:
    return Command(
        "clean",
        callback=_clean,
        help=_(
            "Find duplicates, outliers, contradictions, unit slips, impossible values and careless"
            " answers. Nothing is changed."
        ),
        params=[
            _form(),
            _answer_files(),
            click.Option(
                ["--before"],
                type=_FILE,
                multiple=True,
                metavar=_("ANSWERS"),
                help=_("Answers of the last round, to compare with."),
            ),
            force_option(),
            *_report(),
        ],
        examples=(
            (
                _("Compared with the last round"),
                "jiheng survey clean 问卷.json 二月.xlsx --before 一月.xlsx -o 清洗.xlsx",
            ),
        ),
    )


def _result_command() -> Command:
    return Command(
        "result",
        callback=_result,
        help=_("Compute the share of the satisfied and the mean score, in all and by group."),
        params=[
            _form(),
            _answer_files(),
            click.Option(
                ["--frame"],
                type=click.IntRange(0),
                metavar="N",
                help=_("How many there are to ask. Default: as the survey says."),
            ),
            click.Option(
                ["--minimum"],
                type=click.IntRange(0),
                default=30,
                show_default=True,
                metavar="N",
                help=_("Fewer answers than this are no ground for a verdict."),
            ),
            *_report(),
        ],
        examples=(
            (_("By district"), "jiheng survey result 问卷.json 答卷.jsonl --by 区 -o 结果.xlsx"),
        ),
    )
