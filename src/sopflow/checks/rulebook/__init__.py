"""The rules as people read of them: one small file for each code, with its name, why it is said, and two examples.

An example is the part of a file that matters; what it leaves out is as in ``REST``, below it, so that the lines of the
example are those of the file. It must not know how a rule is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from sopflow.diagnostic import Severity, severity_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path(__file__).parent
CATEGORIES: Final = (
    "flow", "decisions", "documents", "time", "references", "sheet", "yaml", "shape", "durations", "calendars", "files",
    "silencing",
)  # fmt: skip

REST: Final[Mapping[str, str]] = {
    "sop": "sop: contoh\n",
    "version": 'version: "1"\n',
    "title": "title: Contoh\n",
    "day_counting": "day_counting: working\n",
    "actors": "actors:\n  loket: Petugas Loket\n",
}
_REST_OF_CALENDAR: Final[Mapping[str, str]] = {
    "calendar": "calendar: kalender\n",
    "timezone": "timezone: Asia/Jakarta\n",
}


@dataclass(frozen=True, slots=True)
class Example:
    """The part of ``file`` that matters, and ``text``: the whole of it. Where a text shows nothing, ``words`` do."""

    file: str
    shown: str
    text: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: ``name`` and ``why`` by language, an example that breaks it and one that does not."""

    code: str
    category: str
    name: Mapping[str, str]
    why: Mapping[str, str]
    bad: Example
    good: Example

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``."""
        return severity_of(self.code)


@cache
def codes() -> tuple[str, ...]:
    """Return all codes that have an entry, category by category."""
    return tuple(path.stem for category in CATEGORIES for path in sorted((_FOLDER / category).glob("*.yaml")))


@cache
def rule(code: str) -> Rule | None:
    """Return the entry of a code, None where there is none."""
    if code not in codes():  # never a path that somebody made up
        return None
    path = next(_FOLDER.glob(f"*/{code}.yaml"))
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Rule(code, path.parent.name, data["name"], data["why"], _example(data, "bad"), _example(data, "good"))


def _example(data: Mapping[str, Any], kind: str) -> Example:
    shown, file = data.get(kind, ""), data.get("file", "contoh.yaml")
    return Example(file, shown, _whole(shown, file, data), data.get(f"{kind}_in_words", {}))


def _whole(shown: str, file: str, data: Mapping[str, Any]) -> str:
    """Return a whole file that begins with what is shown."""
    if not shown or data.get("whole") or not file.endswith(".yaml"):
        return shown
    said = {line.partition(":")[0] for line in shown.split("\n")}
    rest = _REST_OF_CALENDAR if file == "kalender.yaml" else REST
    left_out = said.union(data.get("without", ()), ["timezone"] if "extends" in said else [])
    return shown + "".join(text for key, text in rest.items() if key not in left_out)
