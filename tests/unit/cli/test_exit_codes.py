from __future__ import annotations

from jiheng import errors
from jiheng_cli.exit_codes import MEANINGS, ExitCode, gravest, of_error


def test_no_code_at_all_is_clean() -> None:
    assert gravest([]) is ExitCode.CLEAN


def test_a_file_not_read_outweighs_findings_which_outweigh_a_partial_reading() -> None:
    codes = [ExitCode.PARTLY_READ, ExitCode.FINDINGS, ExitCode.UNREADABLE]
    assert gravest(codes) is ExitCode.UNREADABLE
    assert gravest(codes[:2]) is ExitCode.FINDINGS


def test_a_defect_outweighs_everything_but_an_interruption() -> None:
    ends = {ExitCode.INTERRUPTED, ExitCode.TERMINATED}
    assert gravest(code for code in ExitCode if code not in ends) is ExitCode.DEFECT


def test_every_code_has_a_meaning_in_both_languages() -> None:
    assert set(MEANINGS) == set(ExitCode)
    assert all(meaning.zh and meaning.en for meaning in MEANINGS.values())


def test_every_error_of_the_core_has_a_code() -> None:
    raised = [
        value
        for value in vars(errors).values()
        if isinstance(value, type)
        and issubclass(value, errors.JihengError)
        and value is not errors.JihengError
    ]
    assert raised
    for error in raised:
        assert of_error(error.__new__(error)) is not ExitCode.DEFECT
