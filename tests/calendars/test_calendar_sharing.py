"""A calendar is shared between threads, and is light until it is asked."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from calendar_terms import hours, working_days

from calendar_texts import asn_with
from sopflow.calendars.workcalendar import WorkCalendar

QUESTIONS = [
    (f"{year}-{month:02}-03 10:00", duration)
    for year in (2100, 1990, 2026, 2050, 2027, 2010, 2099, 2031)
    for month, duration in ((2, working_days(7)), (6, hours(30)), (11, hours(400)))
    if (year, month) != (2100, 11)
]


def test_threads_that_build_the_index_together_get_the_answers_of_one_alone() -> None:
    alone = asn_with("")
    expected = [(alone.due(*question).at, alone.due(*question).assumptions) for question in QUESTIONS]
    for _ in range(5):
        shared = asn_with("")
        barrier = Barrier(8)

        def ask(turn: int, shared: WorkCalendar = shared, barrier: Barrier = barrier) -> bool:
            barrier.wait()
            order = [(turn * 5 + step) % len(QUESTIONS) for step in range(len(QUESTIONS))]
            answers = {at: shared.due(*QUESTIONS[at]) for at in order}
            return [(answers[at].at, answers[at].assumptions) for at in range(len(QUESTIONS))] == expected

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(ask, range(8)))


def test_making_a_calendar_imports_no_holidays() -> None:
    program = (
        "import sys\n"
        "from sopflow.calendars.load import calendar\n"
        "calendar('id-asn')\n"
        "calendar('24-jam').instant('2026-03-02')\n"
        "print([name for name in ('holidays', 'networkx', 'jsonschema', 'numpy') if name in sys.modules])\n"
    )
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == "[]"
