"""``sopflow deadlines``, ``referral``, ``serve-deadlines`` and the calendar of due dates, as people call them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from cli_calls import call, one_sentence
from icalendar import Calendar

from sopflow.store import Store

if TYPE_CHECKING:
    from pathlib import Path

SOP: Final = """
sop: izin
version: "1"
title: Izin
day_counting: working
calendar: 24-jam
remind:
  before: 1 jam
escalate:
  to: kepala
actors:
  loket: Petugas Loket
  kepala: Kepala
  pemohon:
    name: Pemohon
    external: true
steps:
  - id: periksa
    actor: loket
    activity: Memeriksa, lalu mencatat; berkas
    duration: 1 x 24 jam
    next: lengkapi
  - id: lengkapi
    actor: pemohon
    activity: Melengkapi berkas
    duration: 2 hari kerja
    on_overdue:
      label: Tidak dilengkapi
      next: gugur
    next: selesai
outcomes:
  selesai: Selesai
  gugur: Permohonan gugur
"""


def done(*argv: str) -> str:
    """What a call that succeeds writes."""
    result = call(*argv)
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.fixture
def db(tmp_path: Path) -> str:
    """A store with two cases, one of which waits for the citizen."""
    (tmp_path / "izin.yaml").write_text(SOP)
    url = f"sqlite:///{tmp_path / 'kasus.db'}"
    for id in ("K-1", "K-2"):
        done("case", "start", str(tmp_path / "izin.yaml"), "--id", id, "--at", "2026-03-02T09:00", "--db", url)
    done("case", "complete", "K-2", "periksa", "--by", "loket", "--at", "2026-03-02T10:00", "--db", url)
    return url


def test_what_will_happen_is_listed_in_order(db: str) -> None:
    text = call("deadlines", "--db", db, "--at", "2026-03-02T11:00", "--lang", "id")
    assert text.code == 0
    assert "sopflow serve-deadlines" in text.out
    lines = [line for line in text.out.splitlines() if line.startswith(("2 Maret", "3 Maret", "4 Maret", "5 Maret"))]
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert len(lines) == 5
    found = json.loads(call("deadlines", "--db", db, "--at", "2026-03-02T11:00", "--format", "json").out)
    assert found["since"] is None
    assert found["referrals"] == []
    assert found["deadlines"][0] == {
        "case": "K-1", "sop": "izin", "version": "1", "at": "2026-03-03T08:00:00+07:00", "kind": "reminder",
        "step": "periksa", "visit": 1, "due": "2026-03-03T09:00:00+07:00", "role": "loket", "person": None,
        "term": "1 jam", "certain": True, "late": False,
    }  # fmt: skip
    short = call("deadlines", "--db", db, "--at", "2026-03-02T11:00", "--limit", "2", "--format", "json")
    assert json.loads(short.out)["deadlines"] == found["deadlines"][:2]
    assert one_sentence(call("deadlines", "--db", db, "--actor", "lokett"))
    assert one_sentence(call("deadlines", "--db", db, "--until", "besok"))


def test_better_reminders_are_published_for_running_cases(db: str, tmp_path: Path) -> None:
    file = tmp_path / "izin.yaml"
    file.write_text(SOP.replace("before: 1 jam", "before: 2 jam"))
    assert "izin" in done("db", "add", str(file), "--db", db)
    found = json.loads(done("deadlines", "--db", db, "--at", "2026-03-02T11:00", "--format", "json"))
    assert found["deadlines"][0]["at"] == "2026-03-03T07:00:00+07:00"
    file.write_text("sop: izin")
    assert call("db", "add", str(file), "--db", db).code == 1


def referred(db: str) -> None:
    """Keep deadlines from a time on at which an overdue way was overdue already."""
    later = datetime(2026, 3, 9, tzinfo=UTC)
    with Store(db, clock=lambda: later) as store:
        assert store.keeper(lambda: later).keep(lambda *_: ["log"], 10).referred == [("K-2", "lengkapi")]


def test_an_official_confirms_what_was_laid_before_her(db: str) -> None:
    referred(db)
    text = call("deadlines", "--db", db, "--lang", "id").out
    assert "sopflow referral confirm NOMOR" in text
    assert "9 Maret 2026 07.00" in text
    (waiting,) = json.loads(call("deadlines", "--db", db, "--format", "json").out)["referrals"]
    assert (waiting["number"], waiting["case"], waiting["reason"]) == (1, "K-2", "before_watch")
    refused = call("referral", "confirm", "1", "--by", "pemohon", "--db", db)
    assert (refused.code, refused.out) == (1, "")
    assert json.loads(call("referral", "confirm", "1", "--by", "pemohon", "--db", db, "--format", "json").out)[
        "rejected"
    ]
    done = call("referral", "confirm", "1", "--by", "loket", "--person", "ani", "--db", db, "--lang", "en")
    assert done.code == 0
    assert "Permohonan gugur" in done.out
    for number, word in (("1", "ani"), ("9", "9"), ("x", "'x'"), ("-1", "-1")):
        assert word in one_sentence(call("referral", "confirm", number, "--by", "loket", "--db", db))


def test_an_official_may_see_to_it_otherwise(db: str) -> None:
    referred(db)
    told = done("referral", "dismiss", "1", "--by", "kepala", "--db", db, "--format", "json")
    assert json.loads(told)["status"] == "open"
    assert json.loads(call("deadlines", "--db", db, "--format", "json").out)["referrals"] == []


def test_due_dates_are_a_calendar_that_programs_read(db: str) -> None:
    assert (
        call("case", "assign", "K-1", "periksa", "budi", "--by", "kepala", "--at", "2026-03-02T10:00", "--db", db).code
        == 0
    )
    for argv, count in (((), 2), (("--person", "budi"), 1), (("--actor", "pemohon"), 1)):
        told = call("worklist", *argv, "--db", db, "--format", "ics", "--lang", "id")
        assert told.code == 0
        file = Calendar.from_ical(told.out)
        assert len(file.walk("VEVENT")) == count
    event = Calendar.from_ical(call("worklist", "--person", "budi", "--db", db, "--format", "ics").out).walk("VEVENT")[
        0
    ]
    assert str(event["uid"]) == "K-1.periksa.1@sopflow"
    assert event.decoded("dtstart") == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert "Memeriksa, lalu mencatat; berkas (K-1)" in str(event["summary"])


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (("--db", "sqlite:///tiada/ada.db"), "tiada/ada.db"),
        (("--db", "mysql://x"), "mysql"),
        (("--db", "postgresql://127.0.0.1:1/x"), "127.0.0.1"),
        (("--db", "sqlite:///tiada.db"), "tiada.db"),
        (("--settings", "tiada.toml"), "tiada.toml"),
    ],
)
def test_a_start_that_cannot_be_is_one_sentence(argv: tuple[str, ...], word: str, tmp_path: Path) -> None:
    given = argv if "--db" in argv else (*argv, "--db", f"sqlite:///{tmp_path / 'k.db'}")
    result = call("serve-deadlines", *given, "--lang", "id")
    assert (result.code, result.out) == (2, "")
    assert word in result.err
    assert "Traceback" not in result.err


def test_it_serves_until_it_is_told_to_end(db: str) -> None:
    argv = [sys.executable, "-m", "sopflow", "serve-deadlines", "--db", db, "--lang", "en"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            said = [process.stderr.readline(), process.stderr.readline()]
        finally:
            process.terminate()
        out, err = process.communicate(timeout=30)
    assert "at work" in said[0]
    assert "Keeping the deadlines" in said[1]
    assert (process.returncode, out) == (0, "")
    assert "Ended" in err
    with Store(db) as store:
        since = store.watched_since()
        assert since is not None
        assert since > datetime.now(UTC) - timedelta(minutes=5)
