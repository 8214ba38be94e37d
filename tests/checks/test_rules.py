"""What an SOP may say wrong although its form is right: one diagnostic each, where it stands, and nothing behind it.

The SOP below is sound. Each case replaces whole lines of it; what is expected (line of the damaged text, code, marked
text) was worked out from the rules of the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from diagnosed import diagnose, replaced, summary
from sopflow.messages import AlsoOnLines, Either

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic

SOUND: Final = """\
sop: izin
version: "1"
title: Izin
day_counting: working
service_time:
  duration: 14 hari kerja
  from: terima
actors:
  pemohon:
    name: Pemohon
    external: true
  loket: Petugas Loket
  kasi: Kepala Seksi
documents:
  berkas:
    name: Berkas
    external: true
  kajian: Kajian
  konsep: Konsep
  izin: Surat izin
data:
  lengkap:
    type: boolean
  nilai:
    type: number
steps:
  - id: terima
    actor: loket
    activity: Menerima
    inputs: [berkas]
    duration: 1 hari
    sets: [lengkap]
    branches:
      - id: ya
        when: {lengkap: true}
        next: [kaji, susun]
      - id: tidak
        when: {lengkap: false}
        next: lengkapi
  - id: lengkapi
    actor: pemohon
    activity: Melengkapi
    duration: 3 hari
    next: terima
    on_overdue:
      next: gugur
  - id: kaji
    actor: kasi
    with: [loket]
    activity: Mengkaji
    duration: 2 hari
    outputs: [kajian]
    next: tandatangan
  - id: susun
    actor: loket
    activity: Menyusun
    duration: 2 jam
    outputs: [konsep]
  - id: tandatangan
    join: all
    actor: kasi
    activity: Menandatangani
    inputs: [kajian, konsep]
    outputs: [izin]
    next: terbit
outcomes:
  terbit: Terbit
  gugur: {name: Gugur, ends_case: true}
"""

Expected = list[tuple[int, str, str]]
SUSUN_NEXT: Final = "    outputs: [konsep]"


def changed(*changes: tuple[str, list[str]]) -> str:
    """Return the sound SOP with whole lines replaced."""
    text = SOUND
    for line, lines in changes:
        text = replaced(text, line, *lines)
    return text


def test_the_sop_is_sound() -> None:
    assert diagnose(SOUND) == []


# --- references ---

UNKNOWN: Final[list[tuple[str, str, str, str, str | None]]] = [
    ("    with: [loket]", "    with: [lokt]", "unknown-actor", "lokt", "loket"),
    ("    with: [loket]", "    with: [loket, walikota]", "unknown-actor", "walikota", None),
    ("    inputs: [berkas]", "    inputs: [bekas]", "unknown-document", "bekas", "berkas"),
    ("    inputs: [berkas]", "    inputs: [{document: brkas}]", "unknown-document", "brkas", "berkas"),
    ("    inputs: [berkas]", "    inputs: [{any_of: [berkas, xyz]}]", "unknown-document", "xyz", None),
    ("    outputs: [izin]", "    outputs: [izn]", "unknown-document", "izn", "izin"),
    ("    outputs: [izin]", "    outputs: [{document: izn, as: Izin}]", "unknown-document", "izn", "izin"),
    ("    sets: [lengkap]", "    sets: [lengkp]", "unknown-fact", "lengkp", "lengkap"),
    ("        when: {lengkap: true}", "        when: {lengkp: true}", "unknown-fact", "lengkp", "lengkap"),
    ("        when: {lengkap: true}", "        when: [{lengkap: true}, {tinggi: 1}]", "unknown-fact", "tinggi", None),
    ("        next: lengkapi", "        next: lengkpi", "unknown-step", "lengkpi", "lengkapi"),
    ("        next: [kaji, susun]", "        next: [kajy, susun]", "unknown-step", "kajy", "kaji"),
    ("        next: [kaji, susun]", "        next: [kaji, qqqq]", "unknown-step", "qqqq", None),
    ("      next: gugur", "      next: gagal_total", "unknown-step", "gagal_total", None),
    ("    next: terbit", "    next: terbits", "unknown-step", "terbits", "terbit"),
    ("    next: terima", "    next: zzz", "unknown-step", "zzz", None),
    ("  from: terima", "  from: trima", "unknown-step", "trima", "terima"),
    ("  from: terima", "  from: zzz", "unknown-step", "zzz", None),
]


@pytest.mark.parametrize(
    ("line", "damaged", "code", "name", "meant"), UNKNOWN, ids=[case[1].strip() for case in UNKNOWN]
)
def test_an_unknown_name_is_named_once_with_the_one_that_was_meant(
    line: str, damaged: str, code: str, name: str, meant: str | None
) -> None:
    (found,) = diagnose(changed((line, [damaged])))
    assert summary([found]) == [(SOUND.split("\n").index(line) + 1, code, name)]
    if meant:
        assert (found.hint_code, found.params["meant"]) == ("did-you-mean", meant)
        assert f"'{meant}'" in str(found.hint("id"))
    else:
        assert found.hint_code == "known-names"


def test_a_name_that_is_unknown_in_several_places_is_one_diagnostic() -> None:
    text = changed(("    inputs: [berkas]", ["    inputs: [surat]"]), (SUSUN_NEXT, ["    outputs: [konsep, surat]"]))
    (found,) = diagnose(text)
    assert summary([found]) == [(30, "unknown-document", "surat")]
    assert found.params["also"] == AlsoOnLines((58,))
    assert "baris 58" in found.message("id")
    assert "line 58" in found.message("en")


def test_an_actor_of_a_step() -> None:
    text = changed(("    activity: Mengkaji", ["    activity: Mengkaji"]))
    lines = text.split("\n")
    lines[48 - 1] = "    actor: kasie"
    (found,) = diagnose("\n".join(lines))
    assert summary([found]) == [(48, "unknown-actor", "kasie")]
    assert found.params["meant"] == "kasi"


def test_documents_or_data_that_nobody_declared_at_all() -> None:
    text = changed(
        ("documents:", []), ("  berkas:", []), ("    name: Berkas", []), ("  kajian: Kajian", []),
        ("  konsep: Konsep", []), ("  izin: Surat izin", []),
    )  # fmt: skip
    lines = text.split("\n")
    assert lines.pop(13 - 1 + 1) == "    external: true"
    (found,) = diagnose("\n".join(lines))
    assert (found.code, found.hint_code) == ("unknown-document", "declare-document")
    assert found.params["name"] == "berkas"


# --- ids ---


def test_doubled_ids_are_named_at_the_later_one() -> None:
    cases: list[tuple[str, list[str], Expected, int]] = [
        ("  - id: susun", ["  - id: kaji"], [(54, "duplicate-id", "kaji")], 47),
        ("      - id: tidak", ["      - id: ya"], [(37, "duplicate-id", "ya")], 34),
        ("  kasi: Kepala Seksi", ["  loket: Kepala Seksi"], [(13, "duplicate-key", "loket")], 12),
        ("  - id: kaji", ["  - id: terbit"], [(67, "duplicate-step-outcome", "terbit")], 47),
    ]
    for line, lines, expected, first in cases:
        found = [d for d in diagnose(changed((line, lines))) if d.code.startswith("duplicate")]
        assert summary(found) == expected
        assert found[0].params["first_line"] == first


def test_a_doubled_step_id_brings_nothing_behind_it() -> None:
    assert summary(diagnose(changed(("  - id: susun", ["  - id: kaji"])))) == [(54, "duplicate-id", "kaji")]
    assert summary(diagnose(changed(("  - id: kaji", ["  - id: terbit"])))) == [
        (67, "duplicate-step-outcome", "terbit")
    ]
    outcomes: list[tuple[str, list[str]]] = [
        ("outcomes:", []),
        ("  terbit: Terbit", []),
        ("  gugur: {name: Gugur, ends_case: true}", []),
    ]
    text = "\n".join(["outcomes:", "  terbit: Terbit", "  gugur: {name: Gugur, ends_case: true}", changed(*outcomes)])
    assert diagnose(text) == []
    assert summary(diagnose(replaced(text, "  - id: kaji", "  - id: terbit"))) == [
        (50, "duplicate-step-outcome", "terbit")
    ]


def test_numbered_steps_of_which_one_is_doubled() -> None:
    """The references to the id that is gone look like slips of its neighbours; they are not reported."""
    steps = "".join(
        f"  - id: langkah_{i}\n    actor: a\n    activity: x\n    next: langkah_{i + 1}\n" for i in range(1, 5)
    )
    head = 'sop: x\nversion: "1"\ntitle: X\nactors: {a: A}\nsteps:\n'
    text = f"{head}{steps}  - id: langkah_5\n    actor: a\n    activity: x\n"
    assert diagnose(text) == []
    assert summary(diagnose(replaced(text, "  - id: langkah_3", "  - id: langkah_2"))) == [
        (14, "duplicate-id", "langkah_2")
    ]


def test_a_step_named_like_the_outcome_of_an_sop_without_outcomes() -> None:
    text = 'sop: x\nversion: "1"\ntitle: X\nactors: {a: A}\nsteps:\n  - id: selesai\n    actor: a\n    activity: x\n'
    assert summary(diagnose(text)) == [(6, "duplicate-default-outcome", "selesai")]


def test_a_branch_must_not_take_the_name_of_the_overdue_way() -> None:
    assert summary(diagnose(changed(("      - id: ya", ["      - id: on_overdue"])))) == [
        (34, "branch-id-reserved", "on_overdue")
    ]


def test_a_promise_runs_from_a_step() -> None:
    assert summary(diagnose(changed(("  from: terima", ["  from: terbit"])))) == [(7, "from-outcome", "terbit")]


@pytest.mark.parametrize(
    ("line", "damaged", "at"),
    [
        ("  - id: kaji", "  - id: Kaji Berkas", "Kaji Berkas"),
        ("  - id: kaji", "  - id: 3", "3"),
        ("  kasi: Kepala Seksi", "  Kasi Bidang: Kepala Seksi", "Kasi Bidang"),
        ("  konsep: Konsep", "  Konsep Surat: Konsep", "Konsep Surat"),
        ("  terbit: Terbit", "  Sudah Terbit: Terbit", "Sudah Terbit"),
        ("  lengkap:", "  Kelengkapan:", "Kelengkapan"),
    ],
)
def test_an_id_of_a_wrong_form_is_not_missed_where_it_is_named(line: str, damaged: str, at: str) -> None:
    expected = [(SOUND.split("\n").index(line) + 1, "id-form", at)]
    assert summary(diagnose(changed((line, [damaged])))) == expected


# --- how it flows ---

FLOW: Final[list[tuple[str, list[tuple[str, list[str]]], Expected]]] = [
    (
        "no way leads here",
        [("      next: gugur", ["      next: terbit"]), ("        next: lengkapi", ["        next: gugur"])],
        [(40, "step-unreachable", "lengkapi")],
    ),
    (
        "only the first of those that hang together",
        [
            ("        next: lengkapi", ["        next: gugur"]),
            ("    next: terima", ["    next: tunggu", "  - id: tunggu", "    actor: loket", "    activity: Menunggu"]),
            ("    on_overdue:", []),
            ("      next: gugur", []),
        ],
        [(40, "step-unreachable", "lengkapi")],
    ),
    (
        "a loop without a way out",
        [
            ("        next: lengkapi", ["        next: putar"]),
            (
                "  - id: lengkapi",
                [
                    "  - id: putar",
                    "    actor: loket",
                    "    activity: a",
                    "  - id: putar_lagi",
                    "    actor: loket",
                    "    activity: b",
                    "    next: putar",
                    "  - id: lengkapi",
                ],
            ),
            ("        when: {lengkap: true}", ["        when: {lengkap: true}"]),
        ],
        [(40, "step-cannot-end", "putar")],
    ),
    (
        "a fork of which one flow ends elsewhere",
        [
            ("    next: tandatangan", ["    next: gugur"]),
            ("  gugur: {name: Gugur, ends_case: true}", ["  gugur: Gugur"]),
        ],
        [(27, "fork-never-meets", "terima")],
    ),
    (
        "a fork that meets only at the outcome",
        [("    next: tandatangan", ["    next: terbit"])],
        [(59, "join-without-fork", "tandatangan")],
    ),
    ("a meeting step that does not wait", [("    join: all", [])], [(59, "join-missing", "tandatangan")]),
    (
        "a fork that became a way",
        [("        next: [kaji, susun]", ["        next: kaji"])],
        [(54, "step-unreachable", "susun")],
    ),
    (
        "a flow that runs into the other one",
        [("    next: tandatangan", ["    next: susun"])],
        [(54, "join-missing", "susun")],
    ),
    (
        "a step that waits for nobody",
        [("  - id: susun", ["  - id: susun", "    join: all"])],
        [(54, "join-without-fork", "susun")],
    ),
    (
        "a step of two flows",
        [
            ("    next: tandatangan", ["    next: bagi"]),
            (
                SUSUN_NEXT,
                [
                    SUSUN_NEXT,
                    "    branches:",
                    "      - {id: a, next: bagi}",
                    "      - {id: b, next: tandatangan}",
                    "  - id: bagi",
                    "    actor: loket",
                    "    activity: Membagi",
                ],
            ),
        ],
        [(27, "fork-shares-step", "terima")],
    ),
    (
        "a way back to the forking step before the flows met",
        [
            (
                SUSUN_NEXT,
                [SUSUN_NEXT, "    branches:", "      - {id: a, next: terima}", "      - {id: b, next: tandatangan}"],
            )
        ],
        [(27, "fork-reentered", "terima")],
    ),
    ("the last step with several outcomes", [("    next: terbit", [])], [(59, "next-missing", "tandatangan")]),
    (
        "a fork to an outcome",
        [("        next: [kaji, susun]", ["        next: [kaji, gugur]"]), ("    join: all", [])],
        [(36, "fork-to-outcome", "gugur")],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in FLOW], ids=[case[0] for case in FLOW])
def test_flow(changes: list[tuple[str, list[str]]], expected: Expected) -> None:
    assert summary(diagnose(changed(*changes))) == expected


def test_flow_says_how_to_mend_it() -> None:
    for _, changes, _ in FLOW:
        for found in diagnose(changed(*changes)):
            if found.code not in {"next-missing", "fork-to-outcome"}:
                assert found.hint_code in {f"{found.code}-{kind}hint" for kind in ("", "flow-", "turn-")}


# --- what a step says ---

STEPS: Final[list[tuple[str, list[tuple[str, list[str]]], Expected]]] = [
    ("one branch without a condition", [("        when: {lengkap: false}", [])], [(33, "branches-mixed", "branches")]),
    (
        "only otherwise",
        [("        when: {lengkap: true}", ["        otherwise: true"]), ("        when: {lengkap: false}", [])],
        [(33, "branches-mixed", "branches")],
    ),
    (
        "otherwise twice",
        [
            ("        when: {lengkap: true}", ["        otherwise: true"]),
            ("        when: {lengkap: false}", ["        otherwise: true"]),
        ],
        [(38, "otherwise-twice", "otherwise")],
    ),
    (
        "when and otherwise",
        [("        when: {lengkap: false}", ["        when: {lengkap: false}", "        otherwise: true"])],
        [(39, "when-and-otherwise", "otherwise")],
    ),
    (
        "next and branches",
        [("    sets: [lengkap]", ["    sets: [lengkap]", "    next: kaji"])],
        [(33, "next-and-branches", "next")],
    ),
    (
        "optional and branches",
        [("    sets: [lengkap]", ["    sets: [lengkap]", "    optional: true"])],
        [(33, "optional-and-branches", "optional")],
    ),
    ("overdue without a duration", [("    duration: 3 hari", [])], [(44, "overdue-without-duration", "on_overdue")]),
    (
        "overdue with a dash",
        [("    duration: 3 hari", ['    duration: "-"'])],
        [(45, "overdue-without-duration", "on_overdue")],
    ),
    (
        "an input without a document",
        [("    inputs: [berkas]", ["    inputs: [{optional: true}]"])],
        [(30, "input-document-or-any-of", "{optional: true}")],
    ),
    (
        "an input with both",
        [("    inputs: [berkas]", ["    inputs: [{document: berkas, any_of: [berkas, izin]}]"])],
        [(30, "input-document-or-any-of", "{document: berkas, any_of: [berkas, izin]}")],
    ),
    (
        "a value that does not fit its fact",
        [("        when: {lengkap: true}", ["        when: {lengkap: ya}"])],
        [(35, "fact-value-type", "ya")],
    ),
    (
        "a quoted value that does not fit",
        [("        when: {lengkap: true}", ['        when: {lengkap: "true"}'])],
        [(35, "fact-value-type", '"true"')],
    ),
    (
        "a value deep in a condition",
        [("        when: {lengkap: true}", ["        when: {lengkap: {not: {anyOf: [{const: 1}]}}}"])],
        [(35, "fact-value-type", "1")],
    ),
    (
        "a fact of which nobody knows the type",
        [("    type: number", ["    title: Nilai"])],
        [(24, "missing-key", "nilai")],
    ),
    (
        "a duration of another kind",
        [("    duration: 2 jam", ["    duration: secepatnya"])],
        [(57, "duration-unreadable", "secepatnya")],
    ),
    (
        "a duration that can be read in two ways",
        [("    duration: 2 jam", ["    duration: 1.500 menit"])],
        [(57, "duration-thousands", "1.500 menit")],
    ),
    (
        "a lower bound",
        [("    duration: 2 jam", ["    duration: minimal 2 jam"])],
        [(57, "duration-minimum", "minimal 2 jam")],
    ),
    (
        "a promise that cannot be read",
        [("  duration: 14 hari kerja", ["  duration: empat belas"])],
        [(6, "duration-no-unit", "empat belas")],
    ),
    ("hours over a day", [("    duration: 2 jam", ["    duration: 24 jam"])], [(57, "hours-over-a-day", "24 jam")]),
    (
        "a promise of hours over a day",
        [("  duration: 14 hari kerja", ["  duration: 36 jam"])],
        [(6, "hours-over-a-day", "36 jam")],
    ),
    ("an input that nothing produces", [(SUSUN_NEXT, [])], [(62, "input-never-produced", "konsep")]),
    (
        "a long input that nothing produces",
        [
            (SUSUN_NEXT, []),
            (
                "    inputs: [kajian, konsep]",
                ["    inputs:", "      - kajian", "      - {document: konsep, quantity: 2 rangkap}"],
            ),
        ],
        [(64, "input-never-produced", "{document: konsep, quantity: 2 rangkap}")],
    ),
    (
        "an alternative of which nothing is produced",
        [
            ("    inputs: [berkas]", ["    inputs: [{any_of: [xyz, abc]}]"]),
            ("  konsep: Konsep", ["  konsep: Konsep", "  xyz: X", "  abc: Y"]),
        ],
        [(32, "input-never-produced", "{any_of: [xyz, abc]}")],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in STEPS], ids=[case[0] for case in STEPS])
def test_steps(changes: list[tuple[str, list[str]]], expected: Expected) -> None:
    assert summary(diagnose(changed(*changes))) == expected


@pytest.mark.parametrize(
    "changes",
    [
        [
            (SUSUN_NEXT, []),
            ("    inputs: [kajian, konsep]", ["    inputs: [kajian, {document: konsep, optional: true}]"]),
        ],
        [(SUSUN_NEXT, []), ("    inputs: [kajian, konsep]", ["    inputs: [{any_of: [kajian, konsep]}]"])],
        [(SUSUN_NEXT, []), ("  konsep: Konsep", ["  konsep: {name: Konsep, on_hand: true}"])],
        [("    duration: 2 jam", ["    duration: 23 jam"])],
        [("    duration: 2 jam", ["    duration: 24 jam kerja"])],
        [("    duration: 2 jam", ["    duration: 1 x 24 jam"])],
        [("    duration: 2 jam", ["    duration:"])],
        [("    duration: 2 jam", ['    duration: "-"'])],
        [("        when: {lengkap: false}", ["        otherwise: true"])],
    ],
)
def test_what_is_right_is_left_alone(changes: list[tuple[str, list[str]]]) -> None:
    assert diagnose(changed(*changes)) == []


def test_bare_days_are_asked_about_once_with_all_their_lines() -> None:
    (found,) = diagnose(changed(("day_counting: working", [])))
    assert (found.code, found.severity, found.span.line) == ("days-mixed", "warning", 30)
    assert found.params["also"] == AlsoOnLines((42, 50))
    assert found.hint_code == "say-day-counting"


def test_a_wrong_day_counting_is_not_missed_where_days_are_bare() -> None:
    assert summary(diagnose(changed(("day_counting: working", ["day_counting: kerja"])))) == [
        (4, "not-one-of", "kerja")
    ]
    assert summary(diagnose(changed(("day_counting: working", ["day_counting:"])))) == [
        (4, "value-missing", "day_counting")
    ]


def test_hours_over_a_day_show_both_meanings() -> None:
    (found,) = diagnose(changed(("    duration: 2 jam", ["    duration: 48 jam"])))
    assert (found.severity, found.params["clock"], found.params["fixed"]) == ("warning", "2 x 24 jam", "48 jam kerja")
    (found,) = diagnose(changed(("    duration: 2 jam", ["    duration: 36 jam"])))
    assert (found.params["clock"], found.params["fixed"]) == (None, "36 jam kerja")


def test_a_file_is_named_after_its_sop() -> None:
    assert diagnose(SOUND, "a/izin.yaml") == []
    assert diagnose(SOUND, "a/izin.yml") == []
    (found,) = diagnose(SOUND, "a/Izin.yaml")
    assert (found.code, found.severity, *summary([found])) == (
        "file-name-differs",
        "warning",
        (1, "file-name-differs", "izin"),
    )
    assert found.params["fixed"] == "izin.yaml"


# --- nothing behind it ---

GAPS: Final[list[tuple[str, list[tuple[str, list[str]]], Expected]]] = [
    ("outputs under an unknown key", [(SUSUN_NEXT, ["    keluarkan: [konsep]"])], [(58, "unknown-key", "keluarkan")]),
    ("outputs of a wrong form", [(SUSUN_NEXT, ["    outputs: {konsep: x}"])], [(58, "wrong-type", "{konsep: x}")]),
    ("outputs missing", [(SUSUN_NEXT, ["    outputs:"])], [(58, "value-missing", "outputs")]),
    ("one output unknown", [(SUSUN_NEXT, ["    outputs: [zzzzz]"])], [(58, "unknown-document", "zzzzz")]),
    (
        "external of a wrong form",
        [("  konsep: Konsep", ["  konsep: {name: Konsep, external: ya}"]), (SUSUN_NEXT, [])],
        [(19, "boolean-wanted", "ya")],
    ),
    (
        "external under an unknown key",
        [("  konsep: Konsep", ["  konsep: {name: Konsep, dari_luar: true}"]), (SUSUN_NEXT, [])],
        [(19, "unknown-key", "dari_luar")],
    ),
    (
        "next of a wrong form",
        [("        next: [kaji, susun]", ["        next: {kaji: susun}"])],
        [(36, "wrong-type", "{kaji: susun}")],
    ),
    ("next missing", [("        next: [kaji, susun]", ["        next:"])], [(36, "value-missing", "next")]),
    ("next left out of a branch", [("        next: [kaji, susun]", [])], [(34, "missing-key", "id")]),
    (
        "branches of a wrong form",
        [
            ("    branches:", ["    branches: tidak ada"]),
            ("      - id: ya", []),
            ("      - id: tidak", []),
            ("        when: {lengkap: true}", []),
            ("        when: {lengkap: false}", []),
            ("        next: [kaji, susun]", []),
            ("        next: lengkapi", []),
        ],
        [(33, "wrong-type", "tidak ada")],
    ),
    (
        "when of a wrong form",
        [("        when: {lengkap: true}", ["        when: lengkap"])],
        [(35, "wrong-type", "lengkap")],
    ),
    (
        "outcomes missing",
        [("outcomes:", ["outcomes:"]), ("  terbit: Terbit", []), ("  gugur: {name: Gugur, ends_case: true}", [])],
        [(66, "value-missing", "outcomes")],
    ),
    ("a fact of a wrong form", [("    type: boolean", ["    type: ya_tidak"])], [(23, "not-one-of", "ya_tidak")]),
    (
        "the overdue way of a wrong form",
        [("    on_overdue:", ["    on_overdue: gugur"]), ("      next: gugur", [])],
        [(45, "wrong-type", "gugur")],
    ),
    (
        "a step that is a text",
        [
            ("  - id: lengkapi", ["  - lengkapi"]),
            ("    actor: pemohon", []),
            ("    activity: Melengkapi", []),
            ("    duration: 3 hari", []),
            ("    next: terima", []),
            ("    on_overdue:", []),
            ("      next: gugur", []),
        ],
        [(40, "wrong-type", "lengkapi")],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in GAPS], ids=[case[0] for case in GAPS])
def test_what_could_not_be_read_brings_nothing_behind_it(
    changes: list[tuple[str, list[str]]], expected: Expected
) -> None:
    assert summary(diagnose(changed(*changes))) == expected


def test_actors_as_a_list_are_not_missed_in_the_steps() -> None:
    lines = SOUND.split("\n")
    first = lines.index("actors:")
    text = "\n".join([*lines[:first], "actors: [pemohon, loket, kasi]", *lines[lines.index("documents:") :]])
    assert summary(diagnose(text)) == [(8, "wrong-type", "[pemohon, loket, kasi]")]


TEN: Final[list[tuple[str, str, tuple[str, str]]]] = [
    ("sop: izin", "sop: Izin", ("sop-id-form", "Izin")),
    ("  duration: 14 hari kerja", "  duration: empat belas", ("duration-no-unit", "empat belas")),
    ("    name: Pemohon", "    nama: Pemohon", ("unknown-key", "nama")),
    ("  izin: Surat izin", "  izin:", ("value-missing", "izin")),
    ("    inputs: [berkas]", "    inputs: [bekas]", ("unknown-document", "bekas")),
    ("        when: {lengkap: true}", "        when: {lengkap: ya}", ("fact-value-type", "ya")),
    ("    next: terima", "    next: trima", ("unknown-step", "trima")),
    ("    with: [loket]", "    with: loket", ("list-wanted", "loket")),
    ("    duration: 2 hari", "    duration: 2 hri", ("duration-unit-misspelt", "2 hri")),
    ("    join: all", "    join: semua", ("not-one-of", "semua")),
]


def test_ten_unrelated_faults_are_ten_diagnostics_in_the_order_of_the_file() -> None:
    text = SOUND
    for line, damaged, _ in TEN:
        text = replaced(text, line, damaged)
    found = diagnose(text)
    lines = [SOUND.split("\n").index(line) + 1 for line, _, _ in TEN]
    assert summary(found) == [(line, *what) for line, (_, _, what) in zip(lines, TEN, strict=True)]
    assert len({(d.code, d.span) for d in found}) == 10


def test_each_of_the_ten_alone_is_one() -> None:
    for line, damaged, what in TEN:
        expected: list[tuple[str, str]] = [what]
        found: list[Diagnostic] = diagnose(replaced(SOUND, line, damaged))
        assert [(code, text) for _, code, text in summary(found)] == expected


def test_known_names_are_shown_in_the_order_of_the_file() -> None:
    (found,) = diagnose(changed(("    with: [loket]", ["    with: [walikota]"])))
    assert found.params["known"] == Either(("pemohon", "loket", "kasi"))


# --- calendars ---


def test_a_calendar_that_does_not_exist_is_named_once_at_the_value() -> None:
    step = ("    activity: Mengkaji", ["    activity: Mengkaji", "    calendar: id-asm"])
    (found,) = diagnose(changed(step))
    assert summary([found]) == [(51, "calendar-unknown-near", "id-asm")]
    assert "id-asn" in found.message("id")
    actor = ("  loket: Petugas Loket", ["  loket: {name: Loket, calendar: id-asm}"])
    assert summary(diagnose(changed(step, actor))) == [(12, "calendar-unknown-near", "id-asm")]
    for name, expected in (
        ("tidak/ada.yaml", [(5, "calendar-file-missing", "tidak/ada.yaml")]),
        ("bulan", [(5, "calendar-unknown", "bulan")]),
        ("24-jam", []),
    ):
        text = changed(("day_counting: working", ["day_counting: working", f"calendar: {name}"]))
        assert summary(diagnose(text)) == expected


def test_an_entry_that_lost_its_first_line_is_one_diagnostic() -> None:
    """Its keys run into the entry above, where they stand already."""
    assert summary(diagnose(changed(("  - id: susun", [])))) == [(54, "duplicate-keys", "actor")]
    assert summary(diagnose(changed(("  - id: lengkapi", [])))) == [(40, "duplicate-keys", "actor")]
    assert summary(diagnose(changed(("      - id: tidak", [])))) == [(37, "duplicate-keys", "when")]


def test_an_input_that_nothing_produces_is_named_once_for_all_steps() -> None:
    text = changed((SUSUN_NEXT, []), ("    inputs: [berkas]", ["    inputs: [berkas, konsep]"]))
    (found,) = diagnose(text)
    assert summary([found]) == [(30, "input-never-produced", "konsep")]
    assert found.params["also"] == AlsoOnLines((62,))


@pytest.mark.parametrize(
    ("name", "indonesian", "english"),
    [
        (
            "a step of two flows",
            "Alur paralel dari langkah 'terima' sama-sama melewati 'bagi' sebelum bertemu, sehingga langkah itu akan "
            "berjalan dua kali: terima -> [ya] -> kaji -> bagi dan terima -> [ya] -> "
            "susun -> [a] -> bagi.",
            "The parallel flows of step 'terima' both pass 'bagi' before they meet, so it would start twice: "
            "terima -> [ya] -> kaji -> bagi and terima -> [ya] -> susun -> [a] -> bagi.",
        ),
        (
            "a way back to the forking step before the flows met",
            "Alur paralel dari langkah 'terima' dapat kembali ke langkah itu sebelum bertemu, sehingga alur akan "
            "dipecah lagi: terima -> [ya] -> susun -> [a] -> terima.",
            "A parallel flow of step 'terima' can come back to it before they meet, so it would fork again: "
            "terima -> [ya] -> susun -> [a] -> terima.",
        ),
        (
            "a fork of which one flow ends elsewhere",
            "Alur paralel kaji dan susun dari langkah 'terima' tidak selalu bertemu lagi: terima -> [ya] -> kaji -> "
            "gugur dan "
            "terima -> [ya] -> susun -> tandatangan -> terbit.",
            "The parallel flows kaji and susun of step 'terima' do not always meet again: terima -> [ya] -> kaji -> "
            "gugur and "
            "terima -> [ya] -> susun -> tandatangan -> terbit.",
        ),
    ],
)
def test_a_fault_of_the_flow_is_shown_with_the_shortest_ways(name: str, indonesian: str, english: str) -> None:
    text = SOUND
    for line, by in next(changes for case, changes, _ in FLOW if case == name):
        text = replaced(text, line, *by)
    (found,) = diagnose(text)
    assert (found.message("id"), found.message("en")) == (indonesian, english)


ROUND: Final = """\
sop: izin
version: "1"
title: Izin
actors: {loket: Loket}
steps:
  - {id: bagi, actor: loket, activity: Membagi, next: [tinjau, susun]}
  - id: tinjau
    actor: loket
    activity: Meninjau
    branches: [{id: baik, next: paraf}, {id: ulang, next: OTHER}]
  - {id: susun, actor: loket, activity: Menyusun, next: paraf}
  - {id: paraf, actor: loket, activity: Memaraf, join: all, next: terbit}
outcomes: {terbit: Terbit, tolak: Tolak}
"""


def test_a_flow_that_goes_round_the_place_where_the_others_meet_is_shown() -> None:
    (ends_elsewhere,) = diagnose(ROUND.replace("OTHER", "tolak"))
    assert ends_elsewhere.message("en") == (
        "The parallel flows tinjau and susun of step 'bagi' do not always meet again: bagi -> tinjau -> [ulang] -> "
        "tolak and bagi -> susun -> paraf -> terbit."
    )
    assert "'ends_case: true'" in (ends_elsewhere.hint("id") or "")
    assert (
        diagnose(ROUND.replace("OTHER", "tolak").replace("tolak: Tolak", "tolak: {name: Tolak, ends_case: true}")) == []
    )
    (passes_by,) = [one for one in diagnose(ROUND.replace("OTHER", "terbit")) if one.severity == "error"]
    assert passes_by.code == "fork-shares-step"
    assert (passes_by.hint("en") or "").startswith("'paraf' waits already, but a flow can go round it")


@pytest.mark.parametrize(
    ("line", "by", "meant"),
    [
        ("    inputs: [berkas]", "    inputs: [Berkas]", "berkas"),
        ("    actor: kasi", "    actor: Kepala Seksi", "kasi"),
        ("    next: terima", "    next: Menerima", "terima"),
    ],
)
def test_who_writes_the_name_is_told_the_id(line: str, by: str, meant: str) -> None:
    text = SOUND.replace(line, by, 1)
    assert text != SOUND
    assert f"Did you mean '{meant}'?" in [found.hint("en") for found in diagnose(text)]


def test_a_flow_that_runs_into_another_is_told_so() -> None:
    text = ROUND.replace("OTHER", "paraf").replace("next: paraf}\n  - {id: paraf", "next: tinjau}\n  - {id: paraf")
    found = [one for one in diagnose(text) if one.code == "join-missing"]
    assert [one.params["step"] for one in found] == ["tinjau"]
    assert "bagi -> susun -> tinjau" in found[0].message("en")
    assert "'tinjau' itself begins one of the flows" in (found[0].hint("en") or "")
