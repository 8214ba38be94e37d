"""Deadlines in a store: what is laid before officials, what they answer, what wakes a case, what is foreseen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from simulated_deadlines import SOP, Clock
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.engine import make_url
from store_cases import INDIRECT

import sopflow
from sopflow import Person, Rejected
from sopflow.errors import StoreError
from sopflow.store import Store, prepare, tables
from sopflow.store.upgrading import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sopflow import Procedure
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.store.keeping import Kept

MONDAY: Final = datetime(2026, 1, 5, 2, tzinfo=UTC)
"""09.00 in Jakarta."""


def by_log(_role: str, _person: str | None) -> list[str]:
    """Everybody is reached by the log."""
    return ["log"]


def calendar(folder: Path, lines: str = "") -> WorkCalendar:
    """The calendar of the SOP, with more days off."""
    (folder / "hari.yaml").write_text(f"calendar: hari\nextends: id-asn\n{lines}")
    return sopflow.calendar(folder / "hari.yaml")


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def sop(tmp_path: Path) -> Procedure:
    return sopflow.loads(SOP, calendars={"hari.yaml": calendar(tmp_path)})


@pytest.fixture
def watched(url: str, clock: Clock, sop: Procedure) -> Iterator[Store]:
    """A store whose deadlines are kept."""
    with Store(url, clock=clock) as store:
        store.add(sop)
        assert keep(store, clock).cases == 0
        yield store


def keep(store: Store, clock: Clock, at: str | None = None) -> Kept:
    """Keep what is due at an instant."""
    if at is not None:
        clock.now = datetime.fromisoformat(at).astimezone(UTC)
    return store.keeper(clock).keep(by_log, 50)


def asked_for_more(store: Store, id: str, at: str = "2026-01-05T10:00+07:00") -> None:
    """Begin a case in which the citizen has to complete something: until Monday the 12th at 16.00."""
    store.start("izin", at=at, by="loket", id=id)
    store.on(id).complete("periksa", by="loket", at=at, choose="kurang")


# --- overdue ways ---


def test_an_overdue_way_is_taken_at_its_due_date_whenever_that_is_found(watched: Store, clock: Clock) -> None:
    asked_for_more(watched, "K")
    assert keep(watched, clock, "2026-01-12T16:00+07:00").lapsed == []
    assert keep(watched, clock, "2026-01-15T08:00+07:00").lapsed == [("K", "lengkapi")]  # the machine has slept
    case = watched.case("K")
    event = case.events[-1]
    assert (event.type, event.by, event.person) == ("lapsed", "loket", "sopflow")
    assert event.at == datetime.fromisoformat("2026-01-12T16:00+07:00")
    assert (case.status, case.outcome) == ("closed", "gugur")
    assert keep(watched, clock).cases == 0


def test_on_an_uncertain_date_it_is_laid_before_an_official(url: str, clock: Clock, sop: Procedure) -> None:
    clock.now = datetime(2030, 1, 29, tzinfo=UTC)
    with Store(url, clock=clock) as store:
        store.add(sop)
        keep(store, clock)
        asked_for_more(store, "K", "2030-01-30T10:00+07:00")  # Idul Fitri 2030 is an estimate
        found = keep(store, clock, "2030-03-01T08:00+07:00")
        assert (found.lapsed, found.referred) == ([], [("K", "lengkapi")])
        (waiting,) = store.referrals()
        assert (waiting.kind, waiting.reason, waiting.role, waiting.step) == (
            "overdue_way",
            "uncertain",
            "loket",
            "lengkapi",
        )
        assert "belum" in waiting.why["id"]
        assert [notice.kind for notice in store.notices("K")].count("confirmation") == 1
        assert keep(store, clock, "2030-03-02T08:00+07:00").referred == []
        with pytest.raises(Rejected) as refused:
            store.confirm(waiting.number, by="pemohon")
        assert refused.value.code == "wrong_actor"
        case = store.confirm(waiting.number, by=Person("ani", roles={"loket"}))
        assert (case.outcome, case.events[-1].person) == ("gugur", "ani")
        assert store.referrals() == ()
        with pytest.raises(StoreError) as settled:
            store.confirm(waiting.number, by="loket")
        assert settled.value.code == "store-referral-settled"


def test_after_the_calendar_has_changed_too(watched: Store, clock: Clock, tmp_path: Path) -> None:
    asked_for_more(watched, "K")
    watched.put_calendar(calendar(tmp_path, "closures:\n  - date: 2026-06-02\n    reason: Banjir\n    basis: SK\n"))
    assert keep(watched, clock, "2026-01-13T08:00+07:00").referred == [("K", "lengkapi")]
    (waiting,) = watched.referrals(actor="loket")
    assert waiting.reason == "calendar_changed"
    assert watched.referrals(actor="kepala") == watched.referrals(sop="lain") == ()
    watched.on("K").recount(watched.procedure("izin").calendar, by="kepala", at=clock.now, reason="SK")
    clock.now += timedelta(minutes=1)
    assert keep(watched, clock).lapsed == [], "it was referred, and the date is the same"
    assert watched.dismiss(waiting.number, by="kepala").status == "open"
    assert watched.referrals() == ()


def test_a_recount_makes_it_certain_again(watched: Store, clock: Clock, tmp_path: Path) -> None:
    asked_for_more(watched, "K")
    changed = calendar(tmp_path, "closures:\n  - date: 2026-01-12\n    reason: Banjir\n    basis: SK\n")
    watched.recount_all(changed, by="kepala", at="2026-01-06T09:00+07:00", reason="SK")
    assert keep(watched, clock, "2026-01-13T08:00+07:00").lapsed == []
    assert keep(watched, clock, "2026-01-13T16:01+07:00").lapsed == [("K", "lengkapi")]


def test_what_fell_due_before_anybody_watched(url: str, clock: Clock, sop: Procedure) -> None:
    with Store(url, clock=clock) as store:
        store.add(sop)
        asked_for_more(store, "K")
        store.start("izin", at=clock.now, by="loket", id="L")  # due on the 8th, escalated on the 8th and the 9th
        found = keep(store, clock, "2026-01-20T08:00+07:00")
        assert (len(found.notices), found.referred) == (1, [("K", "lengkapi")])
        assert [notice.kind for notice in store.notices("K")] == ["confirmation"]
        assert store.notices("L") == ()
        assert [one.reason for one in store.referrals()] == ["before_watch"]


def test_a_lapse_that_was_taken_back_is_not_taken_again(watched: Store, clock: Clock) -> None:
    asked_for_more(watched, "K")
    assert keep(watched, clock, "2026-01-13T08:00+07:00").lapsed
    watched.on("K").revert(by="kepala", at=clock.now, reason="Berkas diterima di loket")
    found = keep(watched, clock)
    assert (found.lapsed, found.referred) == ([], [("K", "lengkapi")])
    assert [one.reason for one in watched.referrals()] == ["taken_back"]
    watched.on("K").complete("lengkapi", by="pemohon", at="2026-01-12T15:00+07:00")
    assert watched.referrals() == ()
    with pytest.raises(StoreError) as over:
        watched.dismiss(1, by="kepala")
    assert over.value.code == "store-referral-over"
    with pytest.raises(StoreError) as unknown:
        watched.confirm(99, by="kepala")
    assert unknown.value.code == "store-referral-unknown"


def test_a_chain_of_overdue_ways_does_not_run_through_the_past(url: str, clock: Clock) -> None:
    """Whoever gets a task only when its time has passed could not have acted in time."""
    text = """
sop: rantai
version: "1"
title: Rantai
calendar: 24-jam
actors:
  loket: Loket
steps:
  - {id: satu, actor: loket, activity: Satu, duration: 1 x 24 jam, next: satu, on_overdue: {next: dua}}
  - {id: dua, actor: loket, activity: Dua, duration: 1 x 24 jam, next: selesai, on_overdue: {next: satu}}
"""
    with Store(url, clock=clock) as store:
        keep(store, clock)
        store.start(sopflow.loads(text.replace("next: satu, on", "next: selesai, on")), at=clock.now, id="K")
        found = keep(store, clock, "2026-01-12T09:00+07:00")  # six days late
        assert (found.lapsed, found.referred) == ([("K", "satu")], [("K", "dua")])
        (waiting,) = store.referrals()
        assert waiting.reason == "not_in_time"
        assert "12 Januari 2026 09.00" in waiting.why["id"]
        store.confirm(waiting.number, by="loket")
        case = store.case("K")
        assert [event.type for event in case.events] == ["started", "lapsed", "lapsed"]
        found = keep(store, clock)
        assert (found.lapsed, found.referred) == ([], [])


def test_what_was_confirmed_and_taken_back_is_laid_before_an_official_again(watched: Store, clock: Clock) -> None:
    asked_for_more(watched, "K")
    with watched._writing() as connection:
        connection.execute(update(tables.watch).values(since=datetime(2026, 2, 1, tzinfo=UTC)))
    assert keep(watched, clock, "2026-02-02T08:00+07:00").referred
    watched.confirm(1, by="loket")
    watched.on("K").revert(by="kepala", at=clock.now, reason="Salah klik")
    assert keep(watched, clock).referred == [("K", "lengkapi")]
    assert [(one.number, one.reason) for one in watched.referrals()] == [(2, "taken_back")]


def test_what_an_event_has_closed_is_open_again_once_that_is_taken_back(
    watched: Store, clock: Clock, tmp_path: Path
) -> None:
    asked_for_more(watched, "K")
    watched.put_calendar(calendar(tmp_path, "closures:\n  - date: 2026-06-02\n    reason: Banjir\n    basis: SK\n"))
    assert keep(watched, clock, "2026-01-13T08:00+07:00").referred
    (waiting,) = watched.referrals()
    watched.on("K").complete("lengkapi", by="pemohon", at=clock.now)
    assert watched.referrals() == ()
    watched.on("K").revert(by="kepala", at=clock.now, reason="Salah klik")
    assert keep(watched, clock).lapsed == []
    assert watched.referrals() == (waiting,)


def test_an_overdue_way_that_was_taken_back_is_known_after_a_migration(
    watched: Store, clock: Clock, tmp_path: Path
) -> None:
    asked_for_more(watched, "K")
    assert keep(watched, clock, "2026-01-13T08:00+07:00").lapsed
    watched.on("K").revert(by="kepala", at=clock.now, reason="Salah klik")
    newer = SOP.replace('version: "1"', 'version: "2"').replace("lengkapi", "melengkapi")
    to = sopflow.loads(newer, calendars={"hari.yaml": calendar(tmp_path)})
    watched.on("K").migrate(to, steps={"lengkapi": "melengkapi"}, by="kepala", at=clock.now, reason="SK")
    found = keep(watched, clock)
    assert (found.lapsed, found.referred) == ([], [("K", "melengkapi")])


# --- notices ---


def test_who_was_told_what(watched: Store, clock: Clock) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    watched.on("K").assign("periksa", "budi", by="kepala", at=clock.now)
    keep(watched, clock, "2026-01-07T16:00+07:00")
    (notice,) = watched.notices("K")
    assert (notice.kind, notice.step, notice.role, notice.person) == ("reminder", "periksa", "loket", "budi")
    assert notice.at == datetime.fromisoformat("2026-01-07T16:00+07:00")
    assert notice.said["activity"] == "Memeriksa berkas"
    (delivery,) = watched.deliveries(notice.number)
    assert (delivery.channel, delivery.state, delivery.attempts) == ("log", "new", 0)
    watched.on("K").assign("periksa", "ani", by="kepala", at=clock.now)
    keep(watched, clock)
    assert [notice.person for notice in watched.notices("K")] == ["budi", "ani"]
    watched.redact("K", by="kepala", reason="Permintaan", persons=["budi"])
    assert [notice.person for notice in watched.notices("K")] == ["[1]", "ani"]
    keep(watched, clock, "2026-01-08T08:00+07:00")
    assert len(watched.notices("K")) == 2


def test_who_takes_a_task_after_all_of_the_role_were_told_is_not_told_again(watched: Store, clock: Clock) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    keep(watched, clock, "2026-01-07T16:00+07:00")
    watched.on("K").assign("periksa", "budi", by="kepala", at=clock.now)
    keep(watched, clock)
    assert [notice.person for notice in watched.notices("K")] == [None]
    assert not [
        one for one in watched.deadlines(actor="loket") if one.deadline.kind == "reminder" and one.deadline.step
    ]


# --- deliveries ---


@pytest.fixture
def notice(watched: Store, clock: Clock) -> int:
    """The number of a notice that is to be delivered."""
    watched.start("izin", at=clock.now, by="loket", id="K")
    watched.on("K").assign("periksa", "budi", by="kepala", at=clock.now)
    (number,) = keep(watched, clock, "2026-01-07T16:00+07:00").notices
    return number


def state(store: Store, notice: int) -> tuple[str, int]:
    """How far a notice has come, after how many attempts."""
    (found,) = store.deliveries(notice)
    return found.state, found.attempts


def test_a_delivery_is_claimed_once_and_attempted_by_one(watched: Store, clock: Clock, notice: int) -> None:
    keeper = watched.keeper(clock)
    (which,) = keeper.claim(1, 10, 10)
    assert keeper.claim(2, 10, 10) == []
    assert keeper.begin(which, 1) is not None
    assert keeper.begin(which, 2) is None
    assert state(watched, notice) == ("sending", 1)
    keeper.ended(which, "sent")
    assert state(watched, notice) == ("sent", 1)
    keeper.ended(which, "retrying", "zu spät")
    assert state(watched, notice) == ("sent", 1)
    assert keeper.begin(which, 1) is None


def test_no_more_are_claimed_than_are_at_work(watched: Store, clock: Clock, notice: int) -> None:
    keeper = watched.keeper(clock)
    assert keeper.claim(1, 10, 0) == []
    assert len(keeper.claim(1, 10, 1)) == 1


def test_a_failed_attempt_is_made_again_with_the_next_number(watched: Store, clock: Clock, notice: int) -> None:
    keeper = watched.keeper(clock)
    (which,) = keeper.claim(1, 10, 10)
    keeper.begin(which, 1)
    keeper.ended(which, "retrying", "server is away")
    assert keeper.begin(which, 1) is None, "that attempt was made"
    assert keeper.attempts(which) == 1
    again = which._replace(attempts=1)
    assert keeper.begin(again, 2) is not None
    assert keeper.attempts(again) is None


@pytest.mark.parametrize("dies_after", ["claim", "begin", "retry"])
def test_what_a_dead_runner_has_left_is_claimed_by_others(
    watched: Store, clock: Clock, notice: int, dies_after: str
) -> None:
    keeper = watched.keeper(clock)
    with keeper.registered("uji") as first:
        (which,) = keeper.claim(first.number, 10, 10)
        if dies_after != "claim":
            keeper.begin(which, first.number)
        if dies_after == "retry":
            keeper.ended(which, "retrying", "server is away")
    with keeper.registered("uji") as second:
        assert keeper.claim(second.number, 10, 10) == []
        assert keeper.take_over(second.number) == (first.number,)
        left = keeper.claim(second.number, 10, 10)
        if dies_after == "retry":  # the engine has it, whoever is at work
            assert left == []
            clock.now += timedelta(hours=3)
            keeper.requeue_stale(timedelta(hours=1), timedelta(hours=2))
            left = keeper.claim(second.number, 10, 10)
        (anew,) = left
        assert anew.stamp == which.stamp
        assert keeper.begin(anew, second.number) is not None
        keeper.ended(which, "sent")
        assert state(watched, notice)[0] == ("sent" if anew.attempts == which.attempts else "sending")


def test_what_is_no_longer_true_does_not_stand(watched: Store, clock: Clock, notice: int) -> None:
    keeper = watched.keeper(clock)
    (which,) = keeper.claim(1, 10, 10)
    told = keeper.begin(which, 1)
    assert told is not None
    assert keeper.stands(told)
    watched.on("K").extend("periksa", to="1 hari kerja", by="kepala", at=clock.now, reason="Rumit")
    assert not keeper.stands(told)


def test_what_was_outdated_for_a_while_is_delivered_once_it_is_true_again(
    watched: Store, clock: Clock, notice: int
) -> None:
    keeper = watched.keeper(clock)
    (which,) = keeper.claim(1, 10, 10)
    watched.on("K").suspend(by="kepala", at=clock.now, reason="Banjir")
    told = keeper.begin(which, 1)
    assert told is not None
    assert not keeper.stands(told)
    keeper.ended(which, "outdated")
    clock.now += timedelta(minutes=5)
    watched.on("K").resume(by="kepala", at=clock.now)  # in the evening: the due date has not moved
    assert keep(watched, clock).notices == []
    assert state(watched, notice) == ("new", 1)


def test_an_escalation_stays_true_when_the_overdue_way_is_taken(url: str, clock: Clock) -> None:
    text = """
sop: gugur
version: "1"
title: Gugur
calendar: 24-jam
actors: {loket: Loket, kepala: Kepala}
steps:
  - id: satu
    actor: loket
    activity: Satu
    duration: 1 jam
    escalate: {to: kepala}
    on_overdue: {next: selesai}
    next: selesai
"""
    with Store(url, clock=clock) as store:
        keep(store, clock)
        store.start(sopflow.loads(text), at=clock.now, id="K")
        clock.now += timedelta(hours=2)
        found = keep(store, clock)
        assert found.lapsed == [("K", "satu")]
        keeper = store.keeper(clock)
        (which,) = keeper.claim(1, 10, 10)
        told = keeper.begin(which, 1)
        assert told is not None
        assert (told.kind, told.role) == ("escalation", "kepala")
        assert keeper.stands(told)


def test_what_is_given_up_is_laid_before_an_official_and_names_nobody_once_redacted(
    watched: Store, clock: Clock, notice: int
) -> None:
    keeper = watched.keeper(clock)
    (which,) = keeper.claim(1, 10, 10)
    told = keeper.begin(which, 1)
    assert told is not None
    keeper.given_up(which, told, {"id": "budi@kantor.example tidak dikenal", "en": "budi@kantor.example is unknown"})
    keeper.given_up(which, told, {"id": "lagi", "en": "again"})
    (waiting,) = watched.referrals()
    assert (waiting.kind, waiting.role, waiting.why["en"]) == ("undelivered", "loket", "budi@kantor.example is unknown")
    watched.on("K").assign("periksa", "ani", by="kepala", at=clock.now)
    watched.redact("K", by="kepala", reason="Permintaan", persons=["budi"])
    with watched._reading() as connection:
        for table in (tables.notices, tables.deliveries, tables.referrals, tables.events):
            assert "budi" not in str(connection.execute(select(table)).all())


def test_nothing_is_due_while_a_case_stands_still(watched: Store, clock: Clock) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    watched.on("K").suspend(by="kepala", at="2026-01-06T09:00+07:00", reason="Banjir")
    assert keep(watched, clock, "2026-02-20T08:00+07:00").cases == 0
    watched.on("K").resume(by="kepala", at=clock.now)
    assert keep(watched, clock).notices == []
    assert wake(watched, "K") == datetime.fromisoformat("2026-02-23T15:00+07:00")  # a day before Tuesday, in Ramadan


def wake(store: Store, id: str) -> datetime | None:
    """When a case is looked at next."""
    with store._reading() as connection:
        found: datetime | None = connection.execute(select(tables.cases.c.wake).where(tables.cases.c.id == id)).scalar()
        return found


def test_better_rules_hold_for_running_cases_from_now_on(watched: Store, clock: Clock, tmp_path: Path) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    keep(watched, clock, "2026-01-07T17:00+07:00")
    text = SOP.replace(
        "remind:\n  before: 1 hari kerja\n",
        "remind:\n  - before: 1 hari kerja\n  - before: 3 jam\n  - before: 12 jam\n",
    )
    assert text != SOP
    better = sopflow.loads(text, calendars={"hari.yaml": calendar(tmp_path)})
    assert better.hash == watched.procedure("izin").hash
    watched.add(better)
    assert keep(watched, clock).notices == [], "what should have been told before the rule is not told"
    keep(watched, clock, "2026-01-08T13:00+07:00")
    assert [notice.said["term"] for notice in watched.notices("K")] == ["1 hari kerja", "3 jam"]


def test_a_rule_that_is_published_leaves_the_others_as_they_are(watched: Store, clock: Clock, tmp_path: Path) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    clock.now = datetime.fromisoformat("2026-01-07T17:00+07:00").astimezone(
        UTC
    )  # the reminder of 16.00 is not told yet
    more = SOP.replace("escalate:\n  - to: loket\n", "escalate:\n  - to: loket\n  - {after: 3 jam, to: kepala}\n")
    assert more != SOP
    watched.add(sopflow.loads(more, calendars={"hari.yaml": calendar(tmp_path)}))
    keep(watched, clock)
    assert [notice.kind for notice in watched.notices("K")] == ["reminder"]


def test_a_command_that_is_under_way_when_rules_change_is_decided_anew(
    watched: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    better = sopflow.loads(
        SOP.replace("remind:\n  before: 1 hari kerja\n", "remind:\n  before: 2 hari kerja\n"),
        calendars={"hari.yaml": calendar(tmp_path)},
    )
    write = watched._write
    told: list[bool] = []

    def published_meanwhile(*args: Any) -> bool:
        if not told:
            told.append(True)
            watched.add(better)
        return write(*args)

    monkeypatch.setattr(watched, "_write", published_meanwhile)
    watched.on("K").assign("periksa", "budi", by="kepala", at=clock.now)
    assert wake(watched, "K") == datetime.fromisoformat("2026-01-06T16:00+07:00")


def test_cases_are_looked_at_again_when_the_built_in_calendars_have_changed(watched: Store, clock: Clock) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    assert wake(watched, "K") == datetime.fromisoformat("2026-01-07T16:00+07:00")
    with watched._writing() as connection:
        connection.execute(update(tables.watch).values(calendars="other"))
    with watched.keeper(clock).registered("uji"):
        assert wake(watched, "K") == tables.AT_ONCE
    keep(watched, clock)
    assert wake(watched, "K") == datetime.fromisoformat("2026-01-07T16:00+07:00")


def test_a_case_that_cannot_be_read_holds_nothing_up(watched: Store, clock: Clock) -> None:
    for id in ("K", "L"):
        watched.start("izin", at=clock.now, by="loket", id=id)
    with watched._writing() as connection:
        connection.execute(text("UPDATE sopflow_events SET body = '{}' WHERE \"case\" = 1"))
    found = keep(watched, clock, "2026-01-07T16:00+07:00")
    ((case, error),) = found.failed
    assert isinstance(error, StoreError)
    assert (case, error.code) == ("K", "store-case-changed")
    assert len(watched.notices("L")) == 1
    assert keep(watched, clock).cases == 0


# --- what is foreseen ---


def test_what_will_happen_next(watched: Store, clock: Clock) -> None:
    for number in range(60):
        watched.start("izin", at=clock.now + timedelta(hours=number), by="loket", id=f"K-{number}")
    asked_for_more(watched, "L")
    everything = watched.deadlines(limit=None)
    assert [one.deadline.at for one in everything] == sorted(one.deadline.at for one in everything)
    assert len(everything) == sum(len(watched.case(line.case).deadlines) for line in watched.cases(limit=None))
    assert watched.deadlines(limit=7) == everything[:7]
    until = "2026-01-09T08:00+07:00"
    assert watched.deadlines(until=until, limit=None) == tuple(
        one for one in everything if one.deadline.at <= datetime.fromisoformat(until)
    )
    assert {one.deadline.role for one in watched.deadlines(actor="sekretaris", limit=None)} == {"sekretaris"}
    assert watched.deadlines(sop="lain") == ()
    keep(watched, clock, "2026-01-07T16:00+07:00")
    left = watched.deadlines(limit=None)
    assert 0 < len(left) < len(everything)
    assert not any(one.late for one in left)
    clock.now += timedelta(days=3)
    assert any(one.late for one in watched.deadlines(limit=3))


# --- databases of before, and other runners ---


def test_an_older_database_has_its_open_cases_looked_at(url: str, tmp_path: Path) -> None:
    from alembic.command import upgrade
    from alembic.config import Config

    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO sopflow_procedures (number, sop, version, hash, name, source, calendars, zone, content,"
                " recorded) VALUES"
                " (1, 's', '1', 'h', 'n', 't', '{}', 'Asia/Jakarta', 'c', '2026-01-05 02:00:00.000000')"
            )
        )
        for number, status in ((1, "open"), (2, "closed")):
            connection.execute(
                text(
                    "INSERT INTO sopflow_cases (number, id, procedure, sop, status, seq, started, certain, late_from,"
                    " recorded, revision) VALUES (:n, :id, 1, 's', :status, 1, '2026-01-05 02:00:00.000000', :yes,"
                    " '2026-01-05 02:00:00.000000', '2026-01-05 02:00:00.000000', 1)"
                ),
                {"n": number, "id": f"K-{number}", "status": status, "yes": True},
            )
    engine.dispose()
    with pytest.raises(StoreError) as older:
        Store(url)
    assert older.value.code == "store-older"
    prepare(url)
    with Store(url) as store:
        assert (wake(store, "K-1"), wake(store, "K-2")) == (tables.AT_ONCE, None)


def test_runners_of_two_versions_do_not_work_together(postgresql: str) -> None:
    with Store(postgresql) as one, Store(postgresql) as other, one.keeper().registered("1.0") as first:
        with pytest.raises(StoreError) as refused, other.keeper().registered("2.0"):
            pass
        assert refused.value.code == "store-watch-version"
        assert all(
            "1.0" in refused.value.message(lang) and "2.0" in refused.value.message(lang) for lang in ("id", "en")
        )
        with other.keeper().registered("1.0") as second:
            assert first.number != second.number
            assert first.holds()
            assert second.holds()
            assert one.keeper().take_over(first.number) == ()
        assert one.keeper().take_over(first.number) == (second.number,)
        assert one.keeper().take_over(first.number) == ()
    with Store(postgresql) as later, later.keeper().registered("2.0") as newer:
        assert later.keeper().take_over(newer.number) == (first.number,)


def test_stores_in_two_schemas_of_one_database_know_nothing_of_each_other(server: str, postgresql: str) -> None:
    other = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(other)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA tetangga"))
    url = other.update_query_dict({"options": "-c search_path=tetangga"}).render_as_string(hide_password=False)
    try:
        with Store(postgresql) as one, Store(url) as two:
            with one.keeper().registered("1.0") as first, two.keeper().registered("2.0") as second:
                assert first.number == second.number == 1
                assert two.keeper().take_over(second.number) == ()
            with two.keeper().registered("3.0") as third, one.keeper().registered("1.0"):
                assert two.keeper().take_over(third.number) == (1,)
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA tetangga CASCADE"))
        engine.dispose()


def test_a_file_has_one_runner_and_memory_none(sqlite: str) -> None:
    with Store(sqlite) as store, store.keeper().registered("1.0"):
        with Store(sqlite) as other, pytest.raises(StoreError) as alone, other.keeper().registered("1.0"):
            pass
        assert alone.value.code == "store-watch-alone"
    with Store(sqlite) as store, store.keeper().registered("2.0"):
        pass
    with Store("sqlite://") as store, pytest.raises(StoreError) as memory, store.keeper().registered("1.0"):
        pass
    assert memory.value.code == "store-watch-memory"


def test_an_sop_without_rules_is_never_looked_at(store: Store) -> None:
    store.start(sopflow.load(INDIRECT), at="2026-03-02T09:00", documents=["berkas_pengaduan"], id="K")
    assert wake(store, "K") is None
    assert store.deadlines() == ()
    assert store.watched_since() is None


def test_a_clock_that_jumps(watched: Store, clock: Clock) -> None:
    watched.start("izin", at=clock.now, by="loket", id="K")
    assert len(keep(watched, clock, "2026-01-07T16:00+07:00").notices) == 1
    assert keep(watched, clock, "2026-01-01T08:00+07:00").cases == 0
    assert keep(watched, clock, "2026-01-07T16:01+07:00").notices == []
    far = keep(watched, clock, "2030-01-01T08:00+07:00")
    assert len(far.notices) == len(set(far.notices)) > 3
    back = keep(watched, clock, "2026-01-08T08:00+07:00")
    assert (back.cases, back.notices) == (0, [])
    assert len({(notice.key, notice.person) for notice in watched.notices("K")}) == len(watched.notices("K"))
