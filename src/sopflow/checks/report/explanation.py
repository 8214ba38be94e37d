"""One rule explained: why it is said, an example with what a check says of it, and one that is in order.

It must not know how a rule is checked, nor where the explanation is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.checks.examples import findings
from sopflow.checks.report.text import text_report
from sopflow.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.checks.rulebook import Example, Rule


def explanation(rule: Rule, lang: str) -> str:
    """Return the explanation as plain text, in parts with a blank line between them."""
    return "\n\n".join(_parts(rule, lang))


def explanation_data(rule: Rule, lang: str) -> dict[str, object]:
    """Return the same as data: ``bad`` and ``good`` are what is shown, ``output`` what a check says of ``bad``."""
    return {
        "code": rule.code,
        "severity": rule.severity,
        "name": rule.name[lang],
        "why": rule.why[lang],
        "bad": shown(rule.bad, lang),
        "output": output(rule, lang),
        "good": shown(rule.good, lang),
    }


def output(rule: Rule, lang: str) -> str:
    """Return what a check says of the bad example; nothing where that is told in words."""
    return text_report(findings(rule.bad), lang) if rule.bad.shown else ""


def _parts(rule: Rule, lang: str) -> Iterator[str]:
    yield f"{rule.code} ({say(f'severity-{rule.severity}', lang)}): {rule.name[lang]}"
    yield rule.why[lang]
    yield f"{say('explain-bad', lang)}\n\n{_indented(shown(rule.bad, lang))}"
    if rule.bad.shown:
        yield output(rule, lang)
    yield f"{say('explain-good', lang)}\n\n{_indented(shown(rule.good, lang))}"
    if rule.severity != "error":
        yield say("explain-allow", lang, code=rule.code)


def shown(example: Example, lang: str) -> str:
    """Return what is shown of an example: the part of the file that matters, or words."""
    return example.shown.rstrip("\n") if example.shown else example.words[lang]


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
