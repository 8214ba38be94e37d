"""The words of real sheets, each with its meaning worked out by hand from the Durations section of the format."""

from __future__ import annotations

import time
from string import Formatter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopflow.duration import Duration, Unit
from sopflow.errors import DurationError
from sopflow.messages import LANGUAGES, catalogue

WORDINGS: list[tuple[str, int, Unit]] = [
    # minutes, hours, seconds
    ("120 Menit", 120, "minute"),
    ("10 Mnt", 10, "minute"),
    ("10 mnt.", 10, "minute"),
    ("30 detik", 1, "minute"),
    ("60 detik", 1, "minute"),
    ("61 detik", 2, "minute"),
    ("1,5 jam", 90, "minute"),
    ("1.5 jam", 90, "minute"),
    ("1,25 jam", 75, "minute"),
    ("1.25 jam", 75, "minute"),
    ("½ jam", 30, "minute"),
    ("1½ jam", 90, "minute"),
    ("setengah jam", 30, "minute"),
    ("satu setengah jam", 90, "minute"),
    ("sejam", 60, "minute"),
    ("24 jam", 1440, "minute"),
    ("3 jam kerja", 180, "minute"),
    ("30 menit kerja", 30, "minute"),
    ("1 jam 30 menit", 90, "minute"),
    ("1 jam, 30 menit", 90, "minute"),
    ("1 jam dan 30 menit", 90, "minute"),
    ("2 hours and 15 minutes", 135, "minute"),
    ("10 menit 30 detik", 11, "minute"),
    # days
    ("3hari", 3, "working_day"),
    ("10 Hari Kerja", 10, "working_day"),
    ("5 HARI KERJA.", 5, "working_day"),
    ("5 hari", 5, "working_day"),
    ("5 hari kalender", 5, "calendar_day"),
    ("5 hari (kerja)", 5, "working_day"),
    ("5 hari (Hari Kalender)", 5, "calendar_day"),
    ("sehari", 1, "working_day"),
    ("5 working days", 5, "working_day"),
    ("1 business day", 1, "working_day"),
    ("2 workdays", 2, "working_day"),
    ("5 calendar days", 5, "calendar_day"),
    # weeks, months, years
    ("2 minggu", 2, "week"),
    ("2 weeks", 2, "week"),
    ("seminggu", 1, "week"),
    ("1 bulan", 1, "month"),
    ("6 months", 6, "month"),
    ("1 tahun", 1, "year"),
    ("110 tahun", 110, "year"),
    # ranges: due at the upper end
    ("1-3 hari kerja", 3, "working_day"),
    ("1 - 3 hari kerja", 3, "working_day"),
    ("1–3 hari kerja", 3, "working_day"),
    ("1 s.d. 3 hari kerja", 3, "working_day"),
    ("1 s.d 3 hari kerja", 3, "working_day"),
    ("1 s/d 3 hari kerja", 3, "working_day"),
    ("1s/d3 hari kerja", 3, "working_day"),
    ("1 sampai dengan 3 hari kerja", 3, "working_day"),
    ("1 to 3 working days", 3, "working_day"),
    ("1 (satu) - 3 (tiga) hari kerja", 3, "working_day"),
    ("1 hari s.d. 3 hari kerja", 3, "working_day"),
    ("1 hari kalender - 3 hari", 3, "calendar_day"),
    ("30 menit - 1 jam", 60, "minute"),
    ("1 jam 30 menit - 2 jam", 120, "minute"),
    ("1,5-2 jam", 120, "minute"),
    ("2-2 minggu", 2, "week"),
    ("1-2 x 24 jam", 48, "clock_hour"),
    # limits and estimates
    ("± 15 menit", 15, "minute"),
    ("±15 menit", 15, "minute"),
    ("+/- 15 menit", 15, "minute"),
    ("+ 1 jam", 60, "minute"),
    ("maks. 3 hari", 3, "working_day"),
    ("Maks.3 hari", 3, "working_day"),
    ("maksimal 3 hari", 3, "working_day"),
    ("paling lama 5 hari kerja", 5, "working_day"),
    ("Paling lambat 5 hari kerja", 5, "working_day"),
    ("selambat-lambatnya 5 hari kerja", 5, "working_day"),
    ("selambat – lambatnya 5 hari kerja", 5, "working_day"),
    ("dalam waktu 5 hari kerja", 5, "working_day"),
    ("dlm tempo 5 hari kerja", 5, "working_day"),
    ("selama 5 hari kerja", 5, "working_day"),
    ("paling lama dalam waktu ± 5 hari kerja", 5, "working_day"),
    ("at most 5 working days", 5, "working_day"),
    ("within 2 hours", 120, "minute"),
    # number words
    ("14 (empat belas) hari kerja", 14, "working_day"),
    ("14 hari kerja (empat belas)", 14, "working_day"),
    ("60 (enampuluh) hari kalender", 60, "calendar_day"),
    ("14 (fourteen) working days", 14, "working_day"),
    ("14 (lihat catatan) hari kerja", 14, "working_day"),
    ("(dua) minggu", 2, "week"),
    ("(2) minggu", 2, "week"),
    ("dua (2) minggu", 2, "week"),
    ("tiga hari kerja", 3, "working_day"),
    ("sepuluh hari kerja", 10, "working_day"),
    ("sebelas hari kerja", 11, "working_day"),
    ("sembilan belas hari kerja", 19, "working_day"),
    ("dua puluh hari kerja", 20, "working_day"),
    ("Sembilan Puluh Sembilan hari kerja", 99, "working_day"),
    ("seratus dua puluh menit", 120, "minute"),
    ("twenty one working days", 21, "working_day"),
    # remarks
    ("5 hari kerja (tentatif)", 5, "working_day"),
    ("15 menit (per berkas)", 15, "minute"),
    ("2 minggu (kerja)", 2, "week"),
    ("3 hari kerja (2)", 3, "working_day"),
    ("3 hari kerja (sejak berkas lengkap) (tentatif)", 3, "working_day"),
    # clock hours
    ("1 x 24 jam", 24, "clock_hour"),
    ("3x24 jam", 72, "clock_hour"),
    ("3X24 JAM", 72, "clock_hour"),
    ("3 × 24 jam", 72, "clock_hour"),
    ("2 (dua) x 24 (dua puluh empat) jam", 48, "clock_hour"),
    ("maksimal 2 x 24 jam", 48, "clock_hour"),
    ("1 x 24 jam s.d. 3 x 24 jam", 72, "clock_hour"),
    # same day
    ("hari yang sama", 0, "same_day"),
    ("Pada hari yang sama", 0, "same_day"),
    ("hari yang sama (kecuali Jumat)", 0, "same_day"),
    ("same day", 0, "same_day"),
    # what word processors leave behind
    ("  5\u00a0hari\n kerja ", 5, "working_day"),
    ("\ufeff5 hari\u200b kerja", 5, "working_day"),
    ("５ hari kerja", 5, "working_day"),
    ("٣ hari kerja", 3, "working_day"),
    ("03 hari kerja", 3, "working_day"),
]


@pytest.mark.parametrize(("text", "amount", "unit"), WORDINGS, ids=[w[0] for w in WORDINGS])
def test_words_of_real_sheets(text: str, amount: int, unit: Unit) -> None:
    duration = Duration.parse(text)
    assert (duration.amount, duration.unit) == (amount, unit)
    assert duration.text == str(duration) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "duration-empty"),
        (" \u00a0", "duration-empty"),
        ("-", "duration-empty"),
        ("–", "duration-empty"),
        ("segera", "duration-unreadable"),
        ("hari", "duration-unreadable"),
        ("kira2 3 hari", "duration-unreadable"),
        ("1/2 hari", "duration-unreadable"),
        ("3 hari s.d.", "duration-unreadable"),
        ("((((((((", "duration-unreadable"),
        ("5", "duration-no-unit"),
        ("1-3", "duration-no-unit"),
        ("1 jam 30", "duration-no-unit"),
        ("08.00 – 16.00", "duration-no-unit"),
        ("3 (tiga)", "duration-no-unit"),
        ("5 xyzzy", "duration-unknown-unit"),
        ("3² hari", "duration-unknown-unit"),
        ("2 minggu kerja", "duration-unknown-unit"),
        ("5 hari kreja", "duration-unit-misspelt"),
        ("5 hri", "duration-unit-misspelt"),
        ("5 harikerja", "duration-unit-misspelt"),
        ("1.500 menit", "duration-thousands"),
        ("1,500 jam", "duration-thousands"),
        ("1.500,5 jam", "duration-number"),
        ("14 (lima belas) hari", "duration-contradiction"),
        ("14 (15) hari", "duration-contradiction"),
        ("14 hari (lima belas)", "duration-contradiction"),
        ("5 hari kerja (hari kalender)", "duration-contradiction"),
        ("2 x 24 jam (hari kerja)", "duration-contradiction"),
        ("0 hari", "duration-not-positive"),
        ("nol hari", "duration-not-positive"),
        ("0,0 jam", "duration-not-positive"),
        ("0-3 hari", "duration-not-positive"),
        ("-3 hari", "duration-not-positive"),
        ("− 3 hari", "duration-not-positive"),
        ("0 x 24 jam", "duration-not-positive"),
        ("0,3 menit", "duration-part-of-minute"),
        ("1,5 menit", "duration-part-of-minute"),
        ("1,33 jam", "duration-part-of-minute"),
        ("0,5 detik", "duration-part-of-minute"),
        ("0,5 hari", "duration-part-of-day"),
        ("setengah hari", "duration-part-of-day"),
        ("1,5 minggu", "duration-part-of-day"),
        ("0,5-1 hari", "duration-part-of-day"),
        ("1,5 x 24 jam", "duration-part-of-day"),
        ("2 x 12 jam", "duration-times"),
        ("2 x 24 jam kerja", "duration-times"),
        ("3 x 24 hari", "duration-times"),
        ("3 x 24", "duration-times"),
        ("1 hari 2 jam", "duration-mixed"),
        ("1 minggu 2 hari", "duration-mixed"),
        ("30 menit 1 jam", "duration-mixed"),
        ("30 menit 30 menit", "duration-mixed"),
        ("1 x 24 jam 30 menit", "duration-mixed"),
        ("1 hari - 1 minggu", "duration-range-units"),
        ("1 hari kerja - 3 hari kalender", "duration-range-units"),
        ("1-2 jam 30 menit", "duration-range-units"),
        ("3-1 hari", "duration-reversed"),
        ("2 jam - 90 menit", "duration-reversed"),
        ("111 tahun", "duration-too-large"),
        ("99999 hari", "duration-too-large"),
        ("9" * 150 + " menit", "duration-too-large"),
        ("minimal 3 hari", "duration-minimum"),
        ("min. 3 hari", "duration-minimum"),
        ("paling cepat 3 hari", "duration-minimum"),
        ("dalam waktu minimal 3 hari", "duration-minimum"),
        ("at least 3 days", "duration-minimum"),
        ("> 3 hari", "duration-minimum"),
        ("5 hari kerja sejak berkas lengkap", "duration-since"),
        ("2 jam sejak diterima", "duration-since"),
        ("2 hari sejak diterima", "duration-since"),
        ("3 hari sebelum sidang", "duration-before"),
        ("5 hari kerja, terhitung sejak berkas lengkap", "duration-since"),
        ("5 working days after receipt", "duration-since"),
        ("paling lambat 3 hari kerja sebelum kegiatan", "duration-before"),
        ("15 menit per berkas", "duration-tail"),
        ("15 menit/berkas", "duration-tail"),
        ("3 hari (catatan", "duration-tail"),
        ("1-3-5 hari", "duration-no-unit"),
        ("1 hari - 3 hari - 5 hari", "duration-tail"),
        ("3 hari " * 40, "duration-too-long"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(DurationError) as caught:
        Duration.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1.500 menit", ('"1500"', '"1,5"')),
        ("5", ('"5 hari kerja"',)),
        ("1,5", ('"1,5 jam"',)),
        ("1 jam 30", ('"30 menit"',)),
        ("5 hari kreja", ('"hari kreja"', '"hari kerja"')),
        ("5 kalender hari", ('"hari kalender"',)),
        ("1,5 menit", ('"2 menit"',)),
        ("0,5 hari", ('"4 jam"',)),
        ("minimal 3 hari", ('"paling lama 3 hari kerja"',)),
        ("5 hari kerja sejak berkas lengkap", ('"5 hari kerja"', "service_time.from", '"sejak berkas lengkap"')),
        ("15 menit per berkas", ('"15 menit (per berkas)"',)),
        ("14 (lima belas) hari", ('"14"', '"(lima belas)"')),
        ("x" * 100_000, ("200",)),
    ],
)
def test_the_sentence_says_what_would_be_right(text: str, right: tuple[str, ...]) -> None:
    with pytest.raises(DurationError) as caught:
        Duration.parse(text)
    for lang in LANGUAGES:
        message = caught.value.message(lang)
        assert all(part in message for part in right), message
        assert "\n" not in message
        assert len(message) < 400


def test_a_remark_in_brackets_mends_an_unknown_tail() -> None:
    with pytest.raises(DurationError) as caught:
        Duration.parse("15 menit per berkas")
    assert Duration.parse(str(caught.value.params["right"])) == Duration(15, "minute")


@pytest.mark.parametrize(
    ("text", "unit", "bare"),
    [
        ("5 hari", "calendar_day", True),
        ("5 days", "calendar_day", True),
        ("1-5 hari", "calendar_day", True),
        ("5 hari kerja", "working_day", False),
        ("5 hari kalender", "calendar_day", False),
        ("5 hari (kerja)", "working_day", False),
        ("24 jam", "minute", True),
        ("1 jam 30 menit", "minute", True),
        ("24 jam kerja", "minute", False),
        ("90 menit", "minute", False),
        ("1 x 24 jam", "clock_hour", False),
        ("1 minggu", "week", False),
        ("1 bulan", "month", False),
        ("hari yang sama", "same_day", False),
    ],
)
def test_day_counting_decides_a_bare_day_and_nothing_else(text: str, unit: Unit, bare: bool) -> None:
    duration = Duration.parse(text, day_counting="calendar")
    assert (duration.unit, duration.bare) == (unit, bare)


def test_wording_has_no_weight_in_comparisons() -> None:
    assert Duration.parse("2 jam") == Duration.parse("120 menit") == Duration(120, "minute")
    assert Duration.parse("5 hari") == Duration.parse("5 hari kerja")
    assert Duration.parse("5 hari") != Duration.parse("5 hari", day_counting="calendar")


@pytest.mark.parametrize(
    "bomb",
    ["1" * 100_000, "3 hari " * 15_000, "(" * 100_000, "1-" * 50_000, "- " * 50_000, "maks. " * 20_000, "s" * 100_000],
)
def test_a_huge_text_is_refused_at_once(bomb: str) -> None:
    for text in (bomb, bomb[:200]):
        started = time.perf_counter()
        with pytest.raises(DurationError):
            Duration.parse(text)
        assert time.perf_counter() - started < 0.2


def test_both_languages_have_the_same_codes_and_fields() -> None:
    def fields(lang: str) -> dict[str, set[str | None]]:
        return {
            code: {name for _, name, _, _ in Formatter().parse(template) if name is not None}
            for code, template in catalogue(lang).items()
            if code.startswith("duration-")
        }

    assert fields("id") == fields("en")
    assert len(fields("id")) == 24


LIMITS = ["", "± ", "+ ", "maks. ", "maksimal ", "paling lama ", "selambat-lambatnya ", "dalam waktu ", "dlm tempo "]
UNITS: list[tuple[str, int, Unit]] = [
    (" menit", 1, "minute"), ("mnt", 1, "minute"), (" jam", 60, "minute"), (" jam kerja", 60, "minute"),
    (" hari kerja", 1, "working_day"), (" hari kalender", 1, "calendar_day"), ("hari", 1, "calendar_day"),
    (" minggu", 1, "week"), (" bulan", 1, "month"), (" x 24 jam", 24, "clock_hour"),
    (" working days", 1, "working_day"),
]  # fmt: skip
REMARKS = ["", " (tentatif)", " (sesuai antrean)", "."]
RANGES = ["-", " - ", "–", " s.d. ", " s/d ", " sampai dengan "]


@st.composite
def phrases(draw: st.DrawFn) -> tuple[str, Duration]:
    count = draw(st.integers(1, 1000))
    lower = ""
    if draw(st.booleans()):
        lower = f"{draw(st.integers(1, count))}{draw(st.sampled_from(RANGES))}"
    unit, factor, meaning = draw(st.sampled_from(UNITS))
    written = f"{draw(st.sampled_from(LIMITS))}{lower}{count}{unit}{draw(st.sampled_from(REMARKS))}"
    letters = draw(st.sampled_from([str.lower, str.upper, str.title]))
    space = draw(st.sampled_from([" ", "\u00a0", "  ", "\t"]))
    return letters(written).replace(" ", space), Duration(count * factor, meaning)


@given(phrases())
def test_a_composed_phrase_means_its_parts(phrase: tuple[str, Duration]) -> None:
    text, meant = phrase
    assert Duration.parse(text, day_counting="calendar") == meant


@given(hours=st.integers(1, 50), minutes=st.integers(1, 59), joint=st.sampled_from([" ", ", ", " dan "]))
def test_hours_and_minutes_add_up(hours: int, minutes: int, joint: str) -> None:
    assert Duration.parse(f"{hours} jam{joint}{minutes} menit").amount == 60 * hours + minutes


@given(quarters=st.integers(1, 400))
def test_quarter_hours_are_whole_minutes(quarters: int) -> None:
    written = f"{quarters / 4:g}"
    assert Duration.parse(f"{written} jam").amount == 15 * quarters
    assert Duration.parse(f"{written.replace('.', ',')} jam").amount == 15 * quarters


FRAGMENTS = [
    "1", "3", "24", "0", "1,5", "1.500", "²", "½", "x", "jam", "hari", "kerja", "kalender", "menit", "detik", "minggu",
    "(", ")", "dua", "(dua)", "puluh", "-", "–", "s.d.", "s/d", "maks.", "minimal", "±", "sejak", "sebelum", "dan",
    ",", ".", "/", "working", "days", "setengah", "sehari", "yang sama", " ", "\u00a0", "\u200b", "\x00", "{0}", "%s",
]  # fmt: skip


def read(text: str) -> tuple[Duration | None, list[str]]:
    try:
        return Duration.parse(text), []
    except DurationError as error:
        return None, [error.message(lang) for lang in LANGUAGES]


@given(
    st.text(max_size=250) | st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join) | st.from_regex(r"\d+.*")
)
@example("working")
@example("1 working")
@example("1 x")
@example("İ ſ ǅ 1 hari")
@example("\ud800 1 hari")
def test_any_text_is_a_duration_or_one_sentence(text: str) -> None:
    duration, sentences = read(text)
    if duration is None:
        assert all(sentences)
    else:
        assert (duration.amount == 0) == (duration.unit == "same_day")
        assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize("unit", ["banana", "hari", "hour", ""])
def test_a_unit_that_does_not_exist_is_refused(unit: Any) -> None:
    with pytest.raises(DurationError) as refused:
        Duration(3, unit)
    assert refused.value.code == "duration-unit-name"
    assert "working_day" in refused.value.message("id")


def test_an_amount_is_a_whole_number() -> None:
    with pytest.raises(DurationError, match=r"1\.5"):
        Duration(1.5, "working_day")  # type: ignore[arg-type]


@pytest.mark.parametrize("found", [None, 3, 3.0, b"3 hari"])
def test_what_is_no_text_is_refused_in_a_sentence(found: Any) -> None:
    with pytest.raises(DurationError) as refused:
        Duration.parse(found)
    assert refused.value.code == "duration-no-text"


@pytest.mark.parametrize("unit", ["minute", "working_day", "calendar_day", "week", "month", "year", "clock_hour"])
def test_a_term_made_by_a_program_is_worded_so_that_it_reads_back(unit: Any) -> None:
    assert Duration.parse(str(Duration(48, unit))) == Duration(48, unit)
