"""The drawing as a Mermaid flowchart, read back by the forms of line that it may have."""

from __future__ import annotations

import re
from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st

from render_samples import deciding, one_step
from sopflow.definition.model import Definition
from sopflow.plaintext import one_line
from sopflow.render.drawing import drawing
from sopflow.render.mermaid import to_mermaid

# Between quotes: letters, digits, plain punctuation, entities and line breaks of ours. Nothing else can be syntax.
TEXT: Final = r'"((?:[^"#<>;%`{}\[\]|\\:&*_~$]|#\d+;|<br/>)*)"'
NODE: Final = re.compile(rf"  (\w+)(?:\(\[{TEXT}\]\)|\[{TEXT}\]|\{{{TEXT}\}})")
ARROW: Final = re.compile(rf"  (\w+) (-->|-\.->)(?:\|{TEXT}\|)? (\w+)")
STYLE: Final = re.compile(r"  style (\w+) stroke-dasharray: 4")


def read(definition: Definition) -> tuple[dict[str, str], list[tuple[str, str, str, str]], list[str]]:
    """Return nodes with their texts, arrows with theirs, and the nodes with a dashed border."""
    first, *lines = to_mermaid(drawing(definition, "id")).splitlines()
    assert first == "flowchart TD"
    nodes: dict[str, str] = {}
    arrows: list[tuple[str, str, str, str]] = []
    dashed: list[str] = []
    for line in lines:
        if node := NODE.fullmatch(line):
            nodes[node[1]] = shown(next(text for text in node.groups()[1:] if text is not None))
        elif arrow := ARROW.fullmatch(line):
            arrows.append((arrow[1], arrow[2], shown(arrow[3] or ""), arrow[4]))
        else:
            style = STYLE.fullmatch(line)
            assert style, line
            dashed.append(style[1])
    return nodes, arrows, dashed


def shown(text: str) -> str:
    """Return what Mermaid shows: entities read, breaks as spaces."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text.replace("<br/>", " "))


def test_shapes_and_arrows() -> None:
    lines = to_mermaid(drawing(deciding(), "en")).splitlines()
    assert '  start(["Start"])' in lines
    assert '  decision_periksa{" "}' in lines
    assert '  outcome_selesai(["Selesai"])' in lines
    assert '  step_satu["2#46; Satu<br/>Petugas Loket"]' in lines
    nodes, arrows, dashed = read(deciding())
    assert nodes["step_periksa"] == "1. Memeriksa Petugas Loket 3 hari kerja"
    assert arrows == [
        ("start", "-->", "", "step_periksa"),
        ("step_periksa", "-->", "", "decision_periksa"),
        ("decision_periksa", "-->", "Lengkap", "step_satu"),
        ("decision_periksa", "-->", "Lengkap", "step_dua"),
        ("decision_periksa", "-->", "Tidak", "outcome_selesai"),
        ("step_periksa", "-.->", "Lewat waktu", "outcome_selesai"),
        ("step_satu", "-->", "", "step_temu"),
        ("step_dua", "-->", "", "step_temu"),
        ("step_temu", "-->", "", "outcome_selesai"),
    ]
    assert dashed == ["step_dua"]


@given(st.text())
@example('"]; end; click step_periksa "javascript:alert(1)"')
@example("%%{init: {'theme': 'dark'}}%% %% komentar")
@example("`**tebal** _miring_` <script>alert(1)</script> &lt; #35; #quot;")
@example("style step_periksa fill:#f00; classDef x fill:#fff;")
@example("- butir 1. nomor 2) nomor # judul | } ) ] --> x")
def test_any_text_comes_out_as_it_is_and_is_no_syntax(text: str) -> None:
    nodes, arrows, _ = read(one_step(text))
    assert nodes == {
        "start": "Mulai",
        "step_periksa": f"{one_line(f'1. {text}')} Petugas Loket",
        "outcome_selesai": "Selesai",
    }
    assert len(arrows) == 2
    _, arrows, _ = read(deciding(text))
    assert [label for *_, label, target in arrows if target == "step_satu"] == [one_line(text)]


def test_a_number_before_a_text_makes_no_list() -> None:
    for text in ("1. Satu", "2) Dua", "- Tiga", "+ Empat", "* Lima"):
        for line in to_mermaid(drawing(one_step(text), "id")).splitlines():
            assert not re.search(r'(?:"|> ?|46; )(\d+[.)] |[-+*] )', line)
