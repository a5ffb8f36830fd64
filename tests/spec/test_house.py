from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools.shape import Shape, quantile, shape_of

ROOT = Path(__file__).parents[2]
FORBIDDEN = {"click", "rich", "django", "duckdb", "requests", "httpx"}


@pytest.fixture(scope="module", params=["jiheng", "jiheng_cli"])
def shape(request: pytest.FixtureRequest) -> Shape:
    return shape_of(ROOT / "src" / request.param)


def test_modules_are_small(shape: Shape) -> None:
    sizes = list(shape.modules.values())
    assert quantile(sizes, 0.5) <= 120
    assert {name: size for name, size in shape.modules.items() if size > 600} == {}


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


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_names_commands_that_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", (ROOT / page).read_text("utf-8")))
    assert {"demo", "test"} <= named <= targets


def test_decisions_are_numbered_and_titled_as_their_files() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert numbers == [f"{number:04d}" for number in range(1, len(pages) + 1)]
    heads = [page.read_text("utf-8").splitlines()[0][2:6] for page in pages]
    assert heads == numbers


def test_continuous_integration_calls_the_test_command_of_the_readme() -> None:
    said = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert said[-1] == "exec make test"
