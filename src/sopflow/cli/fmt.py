"""``sopflow fmt``: put SOP and calendar files in their usual layout."""

from __future__ import annotations

from typing import Final

from sopflow.checks.report.text import text_report
from sopflow.checks.run import files_of
from sopflow.checks.sop_file import not_an_sop
from sopflow.cli.answer import NO, WRONG, YES, Answer
from sopflow.cli.options import LANGUAGE, PATHS, option
from sopflow.cli.refusal import unopened_sentences
from sopflow.cli.usage import UsageError
from sopflow.errors import SopError, SopInvalid
from sopflow.files import why_unwritten
from sopflow.formatting.files import format_file
from sopflow.messages import say
from sopflow.plaintext import harmless
from sopflow.source.reader import UNOPENED, read_path

PARAMETERS: Final = (PATHS, option("--check", is_flag=True, help="cli-fmt-check-option"), LANGUAGE)


def fmt(paths: tuple[str, ...], check: bool, lang: str) -> Answer:
    """Format files; with ``check`` nothing is written, and the code is 1 where something would be."""
    files = list(files_of(paths))
    if not files:
        raise UsageError("cli-no-sop-found", paths=list(paths))
    by_outcome: dict[str, list[str]] = {"changed": [], "unchanged": [], "left": []}
    wrong: list[str] = []
    unopened: list[str] = []  # nor written
    for file, kind in files:
        try:
            if kind is None:
                raise SopInvalid([not_an_sop(read_path(file))])
            by_outcome[format_file(file, kind, write=not check)].append(harmless(str(file)))
        except SopInvalid as invalid:
            lost = [found for found in invalid.diagnostics if found.code in UNOPENED]
            unopened += [unopened_sentences(lost, lang)] if lost else []
            wrong += [] if lost else [text_report(invalid.diagnostics, lang)]
        except OSError as error:
            unopened.append(f"{harmless(str(file))}: {say('cli-not-written', lang, reason=why_unwritten(error))}")
        except ImportError:
            raise SopError("cli-fmt-not-installed") from None
    changed = by_outcome["changed"]
    what = "would-change" if check else "changed"
    lines = [say(f"cli-fmt-{what}", lang, file=file) for file in changed]
    lines += [say("cli-fmt-left", lang, file=file) for file in by_outcome["left"]]
    lines.append(say(f"cli-fmt-total-{what}", lang, changed=len(changed), number=len(files)))
    code = WRONG if unopened else NO if wrong or (check and changed) else YES
    return Answer("\n".join(lines), code, "\n".join([*unopened, *wrong]))
