"""``sopflow explain``: why something is said, with an example and what would be right."""

from __future__ import annotations

from typing import Final

from sopflow.checks.report.explanation import explanation, explanation_data
from sopflow.checks.rulebook import codes, rule
from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import FORMAT, LANGUAGE, Argument
from sopflow.cli.usage import UsageError
from sopflow.messages import say
from sopflow.plaintext import cut
from sopflow.render.table import plain_table
from sopflow.source.spelling import suggest

PARAMETERS: Final = (
    Argument("code", metavar="[CODE]", help="cli-code-argument", default="", required=False),
    FORMAT,
    LANGUAGE,
)


def explain(code: str, format: str, lang: str) -> Answer:
    """Explain one code; where only a part of one is given, or nothing, list all codes that have it."""
    code = code.strip().lower()
    entry = rule(code)
    if entry is None and any(code in known for known in codes()):
        return _listed([known for known in codes() if code in known], format, lang)
    if entry is None:
        near = suggest(code, codes())
        if near:
            raise UsageError("cli-code-near", given=cut(code), near=near)
        raise UsageError("cli-code-unknown", given=cut(code))
    if format == "json":
        return Answer(json_text({"codes": [explanation_data(entry, lang)]}))
    return Answer(explanation(entry, lang))


def _listed(some: list[str], format: str, lang: str) -> Answer:
    entries = [entry for entry in map(rule, some) if entry]
    if format == "json":
        listed = [{"code": e.code, "severity": e.severity, "name": e.name[lang]} for e in entries]
        return Answer(json_text({"codes": listed}))
    columns = [say(f"explain-{column}", lang) for column in ("code", "severity", "name")]
    rows = [(e.code, say(f"severity-{e.severity}", lang), e.name[lang]) for e in entries]
    return Answer(plain_table(columns, rows))
