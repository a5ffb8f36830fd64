"""Print the shape of the code: sizes of modules and functions, docstrings, types, ignores."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
IGNORE = re.compile(r"# (?:noqa|type: ignore|pragma: no cover)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Shape:
    """Measures of a source tree; lines are counted without blank ones."""

    modules: dict[str, int]
    functions: dict[str, int]
    public: int
    documented: int
    typed: float
    ignores: int

    @property
    def lines(self) -> int:
        """All lines of source."""
        return sum(self.modules.values())


def shape_of(folder: Path) -> Shape:
    """Return the measures of the Python files under a folder."""
    modules: dict[str, int] = {}
    functions: dict[str, int] = {}
    public = documented = typed = ignores = 0
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text("utf-8")
        name = path.relative_to(folder).as_posix()
        modules[name] = sum(1 for line in text.splitlines() if line.strip())
        ignores += len(IGNORE.findall(text))
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, Function):
                functions[f"{name}:{node.lineno} {node.name}"] = _length(node)
                typed += node.returns is not None or node.name == "__init__"
        for documentable in _public(tree):
            public += 1
            documented += ast.get_docstring(documentable) is not None
    share = typed / len(functions) if functions else 1.0
    return Shape(modules, functions, public, documented, share, ignores)


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _public(tree: ast.Module) -> list[ast.Module | ast.ClassDef | Function]:
    """Return the module, its public classes and functions, and the methods of those classes."""
    found: list[ast.Module | ast.ClassDef | Function] = [tree]
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            found.append(node)
            members = node.body if isinstance(node, ast.ClassDef) else []
            found.extend(
                member
                for member in members
                if isinstance(member, Function) and not member.name.startswith("_")
            )
    return found


def quantile(sizes: list[int], share: float) -> int:
    """Return the size that a share of all stays at or below."""
    return sorted(sizes)[min(int(len(sizes) * share), len(sizes) - 1)]


def main() -> None:
    """Print a line for each package and the longest pieces."""
    for package in ("jiheng", "jiheng_cli"):
        shape = shape_of(SOURCE / package)
        modules, functions = list(shape.modules.values()), list(shape.functions.values())
        print(
            f"{package}: {len(modules)} modules, {shape.lines} lines; "
            f"module median {quantile(modules, 0.5)} p90 {quantile(modules, 0.9)} "
            f"max {max(modules)}; function median {quantile(functions, 0.5)} "
            f"p90 {quantile(functions, 0.9)} max {max(functions)}; "
            f"docstrings {shape.documented / shape.public:.0%}; typed {shape.typed:.0%}; "
            f"ignores {1000 * shape.ignores / shape.lines:.1f} per kLOC"
        )
        for what in sorted(shape.functions, key=lambda name: -shape.functions[name])[:3]:
            print(f"  {shape.functions[what]:4} {what}")


if __name__ == "__main__":
    main()
