"""``sopflow case``, ``sopflow worklist`` and ``sopflow db``, as people and programs call them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from cli_calls import DIRECT, INDIRECT, call, one_sentence
from store_cases import TWO_AT_ONCE

from sopflow.cli.case import COMMANDS

AT = "2026-03-02T09:00"


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database that does not exist yet, for calls in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dua.yaml").write_text(TWO_AT_ONCE, encoding="utf-8")
    return "sqlite:///kasus.db"


def asked(*argv: str) -> Any:
    """What a call answers as JSON."""
    result = call(*argv, "--format", "json")
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def begun(db: str, id: str = "K-1", sop: str = INDIRECT) -> Any:
    return asked("case", "start", sop, "--id", id, "--at", AT, "--document", "berkas_pengaduan", "--db", db)


def test_a_case_from_start_to_end(db: str) -> None:
    case = begun(db)
    assert case == {
        "case": "K-1",
        "sop": "pengaduan-tidak-langsung",
        "version": "1",
        "status": "open",
        "outcome": None,
        "due": None,
        "tasks": [
            {
                "step": "penyerahan_berkas", "actor": "staf_administrasi", "assignee": None, "visit": 1,
                "since": "2026-03-02T09:00:00+07:00", "due": "2026-03-02T11:00:00+07:00", "certain": True,
                "overdue": False, "missing": [],
            }
        ],
    }  # fmt: skip
    case = asked(
        "case",
        "complete",
        "K-1",
        "penyerahan_berkas",
        "--by",
        "staf_administrasi",
        "--at",
        "2026-03-02T10:30",
        "--db",
        db,
    )
    assert case["tasks"][0]["missing"] == ["data_pendukung", "dapat_ditindaklanjuti"]
    case = asked(
        "case", "complete", "K-1", "klarifikasi", "--by", "petugas_layanan", "--person", "budi", "--document",
        "data_pendukung", "--data", "dapat_ditindaklanjuti=false", "--at", "2026-03-10T14:00", "--db", db,
    )  # fmt: skip
    shown = asked("case", "show", "K-1", "--at", "2026-03-10T15:00", "--db", db)
    assert {key: shown[key] for key in case} == case
    assert [event["type"] for event in shown["events"]] == ["started", "completed", "completed"]
    assert shown["events"][2]["person"] == "budi"
    assert all(event["recorded"].endswith("+07:00") for event in shown["events"])


def test_what_is_not_allowed_is_answered_and_exits_with_one(db: str) -> None:
    begun(db)
    wrong = ("case", "complete", "K-1", "klarifikasi", "--by", "petugas_layanan", "--at", AT, "--db", db)
    result = call(*wrong)
    assert result.code == 1
    assert "tidak sedang berjalan" in one_sentence(result)
    result = call(*wrong, "--format", "json", "--lang", "en")
    assert (result.code, result.err) == (1, "")
    rejected = json.loads(result.out)
    assert rejected.keys() == {"rejected", "message"}
    assert rejected["rejected"] == "step_not_active"
    assert "not under way" in rejected["message"]


def test_somebody_who_looked_at_an_older_state_hears_who_was_faster(db: str) -> None:
    begun(db)
    done = ("case", "complete", "K-1", "penyerahan_berkas", "--by", "staf_administrasi", "--at", AT, "--db", db)
    assert call(*done, "--seen", "1").code == 0
    result = call(*done, "--seen", "1", "--format", "json")
    assert (result.code, json.loads(result.out)["rejected"]) == (1, "conflict")


def test_a_call_that_is_tried_again_with_its_key_is_done_once(db: str) -> None:
    begun(db)
    done = ("case", "complete", "K-1", "penyerahan_berkas", "--by", "staf_administrasi", "--at", AT, "--db", db)
    assert call(*done, "--key", "a").out == call(*done, "--key", "a").out
    started = ("case", "start", DIRECT, "--at", AT, "--key", "b", "--db", db)
    assert asked(*started) == asked(*started)
    assert len(asked("case", "list", "--db", db)["cases"]) == 2


def test_every_command_of_the_engine_is_there(db: str) -> None:
    asked("case", "start", "dua.yaml", "--id", "K-1", "--at", AT, "--db", db)
    calendar = Path("kantor.yaml")
    calendar.write_text("calendar: kantor\nversion: '1'\nextends: id-asn\n", encoding="utf-8")
    for given in (
        ["attach", "K-1", "--document", "berkas", "--by", "pemohon"],
        ["record", "K-1", "--data", 'nama="Siti"', "--data", "luas=12", "--by", "loket"],
        ["assign", "K-1", "terima", "budi", "--by", "kepala"],
        ["suspend", "K-1", "--by", "kepala", "--reason", "banjir"],
        ["resume", "K-1", "--by", "kepala", "--restart"],
        ["extend", "K-1", "terima", "--to", "2 hari kerja", "--by", "kepala", "--reason", "banjir"],
        ["recount", "K-1", "kantor.yaml", "--by", "kepala", "--reason", "SKB"],
        ["complete", "K-1", "terima", "--by", "loket", "--person", "budi"],
        ["revert", "K-1", "--by", "kepala", "--reason", "salah klik"],
        ["withdraw", "K-1", "--by", "pemohon", "--reason", "batal"],
    ):
        result = call("case", *given, "--at", AT, "--db", db)
        assert (result.code, result.err) == (0, ""), given
    events = asked("case", "show", "K-1", "--db", db)["events"]
    assert [event["type"] for event in events] == [
        "started", "attached", "recorded", "assigned", "suspended", "resumed", "extended", "recounted", "completed",
        "reverted", "withdrawn",
    ]  # fmt: skip
    asked("case", "start", "dua.yaml", "--id", "K-2", "--at", AT, "--db", db)
    assert call("case", "cancel", "K-2", "--by", "kepala", "--reason", "keliru", "--at", AT, "--db", db).code == 0
    for command in ("skip", "lapse"):
        reason = ["--reason", "-"] if command == "skip" else []
        assert call("case", command, "K-1", "terima", "--by", "loket", *reason, "--db", db).code == 1


def test_lists_and_worklists_in_pages(db: str) -> None:
    for number in range(5):
        begun(db, f"K-{number}")
    page = asked("case", "list", "--limit", "2", "--at", AT, "--db", db)
    assert [case["case"] for case in page["cases"]] == ["K-4", "K-3"]
    page = asked("case", "list", "--limit", "4", "--after", page["next"], "--at", AT, "--db", db)
    assert ([case["case"] for case in page["cases"]], page["next"]) == (["K-2", "K-1", "K-0"], None)
    work = asked("worklist", "--limit", "3", "--at", "2026-03-02T11:01", "--db", db)
    assert [(case["case"], case["tasks"][0]["overdue"]) for case in work["cases"]] == [
        ("K-0", True), ("K-1", True), ("K-2", True),
    ]  # fmt: skip
    assert len(asked("worklist", "--after", work["next"], "--at", AT, "--db", db)["cases"]) == 2
    for more, number in (
        (["--overdue"], 0), (["--actor", "staf_administrasi"], 5), (["--actor", "pelapor"], 0),
        (["--person", "budi"], 0),
        (["--person", "budi", "--actor", "staf_administrasi"], 5), (["--due-before", "2026-03-02T10:00"], 0),
        (["--sop", "pengaduan-tidak-langsung"], 5),
    ):  # fmt: skip
        assert len(asked("worklist", *more, "--at", AT, "--db", db)["cases"]) == number, more
    for more, number in (
        (["--overdue"], 0), (["--actor", "staf_administrasi"], 5), (["--status", "open"], 5),
        (["--status", "closed"], 0),
        (["--outcome", "selesai"], 0),
    ):  # fmt: skip
        assert len(asked("case", "list", *more, "--at", AT, "--db", db)["cases"]) == number, more


def test_people_read_it_in_their_language(db: str) -> None:
    begun(db)
    for locale, words in (
        ("id_ID.UTF-8", ["Kasus K-1", "berjalan", "Jatuh tempo", "2 Maret 2026 11.00", "lewat waktu", "kasus.db"]),
        ("en_GB.UTF-8", ["Case K-1", "open", "Due", "2026-03-02 11:00", "overdue", "kasus.db"]),
    ):
        done = ("case", "attach", "K-1", "--document", "data_pendukung", "--by", "pelapor", "--at", "2026-03-02T12:00")
        result = call(*done, "--db", db, locale=locale)
        assert all(word in result.out for word in words), result.out
        for more in (["case", "show", "K-1"], ["case", "list"], ["worklist"]):
            result = call(*more, "--at", "2026-03-02T12:00", "--db", db, locale=locale)
            assert (result.code, result.err) == (0, "")
            assert words[4] in result.out
    assert call("case", "list", "--status", "closed", "--db", db).out == "Tidak ada kasus.\n"
    assert call("worklist", "--actor", "pelapor", "--db", db).out == "Tidak ada tugas.\n"


def test_without_a_database_it_is_a_file_of_the_user_or_what_the_environment_says(tmp_path: Path) -> None:
    around: Any = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    started = ("case", "start", DIRECT, "--id", "K-1", "--at", AT)
    assert call("case", "show", "K-1", **around).code == 2
    assert not (tmp_path / "data").exists()
    result = call(*started, **around)
    file = tmp_path / "data" / "sopflow" / "kasus.db"
    assert str(file) in result.out
    assert file.exists()
    assert call("case", "show", "K-1", **around).code == 0
    url = f"sqlite:///{tmp_path / 'lain.db'}"
    assert call(*started, **around, SOPFLOW_DB=url).code == 0
    assert (tmp_path / "lain.db").exists()


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("case",), ["Perintah belum disebut", "sopflow case --help"]),
        (("case", "strt"), ["'strt'", "start, complete", "sopflow case --help"]),
        (("case", "show"), ["CASE", "sopflow case show --help"]),
        (("case", "show", "K-9"), ["'K-9'", "sopflow case list"]),
        (("case", "complete", "K-1", "terima"), ["--by"]),
        (("case", "complete", "K-1", "terima", "--by", "loket", "--data", "luas"), ["'luas'", "nama=nilai"]),
        (("case", "complete", "K-1", "terima", "--by", "loket", "--data", "a=1", "--data", "a=2"), ["'a'", "dua kali"]),
        (("case", "complete", "K-1", "terima", "--by", "loket", "--at", "2099-03-02"), ["2 Maret 2099", "belum tiba"]),
        (("case", "start", "dua.yaml", "--at", "2099-03-02T09:00"), ["2 Maret 2099 09.00", "belum tiba"]),
        (("worklist", "--actor", "lokett"), ["'lokett'", "loket"]),
        (("case", "list", "--outcome", "selesei"), ["'selesei'", "selesai"]),
        (("case", "list", "--sop", "dua"), ["'dua'", "dua-sekaligus"]),
        (("worklist", "--limit", "satu"), ["--limit", "'satu'", "bilangan bulat"]),
        (("worklist", "--limit", "9" * 18), ["9" * 18]),
        (("worklist", "--actor", "\udcff"), ["pakai teks biasa"]),
        (("case", "complete", "K-1", "terima", "--by", "loket", "--at", "kemarin"), ['"kemarin"']),
        (("case", "complete", "K-1", "terima", "--by", "loket", "--seen", "7"), ["7", "1 sampai 1"]),
        (("case", "complete", "K-1", "terima", "--by", "loket", "--seen", "x"), ["--seen", "'x'"]),
        (("case", "skip", "K-1", "terima", "--by", "loket"), ["--reason"]),
        (("case", "recount", "K-1", "tiada.yaml", "--by", "kepala", "--reason", "x"), ["tiada.yaml"]),
        (("case", "start", "tiada.yaml"), ["tiada.yaml"]),
        (("case", "start", "dua.yaml", "--id", "K-1"), ["'K-1'", "sudah ada"]),
        (("case", "start", "dua.yaml", "--person", "budi"), ["--by"]),
        (("case", "list", "--limit", "0"), ["0"]),
        (("case", "list", "--after", "x"), ["'x'", "next"]),
        (("case", "list", "--status", "buka"), ["'buka'", "open"]),
        (("worklist", "--due-before", "nanti"), ['"nanti"']),
        (("case", "list", "--db", "mysql://a:rahasia@b/c"), ["mysql://a:***@b/c", "sqlite:///"]),
        (("case", "list", "--db", "sqlite:///tiada/kasus.db"), ["tiada/kasus.db"]),
        (("case", "list", "--db", ""), ["sqlite:///"]),
        (("case", "list", "--db", "sqlite:///dua.yaml"), ["dua.yaml", "bukan berkas basis data"]),
        (("db",), ["sopflow db --help"]),
    ],
)  # fmt: skip
def test_wrong_calls_are_one_sentence_and_code_two(db: str, argv: tuple[str, ...], words: list[str]) -> None:
    asked("case", "start", "dua.yaml", "--id", "K-1", "--at", AT, "--db", db)
    before = Path("kasus.db").read_bytes()
    result = call(*argv, SOPFLOW_DB=db)
    assert result.code == 2
    sentence = one_sentence(result)
    assert all(word in sentence for word in words), sentence
    assert Path("kasus.db").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["dua.yaml", "kasus.db"]


def test_an_sop_with_errors_starts_nothing(db: str) -> None:
    Path("salah.yaml").write_text(TWO_AT_ONCE.replace("next: memutus", "next: memuttus"), encoding="utf-8")
    result = call("case", "start", "salah.yaml", "--db", db)
    assert result.code == 1
    assert "memuttus" in result.err
    assert not Path("kasus.db").exists()


def test_a_database_is_prepared_beside_others_when_asked(db: str) -> None:
    other = sqlite3.connect("kasus.db")
    other.execute("CREATE TABLE surat (nomor text)")
    other.close()
    assert "program lain" in one_sentence(call("case", "start", "dua.yaml", "--db", db))
    assert call("db", "prepare", "--db", db).code == 2
    assert call("db", "prepare", "--shared", "--db", db).out == "Basis data siap dipakai.\n"
    assert call("case", "start", "dua.yaml", "--db", db).code == 0


def test_cases_go_over_to_a_new_version(db: str) -> None:
    for id in ("K-1", "K-2"):
        asked("case", "start", "dua.yaml", "--id", id, "--document", "berkas", "--at", AT, "--db", db)
    assert call("case", "complete", "K-2", "terima", "--by", "loket", "--at", AT, "--db", db).code == 0
    new = TWO_AT_ONCE.replace('version: "1"', 'version: "2"').replace("terima", "menerima")
    Path("baru.yaml").write_text(new.replace("menelaah", "memeriksa"), encoding="utf-8")
    given = ("--by", "kepala", "--reason", "SOP baru", "--at", AT, "--db", db)
    dry = asked("case", "migrate-all", "baru.yaml", "--step", "terima=menerima", "--dry-run", *given)
    assert (dry["moved"], {case["case"]: [why["rejected"] for why in case["refused"]] for case in dry["cases"]}) == (
        1, {"K-1": [], "K-2": ["not_migratable"]},
    )  # fmt: skip
    result = call("case", "migrate-all", "baru.yaml", "--step", "terima=menerima", *given)
    assert result.code == 1
    assert "1 kasus dipindahkan; 1 kasus tidak dapat" in result.out
    assert "menelaah" in result.out
    assert asked("case", "show", "K-1", "--db", db)["version"] == "2"
    moved = asked("case", "migrate", "K-2", "baru.yaml", "--step", "menelaah=memeriksa", *given)
    assert {task["step"] for task in moved["tasks"]} == {"memeriksa", "mengukur"}
    assert call("case", "migrate", "K-2", "baru.yaml", *given).code == 1
    assert "lama=baru" in one_sentence(call("case", "migrate", "K-2", "baru.yaml", "--step", "x", *given))
    for file in ("migrate-all", "baru.yaml"), ("recount-all", "id-asn"):
        result = call("case", *file, "--by", "bupati", "--reason", "x", "--db", db, "--format", "json")
        assert (result.code, json.loads(result.out)["rejected"]) == (1, "unknown_actor")


def test_a_text_needs_no_quotes_of_its_own(db: str) -> None:
    for number, given in enumerate(("nama=Siti Aminah", 'nama="Siti Aminah"')):
        asked("case", "start", "dua.yaml", "--id", f"K-{number}", "--data", given, "--at", AT, "--db", db)
        assert "Nama pemohon: Siti Aminah" in call("case", "show", f"K-{number}", "--db", db).out
    wrong = call("case", "record", "K-0", "--data", "luas=ya", "--by", "loket", "--db", db)
    assert wrong.code == 1
    assert "bilangan bulat" in one_sentence(wrong)


def test_what_has_happened_under_each_version_is_shown_in_its_words(db: str) -> None:
    asked("case", "start", "dua.yaml", "--id", "K-1", "--document", "berkas", "--at", AT, "--db", db)
    same_version = TWO_AT_ONCE.replace("terima", "menerima").replace("3 hari kerja", "4 hari kerja")
    Path("sama.yaml").write_text(same_version, encoding="utf-8")
    asked("case", "start", "sama.yaml", "--id", "K-2", "--document", "berkas", "--at", AT, "--db", db)
    result = call("worklist", "--db", db)
    assert (result.code, result.err) == (0, "")
    assert "(terima)" in result.out
    assert "(menerima)" in result.out
    Path("baru.yaml").write_text(same_version.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    given = ("--by", "kepala", "--reason", "baru", "--at", AT, "--db", db)
    assert call("case", "extend", "K-1", "terima", "--to", "2 hari kerja", *given).code == 0
    assert call("case", "migrate", "K-1", "baru.yaml", "--step", "terima=menerima", *given).code == 0
    shown = call("case", "show", "K-1", "--db", db)
    assert (shown.code, shown.err) == (0, "")
    for words in ("(terima)", "(menerima)", "versi 1 menjadi 2", "3 Maret 2026 15.00 menjadi 5 Maret 2026 15.00"):
        assert words in shown.out, shown.out


def test_the_number_of_a_case_may_be_written_as_it_is_heard(db: str) -> None:
    id = asked("case", "start", "dua.yaml", "--at", AT, "--db", db)["case"]
    for said in (id.upper(), id.replace("-", ""), id.replace("0", "O").replace("1", "l"), id.replace("-", " ")):
        assert asked("case", "show", said, "--db", db)["case"] == id
    given = ("case", "attach", id.upper(), "--document", "berkas", "--by", "pemohon", "--at", AT, "--db", db)
    assert call(*given).code == 0
    assert call("case", "show", f"{id}x", "--db", db).code == 2


def test_personal_data_is_taken_out(db: str) -> None:
    asked("case", "start", "dua.yaml", "--id", "K-1", "--data", 'nama="Siti"', "--at", AT, "--db", db)
    given = ("case", "redact", "K-1", "--fact", "nama", "--by", "kepala", "--reason", "permintaan pemohon", "--db", db)
    assert asked(*given)["case"] == "K-1"
    assert "Siti" not in call("case", "show", "K-1", "--format", "json", "--db", db).out
    shown = asked("case", "show", "K-1", "--db", db)
    assert [(one["by"], one["facts"], one["reason"]) for one in shown["redactions"]] == [
        ("kepala", ["nama"], "permintaan pemohon")
    ]
    assert "oleh kepala: data nama (permintaan pemohon)." in call("case", "show", "K-1", "--db", db).out
    assert call(*given[:5], "--by", "pemohon", *given[7:]).code == 1


def test_a_changed_calendar_is_shown_first_and_then_put_in_place(db: str) -> None:
    Path("kantor.yaml").write_text("calendar: kantor\nversion: '1'\nextends: id-asn\n", encoding="utf-8")
    Path("sop.yaml").write_text(TWO_AT_ONCE.replace("actors:", "calendar: kantor.yaml\nactors:", 1), encoding="utf-8")
    for id in ("K-1", "K-2"):
        asked("case", "start", "sop.yaml", "--id", id, "--document", "berkas", "--at", AT, "--db", db)
        asked("case", "complete", id, "terima", "--by", "loket", "--at", AT, "--db", db)
    assert call("case", "suspend", "K-2", "--by", "kepala", "--reason", "-", "--at", AT, "--db", db).code == 0
    with Path("kantor.yaml").open("a", encoding="utf-8") as file:
        file.write("closures: [{date: 2026-03-04, reason: Banjir, basis: SK 12/2026}]\n")
    given = ("case", "recount-all", "kantor.yaml", "--by", "kepala", "--reason", "SK 12/2026", "--at", AT, "--db", db)
    dry = asked(*given, "--dry-run")
    first, second = sorted(dry["cases"], key=lambda case: case["case"])
    assert first["moves"][0] == {
        "step": "menelaah", "was": "2026-03-05T15:00:00+07:00", "due": "2026-03-06T15:30:00+07:00", "certain": True,
        "because": [{"date": "2026-03-04", "working": False, "reason": "tutup: Banjir (SK 12/2026)"}],
    }  # fmt: skip
    assert second["refused"]["rejected"] == "case_suspended"
    result = call(*given, "--dry-run")
    assert "5 Maret 2026 15.00" in result.out
    assert "4 Maret 2026 bukan hari kerja (tutup: Banjir (SK 12/2026))" in result.out
    assert "akan menggeser 1 kasus; 1 kasus tidak dapat" in result.out
    result = call(*given)
    assert (result.code, result.err) == (1, "")
    assert "1 kasus dihitung ulang" in result.out
    assert asked("case", "show", "K-1", "--db", db)["tasks"][0]["due"] == "2026-03-06T15:30:00+07:00"
    assert "--person" in one_sentence(call(*given, "--by", "loket"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    for locale, words in (("id_ID.UTF-8", "Contoh:"), ("en_GB.UTF-8", "Example:")):
        result = call("case", command, "--help", locale=locale)
        assert (result.code, result.err) == (0, "")
        assert f"{words}\n  sopflow case {command} " in result.out


def test_without_the_extra_it_says_what_to_install(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module in [name for name in sys.modules if name.startswith("sopflow.store")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    for argv in (("case", "list"), ("db", "prepare")):
        assert 'pip install "sopflow[store]"' in one_sentence(call(*argv, "--db", db))
