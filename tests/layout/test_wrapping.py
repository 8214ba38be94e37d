"""Lines that fit, with every letter of the text in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sopflow.layout.metrics import text_width
from sopflow.layout.wrapping import ITEM, NO_BREAK, Style, widest_word, wrapped

STYLE = Style(8.0, 10.0)
TEXTS = st.text(st.sampled_from("abc WI-/.,é漢 \N{NO-BREAK SPACE}"), max_size=120)


@given(st.lists(TEXTS, max_size=3), st.floats(10, 200))
def test_no_line_is_wider_and_no_letter_is_lost(texts: list[str], width: float) -> None:
    lines = wrapped(texts, width, STYLE)
    assert "".join("".join(lines).split()) == "".join("".join(texts).split())
    for line in lines:
        assert STYLE.width(line) <= width + 0.02 or len(line.strip(NO_BREAK)) <= 1


@given(TEXTS, st.floats(60, 200))
def test_words_are_parted_only_where_they_must_be(text: str, width: float) -> None:
    if widest_word([text], STYLE) <= width:
        lines = wrapped([text], width, STYLE)
        ends = [line[-1] for line in lines[:-1]]
        starts = {word for word in text.replace(NO_BREAK, "x").split(" ") if word}
        assert all(end in "-/" or any(word.endswith(end) for word in starts) for end in ends if end != NO_BREAK)


def test_further_lines_of_an_item_begin_below_its_words() -> None:
    lines = wrapped([f"{ITEM}Peraturan perundang-undangan"], 60, STYLE)
    assert lines == [f"{ITEM}Peraturan", f"{NO_BREAK * 2}perundang-", f"{NO_BREAK * 2}undangan"]


def test_widths_are_those_of_arial() -> None:
    # the widths of Helvetica in the files that Adobe published with it: A 667, V 667, i 222, W 944, bold W 944
    assert text_width("AViW", 1000) == 667 + 667 + 222 + 944
    assert text_width("i", 1000, bold=True) == 278
    assert text_width("é", 1000) == text_width("e", 1000)
    assert text_width("e\N{COMBINING ACUTE ACCENT}", 1000) == text_width("e", 1000)


def test_a_sign_that_stands_alone_begins_no_line() -> None:
    lines = wrapped(["Petugas Layanan : ya"], STYLE.width("Petugas Layanan"), STYLE)
    assert lines == ["Petugas", f"Layanan{NO_BREAK}: ya"]
