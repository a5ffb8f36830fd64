"""Which language the program speaks, and the catalogue of its texts.

Texts are written in English and looked up with `gettext`, as click does with its own; both find
their Chinese in one catalogue. `gettext` reads the language from the environment, so that is where
it is set.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.bilingual import Language

DOMAIN = "jiheng"
CATALOGUES = Path(__file__).parent / "locale"
_OPTION = "--lang"
_VARIABLES = ("JIHENG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_LOCALES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en"}


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language of `--lang`, else of the environment, else Chinese.

    The arguments are looked through before they are parsed, since the help and the errors of
    parsing are to speak the language as well.
    """
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        name, _, value = argument.partition("=")
        if name == _OPTION:
            wanted = value or "".join(arguments[position + 1 : position + 2])
            if wanted in _LOCALES:
                return "en" if wanted == "en" else "zh"
    named = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return "en" if named.casefold().startswith("en") else "zh"


def activate(language: Language) -> None:
    """Make `gettext` speak a language from now on, in click as well."""
    os.environ["LANGUAGE"] = _LOCALES[language]
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)


def active_language() -> Language:
    """Return the language that `gettext` speaks now."""
    return "en" if os.environ.get("LANGUAGE") == _LOCALES["en"] else "zh"
