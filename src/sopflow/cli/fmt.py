"""``sopflow fmt``: put SOP and calendar files in their usual layout."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from sopflow.checks.report.text import text_report
from sopflow.checks.run import files_of
from sopflow.cli.answer import NO, WRONG, YES, Answer
from sopflow.cli.options import Language
from sopflow.cli.refusal import unopened_sentences
from sopflow.cli.usage import UsageError
from sopflow.errors import SopError, SopInvalid
from sopflow.formatting.layout import formatted
from sopflow.messages import say
from sopflow.plaintext import harmless
from sopflow.source.reader import UNOPENED, read_path

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="cli-paths-argument")]
Check = Annotated[bool, typer.Option("--check", help="cli-fmt-check-option")]


def fmt(paths: Paths, check: Check = False, lang: Language = "") -> Answer:
    """Format files; with ``check`` nothing is written, and the code is 1 where something would be."""
    if not all(paths):
        raise UsageError("cli-path-empty")
    files = list(files_of(paths))
    if not files:
        raise UsageError("cli-no-sop-found", paths=paths)
    changed: list[str] = []
    left: list[str] = []
    wrong: list[str] = []
    unopened: list[str] = []  # nor written
    for file, kind in files:
        try:
            done = _format(file, kind, check=check)
            if done is not False:
                (changed if done else left).append(harmless(str(file)))
        except SopInvalid as invalid:
            lost = [found for found in invalid.diagnostics if found.code in UNOPENED]
            unopened += [unopened_sentences(lost, lang)] if lost else []
            wrong += [] if lost else [text_report(invalid.diagnostics, lang)]
        except OSError as error:
            unopened.append(f"{harmless(str(file))}: {say('cli-not-written', lang, reason=error.strerror)}")
        except ImportError:
            raise SopError("cli-fmt-not-installed") from None
    what = "would-change" if check else "changed"
    lines = [say(f"cli-fmt-{what}", lang, file=file) for file in changed]
    lines += [say("cli-fmt-left", lang, file=file) for file in left]
    lines.append(say(f"cli-fmt-total-{what}", lang, changed=len(changed), number=len(files)))
    code = WRONG if unopened else NO if wrong or (check and changed) else YES
    return Answer("\n".join(lines), code, "\n".join([*unopened, *wrong]))


def _format(file: str | Path, kind: str, *, check: bool) -> bool | None:
    """Format one file; return whether it was (or would be) changed, None where it cannot be.

    Raises ``SopInvalid`` and ``OSError``.
    """
    reading = read_path(file)
    if reading.root is None:
        raise SopInvalid(reading.reported())
    text = Path(file).read_bytes().decode("utf-8-sig")
    result = formatted(text, str(file), kind)
    if result is None or result == text:
        return None if result is None else False
    if not check:
        _write(Path(os.path.realpath(file)), result)
    return True


def _write(path: Path, text: str) -> None:
    """Put a new text in the place of a file at once, so that nobody ever reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        os.chmod(name, path.stat().st_mode)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
