"""Dates known from decrees, courts and tax offices."""

from __future__ import annotations

import pytest
from calendar_terms import ALWAYS, ASN, calendar_days, due, term, working_days

from calendar_texts import asn_with


def test_a_tax_payment_due_on_a_sunday_before_imlek_may_be_paid_on_18_february_2026() -> None:
    # 14 February + 1 is Sunday the 15th; 16 is joint leave, 17 is Imlek
    assert due(ASN, "2026-02-14", calendar_days(1)) == "2026-02-18 16:00"


def test_a_tax_payment_due_on_20_april_2023_may_be_paid_on_the_26th() -> None:
    # 19, 20, 21, 24 and 25 April are joint leave, 22 and 23 Idul Fitri
    assert due(ASN, "2023-04-19", calendar_days(1)) == "2023-04-26 16:00"


def test_three_times_24_hours_of_the_constitutional_court_ended_on_a_saturday_night() -> None:
    assert due(ASN, "2024-03-20 22:19", term(72, "clock_hour")) == "2024-03-23 22:19"


def test_three_days_of_the_constitutional_court_ended_with_the_third_day() -> None:
    court = asn_with("counting: {ends: midnight, roll: none}")
    assert due(court, "2024-03-20 22:19", calendar_days(3)) == "2024-03-23 23:59"


@pytest.mark.parametrize("day", range(17, 25))
def test_one_working_day_from_any_date_of_the_idul_fitri_week_2026_is_25_march(day: int) -> None:
    assert due(ASN, f"2026-03-{day}", working_days(1)) == "2026-03-25 16:00"


def test_a_month_and_thirty_days_from_31_january_2026_are_different_terms() -> None:
    unrolled = asn_with("counting: {roll: none}")
    assert due(unrolled, "2026-01-31", term(1, "month")).startswith("2026-02-28")
    assert due(unrolled, "2026-01-31", calendar_days(30)).startswith("2026-03-02")


def test_information_requests_take_17_working_days_at_most() -> None:
    # UU 14/2008 article 22: 10 working days, extended by the next 7, end where 17 do
    first = ASN.due("2026-07-01", working_days(10)).at
    assert ASN.due(first, working_days(7)).at == ASN.due("2026-07-01", working_days(17)).at


def test_a_day_is_never_a_number_of_hours() -> None:
    assert due(ALWAYS, "2026-07-01 10:00", working_days(1)) != due(ALWAYS, "2026-07-01 10:00", term(24, "clock_hour"))
