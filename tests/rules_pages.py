"""The pages of all rules, one in each language: what stands before the mark is kept, the rest is the rulebook."""

from __future__ import annotations

from documents import ROOT
from sopflow.checks.report.explanation import explanation_data
from sopflow.checks.rulebook import CATEGORIES, Example, Rule, codes, rule
from sopflow.messages import say

RULES = {"id": ROOT / "docs" / "aturan.md", "en": ROOT / "docs" / "rules.md"}
_WRITTEN = "<!-- What follows is written by `make golden`. -->\n"
_CATEGORIES = {
    "flow": ("Alur", "Flow"),
    "decisions": ("Keputusan", "Decisions"),
    "documents": ("Dokumen", "Documents"),
    "time": ("Waktu", "Time"),
    "references": ("Nama dan acuan", "Names and references"),
    "sheet": ("Lembar SOP", "The sheet"),
    "yaml": ("Tulisan YAML", "YAML"),
    "shape": ("Kunci dan nilai", "Keys and values"),
    "durations": ("Jangka waktu", "Durations"),
    "calendars": ("Kalender", "Calendars"),
    "files": ("Berkas", "Files"),
    "silencing": ("Pengecualian", "Silencing"),
}


def rules_page(lang: str) -> str:
    """Return the page of all rules in one language."""
    entries = [entry for entry in map(rule, codes()) if entry]
    head, _, _ = RULES[lang].read_text(encoding="utf-8").partition(_WRITTEN)
    parts = [head + _WRITTEN]
    for category in CATEGORIES:
        own = [entry for entry in entries if entry.category == category]
        links = ", ".join(f"[{entry.code}](#{entry.code})" for entry in own)
        parts.append(f"## {_CATEGORIES[category][lang == 'en']}\n\n{links}\n")
        parts += [_rule_section(entry, lang) for entry in own]
    return "\n".join(parts)


def _rule_section(entry: Rule, lang: str) -> str:
    data = explanation_data(entry, lang)
    severity = say(f"severity-{entry.severity}", lang)
    parts = [f"### {entry.code}", f"*{data['name']}* ({severity}). {data['why']}"]
    if entry.bad.shown:
        parts += [_fenced(entry.bad), f"```text\n{data['output']}\n```"]
    else:
        parts.append(f"{say('explain-bad', lang)} {data['bad']}")
    parts.append(
        f"{say('explain-good', lang)}" + (f"\n\n{_fenced(entry.good)}" if entry.good.shown else f" {data['good']}")
    )
    return "\n\n".join(parts) + "\n"


def _fenced(example: Example) -> str:
    return f"```{'toml' if example.file.endswith('.toml') else 'yml'}\n{example.shown}```"
