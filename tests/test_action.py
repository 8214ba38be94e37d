"""The GitHub Action and the pre-commit hook, held against the published schemas of their readers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parent.parent
ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def test_the_action_is_one_by_githubs_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_hook_names_a_command_that_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    said = subprocess.run(
        [sys.executable, "-m", *hook["entry"].split(), *hook["args"]], cwd=ROOT, capture_output=True, check=False
    )
    assert said.returncode == 0


@pytest.mark.parametrize(("strict", "code"), [("false", 0), ("true", 1)])
def test_the_last_step_checks_what_the_inputs_name(tmp_path: Path, strict: str, code: int) -> None:
    script = ACTION["runs"]["steps"][-1]["run"]
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "sopflow").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sopflow "$@"\n', encoding="utf-8")
    (bin_folder / "sopflow").chmod(0o755)
    (tmp_path / "contoh.yaml").write_text(
        'sop: contoh\nversion: "1"\ntitle: Contoh\nactors: {loket: Loket}\nsteps:\n'
        "  - {id: terima, actor: loket, activity: Menerima, duration: 24 jam, result: Diterima}\n",
        encoding="utf-8",
    )
    env: Mapping[str, str] = {
        **os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "PATHS": "contoh.yaml contoh.yaml",
        "STRICT": strict, "LANGUAGE_OF_MESSAGES": "en",
    }  # fmt: skip
    said = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert said.returncode == code
    assert said.stdout.startswith("::warning file=contoh.yaml,line=6,")
