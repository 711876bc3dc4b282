"""The walls between the rooms: what may import what, as docs/architecture.md says, and how long a thing may grow."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import geo
from tests.conftest import ROOT

GEO = ROOT / "geo"
STAGES = ("location", "routing", "timetable", "claims")
ONLY = {
    "folium": {"show"},
    "branca": {"show"},
    "geopandas": {"formats"},
    "matplotlib": {"picture"},
    "yaml": {"document"},
    "pydantic": {"fields", "itinerary", "reader", "stops"},
    "ruamel": {"drafting"},
    "streamlit": {"app", "cli"},
    "click": {"cli"},
    "sqlite3": {"gazetteer"},
    "scipy": {"network"},
}
HEAVY = {
    *(
        "folium",
        "geopandas",
        "matplotlib",
        "pandas",
        "streamlit",
        "pyarrow",
        "scipy",
        "shapely",
        "pyogrio",
        "rapidfuzz",
    ),
    "pyproj",
}
NEVER_FOR_A_DISTANCE = [
    "folium",
    "branca",
    "geopandas",
    "matplotlib",
    "pandas",
    "streamlit",
    "shapely",
    "pyarrow",
    "jinja2",
    "pyogrio",
]
MODULES = sorted(GEO.rglob("*.py"))


def room(path: Path) -> str:
    """The room a module is in: its own name, or its package's."""
    return path.relative_to(GEO).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The full name of every module, and of every name out of one, that is imported."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(ast.walk(tree(path))))
    return {parts[1] for parts in names if parts[0] == "geo" and len(parts) > 1} - {room(path)}


def at_once(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: not what waits in functions, nor what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        waits = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if not waits and not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)):
            yield child
            yield from at_once(child)


# --- the table --------------------------------------------------------------------------------------------------------


@cache
def table() -> dict[str, frozenset[str]]:
    """For each room the rooms it may import, read off the table in docs/architecture.md."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    allowed: dict[str, frozenset[str]] = {}
    for first, _, last in rows:
        here = re.findall(r"`geo/(\w+)(?:\.py|/)`", first)
        for name in here:
            allowed[name] = _meant(last, frozenset(allowed)) | frozenset(here)
    return allowed


def _meant(cell: str, above: frozenset[str]) -> frozenset[str]:
    words = frozenset(re.findall(r"[a-z]+", cell))
    meant = words & frozenset(map(room, MODULES))
    if "the rooms above" in cell:
        meant |= above - {*STAGES, "cases", "readings", "whole"}
    if "stages" in words:
        meant |= {*STAGES}
    if "the public names of `geo`" in cell:
        meant |= rooms_imported(GEO / "__init__.py")
    return meant


def test_the_table_names_every_room_and_no_other() -> None:
    rooms = {room(path) for path in MODULES} - {"__init__", "__main__"}
    assert set(table()) - {"data"} == rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GEO)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    if room(path) in {"__init__", "__main__"}:
        return
    assert rooms_imported(path) <= table()[room(path)]


def test_the_stages_do_not_import_one_another() -> None:
    for stage in STAGES:
        assert not rooms_imported(GEO / f"{stage}.py") & {*STAGES}


def test_only_the_pipeline_imports_the_stages() -> None:
    importers = {room(path) for path in MODULES if rooms_imported(path) & {*STAGES}}
    assert importers == {"pipeline"}


def test_only_faces_import_the_app() -> None:
    assert {room(path) for path in MODULES if "app" in rooms_imported(path)} <= {"cli", "__main__"}
    assert "geo.app.main" in set(imported(ast.walk(tree(ROOT / "app.py"))))


def test_errors_import_nothing_but_the_standard_library() -> None:
    assert {name.split(".")[0] for name in imported(ast.walk(tree(GEO / "errors.py")))} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_lives_in_its_room(library: str) -> None:
    users = {
        room(path) for path in MODULES if any(name.split(".")[0] == library for name in imported(ast.walk(tree(path))))
    }
    assert users == ONLY[library] or (library == "branca" and not users)


# --- light ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GEO)))
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    """`show/drawing.py` subclasses folium's elements, so it is itself imported where it is used; so are `network/make` and `app`."""
    tops = {name.split(".")[0] for name in imported(at_once(tree(path)))} & HEAVY
    if path.parent.name in {"make", "app"}:
        return
    assert tops == ({"folium"} if path.name == "drawing.py" else set())


def modules_after(program: str) -> set[str]:
    """The top-level modules a fresh Python has loaded after a program."""
    listing = (
        "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", f"{program}\n{listing}"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(ended.stderr.splitlines()[-1]))


def test_importing_geo_is_light() -> None:
    assert not modules_after("import geo") & HEAVY


def test_a_distance_on_the_command_line_pays_for_nothing_it_does_not_use() -> None:
    program = (
        "import sys, contextlib, geo.cli\n"
        "sys.argv = ['demarche', 'distance', 'Vladivostok', 'Khasan', '--by', 'rail', '--json']\n"
        "with contextlib.suppress(SystemExit):\n"
        "    geo.cli.main()"
    )
    loaded = modules_after(program)
    assert {"geo", "scipy"} <= loaded  # it did route
    assert [name for name in NEVER_FOR_A_DISTANCE if name in loaded] == []


# --- exports ----------------------------------------------------------------------------------------------------------


def test_what_geo_exports_is_what_it_says() -> None:
    public = {
        name for name, value in vars(geo).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public == set(geo.__all__)
    assert geo.__all__ == sorted(geo.__all__)


def test_the_stages_names_are_functions_not_modules() -> None:
    assert all(callable(getattr(geo, name)) for name in ("check", "distance", "export", "find", "read", "build"))


# --- size -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GEO)))
def test_nothing_grows_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 50, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GEO)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path))
