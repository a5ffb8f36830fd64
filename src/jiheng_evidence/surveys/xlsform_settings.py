"""The settings of an XLSForm: what the survey is called, for whom it is and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity
from jiheng_evidence.surveys.definition import Question, QuestionKind, Survey, SurveyKind
from jiheng_evidence.surveys.values import Unfit, number_of, value_of
from jiheng_evidence.surveys.xlsform_choices import is_yes
from jiheng_evidence.surveys.xlsform_lines import lines_of
from jiheng_evidence.surveys.xlsform_names import fitting_name
from jiheng_evidence.surveys.xlsform_words import LANGUAGES, SETTINGS

if TYPE_CHECKING:
    from jiheng_evidence.surveys.cells import Book
    from jiheng_evidence.surveys.definition import Check, Section
    from jiheng_evidence.surveys.problems import Problems
    from jiheng_evidence.surveys.xlsform_lines import Line

_KINDS = {
    "satisfaction": SurveyKind.SATISFACTION,
    "满意度": SurveyKind.SATISFACTION,
    "collection": SurveyKind.COLLECTION,
    "数据采集": SurveyKind.COLLECTION,
}
_DAY = Question(name="day", kind=QuestionKind.DATE, label=Bilingual("", ""))


@dataclass(frozen=True, slots=True)
class Settings:
    """A survey without its questions.

    Attributes:
        said: What kind of survey it is, where that is said.
        bare: Language of the columns that name none.
    """

    survey: Survey
    said: SurveyKind | None
    bare: str = "zh"

    def finished(
        self, sections: tuple[Section, ...], checks: tuple[Check, ...], usual: SurveyKind
    ) -> Survey:
        """Return the survey with its questions; its kind is `usual` where none is said."""
        kind = self.said or usual
        return replace(self.survey, sections=sections, checks=checks, kind=kind)


def settings_of(book: Book, problems: Problems, name: str) -> Settings:
    """Return what the settings say; without any, the file's name has to do."""
    line = next(lines_of(book, SETTINGS, problems), None)
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    if line is None:
        problems.tell("settings", _UNSAID, (SETTINGS, 1, 0), severity=ProblemSeverity.NOTE)
        return Settings(_survey(stem, Bilingual(stem, "")), None)
    if not line.get("anonymous"):
        problems.tell("settings", _UNSAID, line.at("anonymous"), severity=ProblemSeverity.NOTE)
    kind = _KINDS.get(line.get("kind").casefold())
    if line.get("kind") and kind is None:
        message = Bilingual("应为 satisfaction 或 collection", "is satisfaction or collection")
        problems.tell("settings", message, line.at("kind"), line.get("kind"))
    survey = replace(
        _survey(line.get("form_id") or stem, line.words("form_title") or Bilingual(stem, "")),
        purpose=line.words("purpose") or Bilingual("", ""),
        anonymous=is_yes(line, "anonymous", problems),
        opens=_day(book, line, "opens", problems),
        closes=_day(book, line, "closes", problems),
        frame=_frame(line, problems),
    )
    english = LANGUAGES.search(line.get("default_language"))
    return Settings(survey, kind, "en" if english and english["en"] else "zh")


_UNSAID = Bilingual(
    "没有说明是否匿名（settings 表 anonymous 列），按不匿名处理",
    "anonymity is not said (column anonymous of settings): taken as not promised",
)


def _survey(name: str, title: Bilingual) -> Survey:
    return Survey(
        name=fitting_name(name),
        title=title,
        purpose=Bilingual("", ""),
        kind=SurveyKind.COLLECTION,
        anonymous=False,
    )


def _day(book: Book, line: Line, column: str, problems: Problems) -> date | None:
    said = book.day(line.get(column))
    try:
        value = value_of(_DAY, said)
    except Unfit as fault:
        problems.tell("settings", fault.message, line.at(column), said, ProblemSeverity.ERROR)
        return None
    return value if isinstance(value, date) else None


def _frame(line: Line, problems: Problems) -> int | None:
    said = line.get("frame")
    if not said:
        return None
    try:
        number = number_of(said)
    except Unfit as fault:
        problems.tell("settings", fault.message, line.at("frame"), said, ProblemSeverity.ERROR)
        return None
    return max(int(number), 0)
