"""Calendar files: what is read, what is inherited, what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from calendar_terms import ASN, due, working_days

import sopflow
from calendar_texts import asn_with, calendar_of, rules_of
from sopflow.calendars.load import calendar, load_file
from sopflow.calendars.rules import NO_CHANGE
from sopflow.errors import CalendarError, CalendarInvalid
from sopflow.messages import catalogue

if TYPE_CHECKING:
    from pathlib import Path


def test_built_in_calendars_are_made_once() -> None:
    assert calendar("id-asn") is calendar("id-asn")
    assert [calendar(name).id for name in ("id-asn", "id-warga", "24-jam")] == ["id-asn", "id-warga", "24-jam"]


def test_the_public_function_gives_the_shared_calendar() -> None:
    assert sopflow.calendar("id-asn") is calendar("id-asn")


@pytest.mark.parametrize(("name", "near"), [("id-asm", "id-asn"), ("ID-ASN", "id-asn"), ("id-wargi", "id-warga")])
def test_an_unknown_name_is_answered_with_the_known_ones_and_the_nearest(name: str, near: str) -> None:
    with pytest.raises(CalendarError) as refused:
        calendar(name)
    message = refused.value.message("id")
    assert f'mungkin maksudnya "{near}"' in message
    assert all(known in message for known in ("id-asn", "id-warga", "24-jam"))


def test_a_name_that_is_like_none_is_answered_with_the_known_ones() -> None:
    with pytest.raises(CalendarError) as refused:
        calendar("xyz")
    assert "id-asn, id-warga and 24-jam" in refused.value.message("en")


FULL = """
calendar: pemprov-papua-tengah
version: "3"
extends: id-asn
timezone: Asia/Jayapura
closures:
  - {date: 2025-08-06, reason: Pemungutan suara ulang, basis: SE Gubernur}
openings:
  - {date: 2026-05-15, working_day: true, reason: Cuti bersama dicabut}
  - {date: 2026-05-16, working_day: false, hours: ["08:00-12:00"], reason: Layanan piket}
decreed:
  - {year: 2028, basis: SKB 3 Menteri}
counting: {first_day: excluded, ends: closing, roll: forward, cutoff: "15:00"}
"""


def test_an_agencys_calendar_changes_what_it_says_and_inherits_the_rest() -> None:
    rules = rules_of(FULL)
    assert (rules.id, rules.version, rules.timezone) == ("pemprov-papua-tengah", "3", "Asia/Jayapura")
    assert rules.hours == ASN.rules.hours
    assert rules.ramadan == ASN.rules.ramadan
    assert rules.closures[0].day == date(2025, 8, 6)
    assert rules.closures[0].basis == "SE Gubernur"
    assert rules.openings[1].hours == ((480, 720),)
    assert rules.counting.cutoff == 900
    assert rules.decreed[0].year == 2028


def test_hours_replace_all_hours_and_drop_the_inherited_ramadan() -> None:
    rules = rules_of('{calendar: a, extends: id-asn, hours: {mon-sat: ["08:00-14:00"]}}')
    assert rules.hours == (((480, 840),),) * 6 + ((),)
    assert rules.ramadan == NO_CHANGE
    again = rules_of("""
calendar: a
extends: id-asn
hours: {mon-sat: ["08:00-14:00"]}
ramadan: {hours: {fri: ["08:00-11:00"]}}
""")
    assert again.ramadan == (None, None, None, None, ((480, 660),), None, None)


def test_hours_may_pass_midnight_reach_24_00_or_last_24_hours() -> None:
    rules = rules_of("""
calendar: a
timezone: Asia/Jakarta
hours:
  mon: ["22:00-06:00"]
  tue: ["20:00-24:00", "08:00-12:00"]
  wed: ["07:00-07:00"]
  sat-sun: ["00:00-24:00"]
""")
    assert rules.hours == (
        ((1320, 1800),),
        ((480, 720), (1200, 1440)),
        ((420, 1860),),
        (),
        (),
        ((0, 1440),),
        ((0, 1440),),
    )


def test_counting_is_inherited_key_by_key(tmp_path: Path) -> None:
    (tmp_path / "induk.yaml").write_text("{calendar: induk, extends: id-warga, counting: {roll: none}}")
    (tmp_path / "anak.yaml").write_text('{calendar: anak, extends: ./induk.yaml, counting: {cutoff: "14:00"}}')
    counting = load_file(tmp_path / "anak.yaml").counting
    assert (counting.ends, counting.roll, counting.cutoff, counting.first_day) == ("midnight", "none", 840, "excluded")
    assert calendar(tmp_path / "anak.yaml").id == "anak"
    assert calendar(str(tmp_path / "anak.yaml")).id == "anak"
    assert calendar("anak.yaml", tmp_path).id == "anak"
    assert calendar("id-asn", tmp_path) is ASN


def test_a_calendar_that_extends_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{calendar: a, extends: b.yaml}")
    (tmp_path / "b.yaml").write_text("{calendar: b, extends: a.yaml}")
    with pytest.raises(CalendarInvalid) as refused:
        calendar(tmp_path / "a.yaml")
    assert [found.code for found in refused.value.diagnostics] == ["calendar-extends-itself"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"a: [", b"- a"])
def test_a_file_that_is_missing_or_no_calendar_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "kalender.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CalendarError) as refused:
        calendar(path)
    assert "kalender.yaml" in refused.value.message("id")


def test_the_hash_follows_what_moves_a_date_and_nothing_else() -> None:
    plain = asn_with("closures: [{date: 2026-05-13}]")
    assert len(plain.hash) == 64
    assert asn_with("closures: [{date: 2026-05-13, reason: Banjir, basis: SE Bupati}]").hash == plain.hash
    others = [
        "closures: [{date: 2026-05-12}]",
        "{closures: [{date: 2026-05-13}], counting: {ends: midnight}}",
        "{closures: [{date: 2026-05-13}], timezone: Asia/Makassar}",
        "{closures: [{date: 2026-05-13}], joint_leave: false}",
        "{closures: [{date: 2026-05-13}], decreed: [{year: 2028}]}",
        "{closures: [{date: 2026-05-13}], ramadan: {hours: {fri: ['08:00-11:00']}}}",
    ]
    hashes = {
        calendar_of(yaml.safe_dump({"calendar": "uji", "extends": "id-asn", **yaml.safe_load(t)})).hash for t in others
    }
    assert len(hashes | {plain.hash}) == len(others) + 1


def test_the_hash_is_the_same_for_equal_calendars() -> None:
    assert asn_with("joint_leave: false").hash == asn_with("joint_leave: false").hash


def test_service_on_joint_leave_days() -> None:
    assert due(asn_with("joint_leave: false"), "2026-03-17", working_days(1)) == "2026-03-18 15:00"  # still Ramadan
    assert due(asn_with("national_holidays: false"), "2026-08-14", working_days(1)) == "2026-08-17 16:00"


def test_every_sentence_about_calendars_is_there_in_both_languages() -> None:
    indonesian, english = catalogue("id"), catalogue("en")
    ours = [code for code in indonesian if code.startswith("calendar-")]
    assert ours == [code for code in english if code.startswith("calendar-")]
