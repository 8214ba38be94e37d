"""The traps that an agency's own words set in YAML: each has its sentence, its span and the line put right.

Every case damages one line of a small sound SOP. The line that the hint shows, put back in its place, must load without
a word: a hint that does not work is worse than none.
"""

from __future__ import annotations

import pytest

from diagnosed import SOUND, diagnose, line_number, marked, replaced

ACTIVITY = "    activity: Menerima berkas"
ACTOR = "  loket: Petugas Loket"
TOOLS = "    tools: [Komputer, Buku register]"
BASIS = "    - Peraturan daerah"

# line, damaged line, code, what the diagnostic marks, the line that the hint shows
TRAPS = [
    # a colon in a text
    (ACTIVITY, "    activity: Menerima: berkas", "colon-in-text", "Menerima: berkas", 'activity: "Menerima: berkas"'),
    (ACTIVITY, "    activity: Menerima berkas:", "colon-in-text", "Menerima berkas:", 'activity: "Menerima berkas:"'),
    (
        ACTIVITY,
        "    activity: Menerima: berkas   # di loket",
        "colon-in-text",
        "Menerima: berkas",
        'activity: "Menerima: berkas"   # di loket',
    ),
    (
        ACTIVITY,
        '    activity: Menerima "berkas": asli',
        "colon-in-text",
        'Menerima "berkas": asli',
        "activity: 'Menerima \"berkas\": asli'",
    ),
    (BASIS, "    - Perda 5: retribusi", "colon-in-text", "Perda 5: retribusi", '- "Perda 5: retribusi"'),
    (BASIS, "    - Perda: No. 5: retribusi", "colon-in-text", "Perda: No. 5: retribusi", '- "Perda: No. 5: retribusi"'),
    (TOOLS, "    tools: [Komputer: merk X]", "colon-in-text", "Komputer: merk X", 'tools: ["Komputer: merk X"]'),
    (ACTOR, "  loket: {name: Loket: depan}", "colon-in-text", "Loket: depan", 'loket: {name: "Loket: depan"}'),
    # a comma in brackets
    (
        ACTOR,
        "  loket: {name: Seksi Registrasi, Administrasi}",
        "comma-in-text",
        "Administrasi",
        'loket: {name: "Seksi Registrasi, Administrasi"}',
    ),
    (
        ACTOR,
        "  loket: {name: Seksi Registrasi, Administrasi, Umum}",
        "comma-in-text",
        "Administrasi",
        'loket: {name: "Seksi Registrasi, Administrasi, Umum"}',
    ),
    (
        ACTOR,
        "  loket: {name: Seksi Registrasi, Administrasi, external: true}",
        "comma-in-text",
        "Administrasi",
        'loket: {name: "Seksi Registrasi, Administrasi", external: true}',
    ),
    (
        TOOLS,
        "    tools: [Komputer, dan printer, Buku]",
        "comma-in-list",
        "dan printer",
        'tools: ["Komputer, dan printer", Buku]',
    ),
    # a hash that cuts a text
    (ACTIVITY, "    activity: Menerima berkas #2", "hash-cuts-text", "#2", 'activity: "Menerima berkas #2"'),
    (ACTIVITY, "    activity: #2 berkas", "hash-takes-value", "#2 berkas", 'activity: "#2 berkas"'),
    (TOOLS, "    tools: [Buku #2, Komputer]", "hash-takes-value", "#2", 'tools: ["Buku #2", Komputer]'),
    (BASIS, "    - Lampiran #3   # lihat arsip", "hash-cuts-text", "#3", '- "Lampiran #3"   # lihat arsip'),
    # a cell of '-'
    (ACTIVITY, "    activity: -", "yaml-dash", "-", 'activity: "-"'),
    (ACTIVITY, "    activity: -    # kosong", "yaml-dash", "-", 'activity: "-"    # kosong'),
    # a value that begins with a sign
    (ACTIVITY, "    activity: - Menerima", "yaml-sign", "- Menerima", 'activity: "- Menerima"'),
    (ACTIVITY, "    activity: *Menerima", "yaml-sign", "*Menerima", 'activity: "*Menerima"'),
    (ACTIVITY, "    activity: * Menerima", "yaml-sign", "* Menerima", 'activity: "* Menerima"'),
    (ACTIVITY, "    activity: *Menerima berkas", "yaml-sign", "*Menerima berkas", 'activity: "*Menerima berkas"'),
    (ACTIVITY, "    activity: & Rekan", "yaml-sign", "& Rekan", 'activity: "& Rekan"'),
    (ACTIVITY, "    activity: !a!b Rekan", "yaml-sign", "!a!b Rekan", 'activity: "!a!b Rekan"'),
    (ACTIVITY, "    activity: %Menerima", "yaml-sign", "%Menerima", 'activity: "%Menerima"'),
    (ACTIVITY, "    activity: @Menerima", "yaml-sign", "@Menerima", 'activity: "@Menerima"'),
    (ACTIVITY, "    activity: `Menerima`", "yaml-sign", "`Menerima`", 'activity: "`Menerima`"'),
    (ACTIVITY, "    activity: > 2 berkas", "yaml-sign", "> 2 berkas", 'activity: "> 2 berkas"'),
    (ACTIVITY, "    activity: | 2 berkas", "yaml-sign", "| 2 berkas", 'activity: "| 2 berkas"'),
    (ACTIVITY, "    activity: ? Menerima", "yaml-sign", "? Menerima", 'activity: "? Menerima"'),
    (ACTIVITY, "    activity: , Menerima", "yaml-sign", ", Menerima", 'activity: ", Menerima"'),
    (ACTIVITY, "    activity: ] Menerima", "yaml-sign", "] Menerima", 'activity: "] Menerima"'),
    (TOOLS, "    tools: [*Komputer, Buku]", "yaml-sign", "*Komputer", 'tools: ["*Komputer", Buku]'),
    (TOOLS, "    tools: [Komputer, @Buku]", "yaml-sign", "@Buku", 'tools: [Komputer, "@Buku"]'),
    (BASIS, "    - *Peraturan", "yaml-sign", "*Peraturan", '- "*Peraturan"'),
    # text behind a closed quote or bracket
    (ACTOR, '  loket: "Petugas" Loket', "yaml-text-after-quote", '"Petugas" Loket', "loket: '\"Petugas\" Loket'"),
    (ACTOR, "  loket: 'Petugas' Loket", "yaml-text-after-quote", "'Petugas' Loket", "loket: \"'Petugas' Loket\""),
    (ACTOR, "  loket: 'Juru'tulis \"A\"", "yaml-text-after-quote", "'Juru'tulis \"A\"", "loket: '''Juru''tulis \"A\"'"),
    (ACTIVITY, "    activity: [Draf] surat", "yaml-text-after-quote", "[Draf] surat", 'activity: "[Draf] surat"'),
    (ACTIVITY, "    activity: {Draf} surat", "yaml-text-after-quote", "{Draf} surat", 'activity: "{Draf} surat"'),
    (TOOLS, '    tools: ["A" besar, Meja]', "yaml-text-after-quote", '"A" besar', "tools: ['\"A\" besar', Meja]"),
    # a quote or a bracket that is not closed
    (ACTIVITY, "    activity: 'Menerima berkas", "yaml-quote-open", "'Menerima berkas", 'activity: "Menerima berkas"'),
    (ACTIVITY, '    activity: "Menerima berkas', "yaml-quote-open", '"Menerima berkas', 'activity: "Menerima berkas"'),
    (ACTIVITY, "    activity: 'Menerima  # a", "yaml-quote-open", "'Menerima", 'activity: "Menerima"  # a'),
    (TOOLS, "    tools: [Komputer, Buku", "yaml-bracket-open", "[Komputer, Buku", "tools: [Komputer, Buku]"),
    (TOOLS, "    tools: [Meja, Buku,   # dua", "yaml-bracket-open", "[Meja, Buku,", "tools: [Meja, Buku]   # dua"),
    (ACTOR, "  loket: {name: Loket", "yaml-bracket-open", "{name: Loket", "loket: {name: Loket}"),
    (TOOLS, "    tools: [Komputer, Buku]]", "yaml-bracket-extra", "]", "tools: [Komputer, Buku]"),
    # a backslash in double quotes
    (ACTIVITY, '    activity: "Folder D:\\data"', "yaml-escape", "\\d", "activity: 'Folder D:\\data'"),
    (ACTIVITY, '    activity: "D:\\x" # a', "yaml-escape", "\\x", "activity: 'D:\\x' # a"),
    (ACTIVITY, '    activity: "\\"A\\" it\'s \\d"', "yaml-escape", "\\d", "activity: '\"A\" it''s \\d'"),
    # a key without its colon, or without the space behind it
    (ACTIVITY, "    activity:Menerima", "yaml-colon-missing", "activity:Menerima", "activity: Menerima"),
    (ACTIVITY, "    activity Menerima", "yaml-colon-missing", "activity Menerima", "activity: Menerima"),
    # what was meant as a text, a list or a value
    (ACTIVITY, "    activity: {Menerima berkas}", "wrong-type", "{Menerima berkas}", 'activity: "{Menerima berkas}"'),
    (ACTIVITY, "    activity: [Menerima berkas]", "wrong-type", "[Menerima berkas]", "activity: Menerima berkas"),
    (TOOLS, "    tools: Komputer", "list-wanted", "Komputer", "[Komputer]"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "damaged", "code", "span", "fixed"), TRAPS, ids=[case[1].strip() for case in TRAPS])
def test_trap_is_named_and_mended(line: str, damaged: str, code: str, span: str, fixed: str) -> None:
    found = diagnose(replaced(SOUND, line, damaged))
    assert [(d.code, d.span.line, marked(d)) for d in found] == [(code, line_number(SOUND, line), span)]
    assert found[0].params["fixed"] == fixed
    assert fixed in str(found[0].hint("id"))
    assert fixed in str(found[0].hint("en"))

    indent = damaged[: len(damaged) - len(damaged.lstrip())]
    mended = damaged.replace(span, fixed) if code == "list-wanted" else indent + fixed
    assert diagnose(replaced(SOUND, line, mended)) == []


UNMENDED = [
    # a tab, a level out of line, a word alone: nobody can know what the line should be
    (ACTIVITY, "\tactivity: Menerima", "yaml-tab", "\t"),
    (ACTIVITY, "    \tactivity: Menerima", "yaml-tab", "\t"),
    (ACTIVITY, "   activity: Menerima", "yaml-indentation", "activity: Menerima"),
    (ACTIVITY, "     activity: Menerima", "yaml-indentation", "activity: Menerima"),
    (ACTIVITY, "activity: Menerima", "yaml-indentation", "activity: Menerima"),
    (ACTIVITY, "  activity: Menerima", "yaml-indentation", "activity: Menerima"),
    (ACTIVITY, "  - activity: Menerima", "missing-key", "activity"),
    (ACTIVITY, "    Menerima", "yaml-colon-missing", "Menerima"),
    ("sop: contoh", " sop: contoh", "yaml-indentation", "sop: contoh"),
    ("  - id: terima", "   - id: terima", "yaml-indentation", "- id: terima"),
    ("  - id: terima", " - id: terima", "yaml-indentation", "- id: terima"),
    ("  - id: simpan", "   - id: simpan", "yaml-indentation", "- id: simpan"),
    ("  - id: simpan", " - id: simpan", "yaml-indentation", "- id: simpan"),
    (ACTIVITY, "...", "yaml-several-documents", "..."),
    (ACTIVITY, "---", "yaml-several-documents", "---"),
    (ACTIVITY, "%TAG ! tag", "yaml-syntax", "%TAG ! tag"),
]


@pytest.mark.parametrize(("line", "damaged", "code", "span"), UNMENDED, ids=[case[1] for case in UNMENDED])
def test_trap_without_a_known_way_out(line: str, damaged: str, code: str, span: str) -> None:
    found = diagnose(replaced(SOUND, line, damaged))
    assert (line_number(SOUND, line), code, span) in [(d.span.line, d.code, marked(d)) for d in found]
    if code.startswith("yaml-"):
        assert len(found) == 1


@pytest.mark.parametrize(
    "harmless",
    [
        "    activity: Menerima berkas   # nomor 2",
        "    activity: Menerima berkas #",
        "    activity: Pukul 08:00-15:00",
        "    activity: Perda No.5/2020#2",
        "    activity: a - b, c & d * e % f @ g ! h",
        "    activity: --- Menerima",
        "    activity: -5 derajat",
        '    activity: it\'s "asli"',
        "    activity: Berkas [asli], {salinan}",
        "    activity: ~",
    ],
)
def test_texts_that_only_look_like_traps(harmless: str) -> None:
    assert diagnose(replaced(SOUND, ACTIVITY, harmless)) == []


def test_text_of_several_lines_with_a_colon_is_named_without_a_wrong_hint() -> None:
    text = replaced(SOUND, BASIS, "    - Perda: tentang", "      retribusi")
    (found,) = diagnose(text)
    assert (found.code, found.span.line, marked(found)) == ("colon-in-text", 7, "Perda: tentang")
    assert found.hint_code is None


def test_unclosed_quote_is_found_where_it_opens_not_where_the_next_quote_closes_it() -> None:
    text = replaced(SOUND, "title: Contoh layanan", 'title: "Contoh layanan')
    text = replaced(text, "  loket: Petugas Loket", '  loket: "Petugas" Loket')
    assert [(d.code, d.span.line) for d in diagnose(text)] == [("yaml-quote-open", 3)]


def test_list_over_several_lines_is_not_taken_for_an_open_bracket() -> None:
    sound = replaced(SOUND, TOOLS, "    tools: [Komputer,", "      Buku register]")
    assert diagnose(sound) == []
    text = replaced(SOUND, TOOLS, "    tools: [Komputer,", '      "Buku" register]')
    assert [(d.code, d.span.line) for d in diagnose(text)] == [("yaml-flow", 15)]


def test_a_dash_without_its_space_is_named_and_read_past() -> None:
    found = diagnose(SOUND.replace("  - id: simpan", "  -id: simpan"))
    (only,) = found
    assert (only.code, only.params["fixed"], only.span.column) == ("yaml-dash-space", "- id: simpan", 3)


@pytest.mark.parametrize(
    ("line", "by", "code", "fixed"),
    [
        (ACTIVITY, "    activity:\u00a0Menerima", "yaml-blank", "activity: Menerima"),
        (ACTIVITY, "  \u00a0 activity: Menerima", "yaml-blank", "activity: Menerima"),
        (ACTIVITY, "\u3000   activity: Menerima", "yaml-blank", "activity: Menerima"),
        (ACTOR, "  loket: Petugas Loket\n  - kasi: Kepala", "yaml-dash-extra", "kasi: Kepala"),
    ],
)
def test_what_nobody_sees_and_dashes_too_many(line: str, by: str, code: str, fixed: str) -> None:
    found = [one for one in diagnose(SOUND.replace(line, by, 1)) if one.code == code]
    assert [one.params["fixed"] for one in found] == [fixed]


def test_a_blank_of_that_kind_in_a_text_is_left_alone() -> None:
    assert diagnose(SOUND.replace(ACTIVITY, "    activity: Menerima\u00a0berkas", 1)) == []
