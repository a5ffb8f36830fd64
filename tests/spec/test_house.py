from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import grimp
import pytest
from tools.shape import Shape, quantile, shape_of

import jiheng.model

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.zh.md"]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *GUIDES, *DECISIONS]
FORBIDDEN = {"click", "rich", "django", "duckdb", "requests", "httpx"}


@pytest.fixture(scope="module", params=["jiheng", "jiheng_cli"])
def shape(request: pytest.FixtureRequest) -> Shape:
    return shape_of(ROOT / "src" / request.param)


def test_modules_are_small(shape: Shape) -> None:
    sizes = list(shape.modules.values())
    assert quantile(sizes, 0.5) <= 120
    assert {name: size for name, size in shape.modules.items() if size > 600} == {}


def test_no_modules_import_each_other() -> None:
    packages = sorted(path.name for path in (ROOT / "src").iterdir() if path.is_dir())
    graph = grimp.build_graph(*packages, cache_dir=None)
    known = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert len(known) > 900
    TopologicalSorter(known).prepare()


def test_functions_are_small(shape: Shape) -> None:
    assert quantile(list(shape.functions.values()), 0.9) <= 28
    assert {name: size for name, size in shape.functions.items() if size > 70} == {}


def test_every_function_says_what_it_returns(shape: Shape) -> None:
    assert shape.typed == 1


def test_public_things_are_documented(shape: Shape) -> None:
    assert shape.documented / shape.public >= 0.9


def test_checks_are_rarely_silenced() -> None:
    shape = shape_of(ROOT / "src")
    assert 1000 * shape.ignores / shape.lines <= 2


def test_no_module_is_named_for_nothing() -> None:
    names = {path.stem for path in (ROOT / "src").rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "common", "manager", "misc"}


def test_the_core_loads_no_framework() -> None:
    program = "import sys, jiheng.pipeline, jiheng.writing; print(' '.join(sys.modules))"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert not FORBIDDEN & {name.partition(".")[0] for name in said.split()}


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_commands_that_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", (ROOT / page).read_text("utf-8")))
    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("page", READMES)
def test_the_readme_shows_what_the_terminal_shows(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    match = re.search(r"\$ \.venv/bin/jiheng (.*)\n([^`]*)…\n```", text)
    assert match is not None
    command, shown = match.groups()
    said = subprocess.run(
        [sys.executable, "-m", "jiheng_cli", *command.split()],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "JIHENG_LANG": "zh", "PYTHONUTF8": "1"},
    ).stdout.decode()
    assert said.startswith(shown)


@pytest.mark.parametrize("page", READMES)
def test_the_map_of_the_readme_names_places_that_exist(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    places = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    assert len(places) >= 6
    assert [place for place in places if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_glossary_explains_every_type_of_the_model() -> None:
    explained = set(re.findall(r"\w+", (ROOT / "GLOSSARY.md").read_text("utf-8")))
    assert {name for name in jiheng.model.__all__ if name[0].isupper()} - explained == set()


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_the_python_of_a_guide_runs(page: Path) -> None:
    for snippet in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        subprocess.run([sys.executable, "-c", snippet], check=True, capture_output=True, cwd=ROOT)


def test_nothing_speaks_of_numbered_issues() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("src", "tests", "docs", "tools", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".yml", ".toml"}
        and re.search(r"\b(?:issue|pull request|GH-) ?#?\d", path.read_text("utf-8"), re.IGNORECASE)
    ]
    assert found == []


def test_a_new_part_of_the_core_must_be_declared(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src" / "jiheng" / "stray.py").touch()
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        text=True,
    )
    assert ended.returncode == 1
    assert "stray" in ended.stdout


def test_decisions_are_numbered_without_gap_or_repeat() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert numbers == [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_titled_as_its_file(page: Path) -> None:
    number, _, title = page.read_text("utf-8").splitlines()[0].removeprefix("# ").partition(". ")
    words = re.sub(r"\W+", "-", title.casefold())
    assert number == page.name[:4]
    assert page.stem[5:] in words


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_fits_a_screen_and_says_why_and_what_follows(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequences",
    ]
    assert re.fullmatch(r"Date: \d{4}-\d\d-\d\d · Status: \w+.*", lines[2])
    assert len(lines) <= 50


VARYING = {"random", "secrets", "time", "uuid"}
MOMENTS = {"localdate", "localtime", "now", "today", "utcnow"}
SUSPECT = re.compile(rf"\b(?:{'|'.join(VARYING)})\.|\b(?:{'|'.join(MOMENTS)})\(|\buuid|\btoken_")


def test_every_process_of_the_suite_collects_the_same_names() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for path in (ROOT / "tests").rglob("test_*.py")
        if SUSPECT.search(text := path.read_text("utf-8"))
        for call in _collected(ast.parse(text))
        if _varies(call)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "varies"),
    [
        ("time.time()", True),
        ("int(time.time()) - 3600", True),
        ("datetime.now(UTC)", True),
        ("timezone.localdate()", True),
        ("uuid4().hex", True),
        ("random.Random().random()", True),
        ("random.Random(0).randbytes(9)", False),
        ("datetime(2026, 1, 1)", False),
        ("lambda: time.time()", True),
    ],
)
def test_a_moment_and_chance_are_seen_among_cases(code: str, varies: bool) -> None:
    decorated = f"@mark('a', [{code}])\ndef test(): time.time()"
    listed = f"CASES = [{code}]\ndef test(): time.time()"
    for program in (decorated, listed):
        assert any(map(_varies, _collected(ast.parse(program)))) == varies


def _collected(module: ast.Module) -> Iterator[ast.Call]:
    """Yield what is called when tests are collected: in decorators and in lists of cases."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            values: list[ast.expr] = node.decorator_list
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node in module.body and node.value:
            values = [node.value]
        else:
            continue
        yield from (n for value in values for n in ast.walk(value) if isinstance(n, ast.Call))


def _varies(call: ast.Call) -> bool:
    """Tell whether a call gives something else in another process; with a seed chance does not."""
    parts = ast.unparse(call.func).split(".")
    first, last = parts[0], parts[-1]
    if "Random(" in ast.unparse(call) and "Random()" not in ast.unparse(call):
        return False
    return first in VARYING or last in MOMENTS or bool(re.fullmatch(r"uuid[14]|token_\w+", last))


def test_continuous_integration_calls_the_test_command_of_the_readme() -> None:
    said = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert said[-1] == "exec make test"
