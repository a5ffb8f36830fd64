from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import fields
from pathlib import Path

import pytest
from tests.spec.cases import FOLDER, Case, load_cases
from tools import rule_pages

from jiheng import rules
from jiheng.errors import UnknownName
from jiheng.model import Family
from jiheng.rules import CATALOGUE, find_rule
from jiheng.rules.base import Page, Rule
from jiheng.rules.undecidable import UNDECIDABLE
from jiheng.standards.profile import load_profile, profile_names

LETTERS = {
    "CO": Family.COMPLETENESS,
    "RE": Family.RELEVANCE,
    "SU": Family.SUITABILITY,
    "AR": Family.ARITHMETIC,
    "EX": Family.EXECUTION,
    "DI": Family.DISCLOSURE,
    "LE": Family.LEGIBILITY,
}
RULES_FOLDER = Path(rules.__file__).parent
every_rule = pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.meta.code)


def _cases() -> dict[str, list[Case]]:
    by_code: dict[str, list[Case]] = defaultdict(list)
    for case in load_cases():
        by_code[case.code].append(case)
    return by_code


CASES = _cases()


@every_rule
def test_every_rule_has_a_passing_case(rule: Rule) -> None:
    cases = CASES[rule.meta.code]
    assert any(not case.expect and "expect_skip" not in case.data for case in cases)


@every_rule
def test_every_rule_has_two_failing_cases(rule: Rule) -> None:
    assert sum(bool(case.expect) for case in CASES[rule.meta.code]) >= 2


@every_rule
def test_every_rule_has_a_case_with_the_exact_excerpt(rule: Rule) -> None:
    places = [place for case in CASES[rule.meta.code] for place in case.expect]
    assert any("excerpt" in place for place in places)


@every_rule
def test_every_section_of_every_page_is_filled_in_both_languages(rule: Rule) -> None:
    texts = [getattr(rule.meta.page, field.name) for field in fields(Page)]
    texts += [rule.meta.title, rule.meta.basis.text]
    assert all(text.zh.strip() and text.en.strip() for text in texts)


@every_rule
def test_every_chinese_section_is_chinese(rule: Rule) -> None:
    texts = [getattr(rule.meta.page, field.name).zh for field in fields(Page)]
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in texts)


@every_rule
def test_every_rule_lives_in_the_file_of_its_code_and_name(rule: Rule) -> None:
    meta = rule.meta
    expected = f"jiheng.rules.{meta.family}.{meta.code.lower()}_{meta.name.replace('-', '_')}"
    assert rule.check.__module__ == expected


@every_rule
def test_every_code_begins_with_the_letters_of_its_family(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.meta.code)
    assert LETTERS[rule.meta.code[:2]] is rule.meta.family


@every_rule
def test_every_name_is_kebab_case(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.meta.name)


@every_rule
def test_every_rule_is_found_by_its_code_and_name(rule: Rule) -> None:
    assert find_rule(rule.meta.code) is find_rule(rule.meta.name) is rule


def test_codes_and_names_are_unique() -> None:
    words = [word for rule in CATALOGUE for word in (rule.meta.code, rule.meta.name)]
    assert [word for word, count in Counter(words).items() if count > 1] == []


def test_codes_ascend_within_each_family() -> None:
    by_family: dict[Family, list[str]] = defaultdict(list)
    for rule in CATALOGUE:
        by_family[rule.meta.family].append(rule.meta.code)
    assert all(codes == sorted(codes) for codes in by_family.values())


def test_no_check_is_both_a_rule_and_undecidable() -> None:
    aliases = {alias for rule in CATALOGUE for alias in rule.meta.aliases}
    assert aliases.isdisjoint(item.number for item in UNDECIDABLE)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    codes = {rule.meta.code for rule in CATALOGUE}
    assert {path.stem for path in FOLDER.glob("*.yml")} <= codes


def test_an_unknown_rule_is_refused_with_near_names() -> None:
    known = CATALOGUE[0].meta.name
    with pytest.raises(UnknownName, match=known):
        find_rule(known[:-1])


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_states_no_threshold_or_words_that_its_base_lacks(name: str) -> None:
    base, profile = load_profile(), load_profile(name)
    assert profile.thresholds.keys() == base.thresholds.keys()
    assert profile.lexicons.keys() == base.lexicons.keys()


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_speaks_of_rules_that_exist(name: str) -> None:
    profile = load_profile(name)
    codes = {rule.meta.code for rule in CATALOGUE}
    assert {*profile.severities, *profile.ignored} <= codes


def _read_by_rules() -> set[str]:
    sources = "".join(p.read_text(encoding="utf-8") for p in RULES_FOLDER.rglob("*.py"))
    return set(re.findall(r'(?:lexicon|threshold)\(\s*"(\w+)"', sources))


def test_every_threshold_and_list_of_words_a_rule_reads_is_in_the_data() -> None:
    profile = load_profile()
    assert _read_by_rules() <= {*profile.thresholds, *profile.lexicons}


def test_every_threshold_and_list_of_words_in_the_data_is_read_by_a_rule() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in RULES_FOLDER.rglob("*.py"))
    profile = load_profile()
    unread = [key for key in (*profile.thresholds, *profile.lexicons) if f'"{key}"' not in sources]
    assert unread == []


def test_the_published_pages_are_what_the_metadata_says() -> None:
    published = {p.name: p.read_text(encoding="utf-8") for p in rule_pages.FOLDER.glob("*.md")}
    assert published == rule_pages.pages(), "run: python tools/rule_pages.py"
