"""The drawing in the language of Graphviz, read back by a small reader of its grammar."""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from render_samples import deciding, one_step
from sopflow.definition.model import Definition
from sopflow.plaintext import one_line
from sopflow.render.dot import to_dot
from sopflow.render.drawing import drawing

TOKEN: Final = re.compile(r'"((?:\\.|[^"\\])*)"|([A-Za-z_][\w.]*|-?\d+(?:\.\d+)?)|(->|[{}\[\]=,;])|(\s+)', re.DOTALL)


class Drawn(NamedTuple):
    """What Graphviz would read."""

    graph: dict[str, str]
    nodes: dict[str, dict[str, str]]
    edges: list[tuple[str, str, dict[str, str]]]


def read(text: str) -> Drawn:
    """Read ``digraph ID { graph [..]; node [..]; node -> node [..]; }``, and nothing else."""
    tokens = _tokens(text)
    assert [kind for kind, _ in tokens[:3]] == ["word", "word", "sign"]
    assert tokens[0][1] == "digraph"
    assert tokens[2][1] == "{"
    assert tokens[-1] == ("sign", "}")
    drawn = Drawn({}, {}, [])
    statement: list[tuple[str, str]] = []
    for token in tokens[3:-1]:
        if token != ("sign", ";"):
            statement.append(token)
            continue
        _enter(drawn, statement)
        statement = []
    assert statement == []
    return drawn


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    while place < len(text):
        found = TOKEN.match(text, place)
        assert found, text[place : place + 40]
        place = found.end()
        quoted, word, sign, _space = found.groups()
        if quoted is not None:
            tokens.append(("text", quoted))
        elif word is not None:
            tokens.append(("word", word))
        elif sign is not None:
            tokens.append(("sign", sign))
    return tokens


def _enter(drawn: Drawn, statement: list[tuple[str, str]]) -> None:
    attributes: dict[str, str] = {}
    if ("sign", "[") in statement:
        begin = statement.index(("sign", "["))
        inner = [
            value for kind, value in statement[begin + 1 : -1] if (kind, value) not in {("sign", "="), ("sign", ",")}
        ]
        assert statement[-1] == ("sign", "]")
        attributes = dict(zip(inner[::2], inner[1::2], strict=True))
        statement = statement[:begin]
    names = [value for kind, value in statement if kind != "sign"]
    if ("sign", "->") in statement:
        drawn.edges.append((names[0], names[1], attributes))
    elif statement == [("word", "graph")]:
        drawn.graph.update(attributes)
    else:
        drawn.nodes[names[0]] = attributes


def shown(label: str) -> str:
    """Return what Graphviz shows for a label: escapes and HTML entities read, line ends as spaces."""
    text = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], label)
    return re.sub(r"&#?\w+;", lambda found: html.unescape(found[0]), text)


def letters(text: str) -> str:
    """Return the text without white space: where lines break says nothing."""
    return "".join(text.split())


def dot(definition: Definition) -> Drawn:
    """Return what Graphviz reads of an SOP."""
    return read(to_dot(drawing(definition, "id")))


def test_steps_are_boxes_ends_are_rounded_and_decisions_are_diamonds() -> None:
    nodes = dot(deciding()).nodes
    assert list(nodes) == [
        "start", "step:periksa", "decision:periksa", "step:satu", "step:dua", "step:temu", "outcome:selesai",
    ]  # fmt: skip
    assert nodes["decision:periksa"]["shape"] == "diamond"
    assert {nodes[name]["style"] for name in ("start", "outcome:selesai")} == {"rounded"}
    assert nodes["step:periksa"]["shape"] == "box"
    assert nodes["step:dua"]["style"] == "dashed"
    assert nodes["step:periksa"]["label"] == r"1. Memeriksa\nPetugas Loket\n3 hari kerja"


def test_every_way_is_an_arrow_with_the_label_of_its_branch() -> None:
    edges = [(source, target, data.get("label")) for source, target, data in dot(deciding()).edges]
    assert edges == [
        ("start", "step:periksa", None),
        ("step:periksa", "decision:periksa", None),
        ("decision:periksa", "step:satu", "Lengkap"),
        ("decision:periksa", "step:dua", "Lengkap"),
        ("decision:periksa", "outcome:selesai", "Tidak"),
        ("step:periksa", "outcome:selesai", "Lewat waktu"),
        ("step:satu", "step:temu", None),
        ("step:dua", "step:temu", None),
        ("step:temu", "outcome:selesai", None),
    ]
    overdue = [data for *_, data in dot(deciding()).edges if data.get("label") == "Lewat waktu"]
    assert [data["style"] for data in overdue] == ["dashed"]


@given(st.text())
def test_any_text_comes_out_as_it_is(text: str) -> None:
    activity = dot(one_step(text)).nodes["step:periksa"]["label"]
    assert letters(shown(activity)) == letters(one_line(f"1. {text}") + "Petugas Loket")
    drawn = dot(deciding(text, title=text, outcome=text))
    assert letters(shown(drawn.graph["label"])) == letters(one_line(text))
    assert letters(shown(drawn.nodes["outcome:selesai"]["label"])) == letters(one_line(text))
    assert len(drawn.edges) == 9
    assert all(source in drawn.nodes and target in drawn.nodes for source, target, _ in drawn.edges)


def test_quotes_backslashes_and_entities_are_no_syntax() -> None:
    for text in ('"];evil [label="x', "\\", "\\\\", "\\N \\G \\l", "&lt;b&gt; &amp; R&D &#65;", '\\"', "{<a>|<b>}"):
        drawn = dot(one_step(text))
        assert list(drawn.nodes) == ["start", "step:periksa", "outcome:selesai"]
        assert letters(shown(drawn.nodes["step:periksa"]["label"])) == letters(f"1.{text}PetugasLoket")
