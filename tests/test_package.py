"""The package as a whole: what importing it costs, what it offers, and that each floor leans on those below only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import networkx as nx
import pytest

import sopflow

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE: Final = Path(sopflow.__file__).parent

# From the ground up; what stands on one floor in one pair of brackets may lean on itself, on its neighbours not.
FLOORS: Final[list[list[set[str]]]] = [
    [{"errors", "messages", "diagnostic", "duration", "plaintext", "source", "files", "layout"}],
    [{"calendars"}, {"definition"}],
    [{"engine"}],
    [{"planning"}],
    [{"checks"}, {"formatting"}, {"render"}],
    [{"sheet"}, {"bpmn"}],
    [{"output"}],
    [{"procedure"}],
    [{"loading"}],
    [{"store"}],
    [{"deadlines"}],
    [{"cli", "__main__"}, {"testing"}],
]
HEAVY: Final = (
    "networkx",
    "holidays",
    "jsonschema",
    "yaml",
    "numpy",
    "pandas",
    "click",
    "rich",
    "sqlalchemy",
    "dbos",
    "httpx",
)


def modules() -> dict[str, Path]:
    """Every module of the package by its name within it, the package itself left out."""
    found = {
        path.relative_to(SOURCE).with_suffix("").as_posix().replace("/", "."): path for path in SOURCE.rglob("*.py")
    }
    return {name.removesuffix(".__init__"): path for name, path in found.items() if name != "__init__"}


def imported(path: Path) -> Iterator[str]:
    """The modules of sopflow that a module imports, for type checks too; the package itself is an empty name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            names = [_source(node.module or "", alias.name) for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "sopflow":
                yield name.partition(".")[2]


def _source(module: str, name: str) -> str:
    """What is imported by ``from module import name``: a module of that name, else something in the module."""
    inner = f"{module}.{name}"
    path = SOURCE.parent / inner.replace(".", "/")
    return inner if path.is_dir() or path.with_suffix(".py").is_file() else module


def group_of(module: str) -> tuple[int, int]:
    """The floor of a module, and its group on that floor."""
    top = module.split(".", maxsplit=1)[0]
    places = [
        (floor, place) for floor, groups in enumerate(FLOORS) for place, names in enumerate(groups) if top in names
    ]
    assert len(places) == 1, f"{module} stands on no floor"
    return places[0]


def run(code: str) -> str:
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return found.stdout.strip()


def test_importing_costs_nothing() -> None:
    code = f"import sys; sys.path.insert(0, {str(SOURCE.parent)!r}); import sopflow; print(*sys.modules)"
    loaded = set(run(code).split())
    assert "sopflow" in loaded
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if name.startswith("sopflow.")} == set()


def test_a_plan_in_a_process_of_its_own_needs_no_networkx() -> None:
    """Loading and planning are what a command line does again and again; networkx costs a tenth of a second."""
    code = (
        f"import sys; sys.path.insert(0, {str(SOURCE.parent)!r}); import sopflow; "
        f"p = sopflow.load({str(SOURCE.parents[1] / 'procedures' / 'pengaduan-langsung.yaml')!r}); "
        "p.plan('2026-03-02T09:00'); print(*sys.modules)"
    )
    assert not set(run(code).split()) & {"networkx", "numpy", "pandas"}


def test_every_public_name_is_there() -> None:
    for name in sopflow.__all__:
        assert getattr(sopflow, name) is not None
    assert dir(sopflow) == sorted(sopflow.__all__)
    assert {"load", "loads", "check", "calendar", "Duration", "SopError", "SopInvalid"} <= set(sopflow.__all__)
    with pytest.raises(AttributeError, match="unheard_of"):
        sopflow.unheard_of  # type: ignore[attr-defined]  # noqa: B018


def test_every_public_name_comes_by_a_star_import() -> None:
    code = f"import sys; sys.path.insert(0, {str(SOURCE.parent)!r}); from sopflow import *; print(load.__module__)"
    assert run(code) == "sopflow.loading"


def test_the_names_for_type_checkers_are_those_that_are_fetched() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [
        node
        for node in tree.body
        if isinstance(node, ast.If)
        and any(isinstance(inner, ast.ImportFrom) and inner.module != "typing" for inner in node.body)
    ]
    named = {alias.asname for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert named == set(sopflow.__all__) - {"__version__"}


@pytest.mark.parametrize("module", modules())
def test_a_module_leans_on_its_own_floor_and_those_below(module: str) -> None:
    floor, group = group_of(module)
    for name in imported(modules()[module]):
        if not name:
            assert floor == len(FLOORS) - 1, f"{module} imports the package as a whole"
            continue
        below, beside = group_of(name)
        assert below < floor or (below, beside) == (floor, group), f"{module} imports {name}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    graph = nx.DiGraph(
        (module, name) for module, path in known.items() for name in imported(path) if name in known and name != module
    )
    assert list(nx.simple_cycles(graph)) == []
