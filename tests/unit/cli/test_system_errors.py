from __future__ import annotations

import errno

import pytest

from jiheng.bilingual import Bilingual
from jiheng_cli.system_errors import reason_of


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EISDIR, errno.ENXIO]
)
def test_what_happens_often_is_told_in_chinese(number: int) -> None:
    reason = reason_of(OSError(number, "system"))
    assert not reason.zh.isascii()
    assert reason.en.isascii()


def test_what_is_rare_is_told_by_its_name_and_in_english_in_the_words_of_the_system() -> None:
    assert reason_of(OSError(errno.EXDEV, "Invalid link")) == Bilingual(
        "系统错误 EXDEV", "Invalid link"
    )


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert reason_of(TimeoutError()) == Bilingual("系统错误 TimeoutError", "TimeoutError")
