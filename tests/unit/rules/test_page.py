from __future__ import annotations

from jiheng.rules import find_rule
from jiheng.rules.page import page_text

RULE = find_rule("CO002")


def test_a_page_has_six_sections_in_chinese() -> None:
    headings = [line for line in page_text(RULE).splitlines() if line.startswith("## ")]
    assert headings == ["## 查什么", "## 为什么", "## 反例", "## 正例", "## 怎么改", "## 依据"]


def test_a_page_has_six_sections_in_english() -> None:
    assert page_text(RULE, "en").count("\n## ") == 6


def test_a_page_says_that_a_basis_was_not_checked() -> None:
    assert "出处未经核对" in page_text(RULE)


def test_a_page_begins_with_the_code_and_the_title() -> None:
    assert page_text(RULE).startswith("# CO002 没有绩效目标\n")
