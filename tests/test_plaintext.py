"""Text that is safe and aligned wherever it is shown."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from sopflow.plaintext import harmless, harmless_json, one_line, padded, width

STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_what_steers_a_terminal_is_written_out() -> None:
    assert harmless("a\x1b[31mb\x9bc\u202ed\x7f") == "a\\x1b[31mb\\x9bc\\u202ed\\x7f"
    assert harmless("a\tb\nc", keep="\n") == "a\\x09b\nc"
    assert harmless("Grüße, 日本語 é [bold]") == "Grüße, 日本語 é [bold]"


@given(st.text(st.characters()))
def test_nothing_that_steers_is_left(text: str) -> None:
    assert not STEERING.search(harmless(text))
    assert not STEERING.search(one_line(text))
    assert "  " not in one_line(text)


@given(st.recursive(st.text(st.characters()), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_harmless_json_means_the_same(data: object) -> None:
    written = harmless_json(json.dumps(data, ensure_ascii=False, indent=1))
    assert json.loads(written) == data
    assert not STEERING.search(written.replace("\n", ""))


def test_width_counts_the_cells_of_a_terminal() -> None:
    assert [width(text) for text in ("", "abc", "日本", "e\u0301", "ｱ", "Ａ")] == [0, 3, 4, 1, 1, 2]
    assert padded("日本", 6) == "日本  "
