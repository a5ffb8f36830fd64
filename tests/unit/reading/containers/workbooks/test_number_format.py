from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.reading.containers.workbooks.number_format import around_text, plain, shown


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (0.95, "0%", "95%"),
        (0.95, '"≥"0%', "≥95%"),
        (0.9512, "0.0%", "95.1%"),
        (1.005, "0.00", "1.01"),
        (-5.5, "0.0", "-5.5"),
        (-0.001, "0.0", "0.0"),
        (-5, "0;(0)", "(5)"),
        (-1234.5, "_ * #,##0.00_ ;_ * -#,##0.00_ ", " -1,234.50 "),
        (0, '0;-0;"-"', "-"),
        (0, "#", ""),
        (12, "000", "012"),
        (1234, "#,###", "1,234"),
        (12345678, "000-00000", "123-45678"),
        (12345, "0!.0,", "1.2"),
        (123456, '0!.0,"万"', "12.3万"),
        (1234, "[$¥-804]#,##0.00", "¥1,234.00"),
        (7, "[Red]0", "7"),
        (-40, "0.00;[Red]0.00", "-40.00"),
        (-40, "0.00_);[红色]0.00_)", "-40.00"),
        (-40, "¥0.00;[Red]¥0.00", "¥-40.00"),
        (-0.5, ".00;[Red].00", "-.50"),
        (-0.001, "0.00;[Red]0.00", "0.00"),
        (-40, "0.00_);[Red](0.00)", "(40.00)"),
        (-5, '"增"0;"减"0', "减5"),
        (5, '[>=3]"多"0;"少"0', "多5"),
        (2, '[>=3]"多"0;"少"0', "少2"),
        (1, "[>=3]0;[=2]0.0", "1.0"),
        (1.5, "0.##", "1.5"),
        (-1.5, "0.##", "-1.5"),
        (12.5, ".00", "12.50"),
        (0.5, ".##", ".5"),
        (7, 'General"个"', "7个"),
        (7, r"0\个", "7个"),
        (7, '"七"', "七"),
    ],
)
def test_numbers(value: float, code: str, said: str) -> None:
    assert shown(value, code).strip() == said.strip()


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (45000, "yyyy/m/d", "2023/3/15"),
        (45000, "yyyy-mm-dd;@", "2023-03-15"),
        (45000, "d-mmm-yy", "2023年3月15日"),
        (45000, "mm/dd/yyyy", "2023年3月15日"),
        (45000, "dd/mm/yyyy", "2023年3月15日"),
        (45000, "[$-F800]dddd, mmmm dd, yyyy", "2023年3月15日"),
        (45000, 'yy"年"m"月"', "2023年3月"),
        (45000, "d-mmm", "3月15日"),
        (45000.5, "d-mmm-yy h:mm", "15-Mar-23 12:00"),
        (45000, 'e"年"m"月"d"日"', "2023年3月15日"),
        (45000, "aaaa", "星期三"),
        (45000, "aaa", "三"),
        (45000, "dddd", "星期三"),
        (1, "yyyy/m/d", "1900/1/1"),
        (45000.5, "yyyy/m/d h:mm", "2023/3/15 12:00"),
        (45000.75, "h:mm:ss AM/PM", "6:00:00 下午"),
        (0.25, "上午/下午h时mm分", "上午6时00分"),
        (0.5, "hh:mm", "12:00"),
        (1.1, "[h]:mm", "26:24"),
        (0.5, "[mm]:ss", "720:00"),
        (0.5, "mm:ss.0", "00:00"),
    ],
)
def test_days_and_times(value: float, code: str, said: str) -> None:
    assert shown(value, code) == said


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (0.5, "General", "0.5"),
        (1.5, "# ?/?", "1.5"),
        (12345, "0.00E+00", "12345"),
        (5, ";;;", "5"),
        (5, "@", "5"),
        (5, "0@", "5"),
        (-1, "yyyy", "-1"),
        (1e300, "0.00", f"{10**300}"),
        (5, "0." + "0" * 31, "5"),
        (5, "0" * 300, "5"),
    ],
)
def test_a_format_that_tells_nothing_or_is_not_understood_changes_nothing(
    value: float, code: str, said: str
) -> None:
    assert shown(value, code) == said


@given(st.floats(allow_nan=False), st.text("0#?.,%;@_*\"'[]<>=-ymdhsaeE+/\\!年G", max_size=12))
def test_no_format_does_harm(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(st.integers(-(10**12), 10**12))
def test_grouped_thousands_are_those_of_python(number: int) -> None:
    assert shown(float(number), "#,##0") == f"{number:,}"
    assert shown(float(number), "#,##0;-#,##0") == f"{number:,}"
    assert shown(float(number), "?,??0").strip() == f"{number:,}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (54.1400000000054, "54.14"),
        (-54.1400000000054, "-54.14"),
        (100 / 3, "33.33333333"),
        (0.99999999999, "1"),
        (1234567890.55, "1234567890.55"),
        (123456789012.0, "123456789012"),
        (1e-7, "0.0000001"),
        (0.95, "0.95"),
    ],
)
def test_a_number_without_a_format_shows_the_decimals_for_which_a_cell_has_room(
    value: float, said: str
) -> None:
    assert plain(value) == said


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ('"≥"@"%"', ("≥", "%")),
        ('@"个"', ("", "个")),
        ('0"人";-0;0;"共"@', ("共", "")),
        ("@\\%", ("", "%")),
        ('_ * #,##0.00_ ;_ * "-"??_ ;_ @_ ', ("", "")),
        ("[红色]@", ("", "")),
        ("@", ("", "")),
        ("@@", ("", "")),
        ('0"人"', ("", "")),
        ('"@"0', ("", "")),
        ("@" * 300, ("", "")),
    ],
)
def test_what_a_format_shows_around_texts(code: str, around: tuple[str, str]) -> None:
    assert around_text(code) == around
