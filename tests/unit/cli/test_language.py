from __future__ import annotations

import pytest

from jiheng_cli.language import chosen_language


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C"}, "zh"),
        ([], {"LANG": "POSIX"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en"),
        ([], {"LC_ALL": "", "LANG": "en_GB"}, "en"),
        ([], {"JIHENG_LANG": "zh", "LC_ALL": "en_GB"}, "zh"),
        (["--lang", "en"], {"JIHENG_LANG": "zh"}, "en"),
        (["read", "x", "--lang=zh"], {"LANG": "en_GB"}, "zh"),
        (["--lang"], {"LANG": "en_GB"}, "en"),
        (["--lang", "fr"], {"LANG": "en_GB"}, "en"),
        (["read", "--", "--lang", "en"], {}, "zh"),
    ],
)
def test_the_option_precedes_the_environment_which_precedes_chinese(
    arguments: list[str], environ: dict[str, str], language: str
) -> None:
    assert chosen_language(arguments, environ) == language
