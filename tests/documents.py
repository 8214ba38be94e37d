"""The commands in our documents, and what they print.

In a ``console`` block each line ``$ sopflow …`` is followed by what it prints, all of them in one folder; a ``mermaid``
block is what the command in the comment above it prints; ``docs/plan.svg`` is what a terminal shows. ``make golden``
writes all of it anew.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

ROOT = Path(__file__).parent.parent
WITH_OUTPUTS = (
    ROOT / "README.md",
    *(ROOT / "docs" / name for name in ("panduan-analis.md", "kalender.md", "ci.md", "kasus.md", "tenggat.md")),
)

PICTURE = ROOT / "docs" / "plan.svg"
PICTURED = "sopflow plan procedures/pengaduan-tidak-langsung.yaml --start 2026-03-02T09:00"

_COLUMNS = 120
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
text {{ font-family: monospace; font-size: {char_height}px; white-space: pre }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="{width}" height="{height}" rx="8" fill="#0c0c0c"/>
<g transform="translate(12, 12)">{backgrounds}<g>{matrix}</g></g>
</svg>
"""
_CONSOLE = re.compile(r"```console\n(?P<content>.*?)```", re.DOTALL)
_DRAWING = re.compile(r"<!-- \$ (?P<command>[^\n]*) -->\n\n```mermaid\n.*?```", re.DOTALL)


def with_outputs(text: str) -> str:
    """Return a document with every output as the program prints it now."""
    text = _CONSOLE.sub(lambda found: f"```console\n{_with_answers(found['content'])}```", text)
    return _DRAWING.sub(
        lambda found: f"<!-- $ {found['command']} -->\n\n```mermaid\n{output_of(found['command'])}```", text
    )


def blocks(path: Path, language: str) -> list[str]:
    """Return the blocks of a document that are marked as ``language``."""
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def output_of(command: str) -> str:
    """Run ``sopflow …`` in a folder that holds the procedures and the examples, and return what it prints."""
    return outputs_of([command])[0]


def outputs_of(commands: list[str]) -> list[str]:
    """Run commands one after the other in such a folder, and return what each prints."""
    from sopflow.__main__ import main

    printed = []
    with TemporaryDirectory() as folder, patch.dict(os.environ, {"LC_ALL": "id_ID.UTF-8"}):
        shutil.copytree(ROOT / "procedures", Path(folder) / "procedures")
        shutil.copytree(ROOT / "docs" / "contoh", folder, dirs_exist_ok=True)
        for command in commands:
            said = io.StringIO()
            with chdir(folder), redirect_stdout(said), redirect_stderr(said):
                main(shlex.split(command)[1:])
            printed.append(said.getvalue())
    return printed


def picture() -> str:
    """Return what a terminal shows for the plan of the README, as SVG."""
    from rich.console import Console
    from rich.text import Text

    with (
        patch("sopflow.cli.terminal.is_terminal", return_value=True),
        patch.dict(os.environ, {"COLUMNS": str(_COLUMNS)}),
    ):
        shown = f"$ {PICTURED}\n{output_of(PICTURED)}"
    console = Console(record=True, file=io.StringIO(), width=_COLUMNS, force_terminal=True)
    console.print(Text.from_ansi(shown))
    return console.export_svg(title="", code_format=_SVG, unique_id="plan")


def _with_answers(content: str) -> str:
    commands = [line.removeprefix("$ ") for line in content.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{said}" for command, said in zip(commands, outputs_of(commands), strict=True))
