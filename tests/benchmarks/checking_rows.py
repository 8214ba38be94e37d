"""The rows about checking: one SOP loaded, a flow that would be a large state space, a thousand files, a cold start."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from jsonschema import Draft202012Validator
from rows import Row

import sopflow
from sopflow.definition.flow import analyse
from sopflow.definition.model import Actor, Branch, Definition, Outcome, Step
from sopflow.source.schemas import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml"
SCHEMA: Final = ROOT / "schemas" / "sop.schema.json"
FILES: Final = 1_000
FLOWS, LOOPS = 12, 5


def checking_rows() -> Iterator[Row]:
    """Give the rows in the order of the table."""
    text = EXAMPLE.read_text(encoding="utf-8")
    parts = "PyYAML's C loader and jsonschema"
    yield Row("load one SOP of 128 lines", lambda: sopflow.load(EXAMPLE), parts, parsed_and_validated(text), None)
    wide = loops_in_a_fork()
    one = loops_in_a_fork(flows=2)
    work = f"decide a fork of {FLOWS} flows with {LOOPS} nested loops in each"
    yield Row(work, lambda: analyse(wide), "sopflow, a fork of 2 flows", lambda: analyse(one), None)
    folder = Path(tempfile.mkdtemp(prefix="sopflow-bench-"))
    for number in range(FILES):
        renamed = text.replace("sop: surat-keterangan-usaha", f"sop: sop-{number}")
        (folder / f"sop-{number}.yaml").write_text(renamed, encoding="utf-8")
    ours, peer = [sys.executable, "-m", "sopflow", "check"], [sys.executable, "-m", "check_jsonschema", "--schemafile"]
    many = [str(path) for path in sorted(folder.iterdir())]
    name = "check-jsonschema, schema only"
    yield Row("check 1,000 SOP files", run(*ours, str(folder)), name, run(*peer, str(SCHEMA), *many), 1 / 5)
    yield Row("cold check of one file", run(*ours, str(EXAMPLE)), name, run(*peer, str(SCHEMA), str(EXAMPLE)), 0.7)


def run(*command: str) -> Callable[[], Any]:
    """Return what runs a command in a process of its own; both sides exit 0 on these files."""
    return lambda: subprocess.run(command, capture_output=True, check=True, cwd=ROOT)


def parsed_and_validated(text: str) -> Callable[[], Any]:
    """Return the least that anybody would do: parse without places, and validate."""
    validator = Draft202012Validator(load_schema("sop"))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return lambda: list(validator.iter_errors(yaml.load(text, Loader=loader)))


def loops_in_a_fork(flows: int = FLOWS, loops: int = LOOPS) -> Definition:
    """Return an SOP that forks into flows of nested loops, which meet again; its markings are beyond counting."""
    actor = Actor("petugas", "Petugas")
    steps = {"bagi": Step("bagi", "1", "petugas", "Membagi", next=tuple(f"s{flow}_0" for flow in range(flows)))}
    for flow in range(flows):
        for place in range(2 * loops):
            name = f"s{flow}_{place}"
            onward = f"s{flow}_{place + 1}" if place + 1 < 2 * loops else "temu"
            back = f"s{flow}_{2 * loops - 1 - place}"
            ways = (Branch("maju", "Maju", (onward,)), Branch("ulang", "Ulang", (back,))) if place >= loops else ()
            steps[name] = Step(name, "", "petugas", "Bekerja", next=() if ways else (onward,), branches=ways)
    steps["temu"] = Step("temu", "", "petugas", "Menutup", next=("selesai",), join=True)
    return Definition("luas", "1", "Luas", {"petugas": actor}, steps, {"selesai": Outcome("selesai", "Selesai")})
