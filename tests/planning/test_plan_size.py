"""Many ways, long rows of decisions, deep nesting: what cannot be listed is answered all the same.

On ``24-jam`` time passes day and night, so that a plan is a plain sum.
"""

from __future__ import annotations

from datetime import timedelta

from plan_tables import plan_of, wib

from sopflow.calendars.load import calendar


def decisions(count: int, term: str = "1 jam") -> str:
    """A row of steps, each of which may be followed by a detour of the same length: 2 ** count ways."""
    lines = []
    for number in range(count):
        onward = f"d{number + 1}" if number + 1 < count else "terbit"
        lines += [f"d{number} ({term}): lurus={onward}|memutar=p{number}", f"p{number} ({term}): {onward}"]
    return "\n".join(lines)


def test_two_hundred_ways_are_listed_and_not_one_more() -> None:
    """7 decisions have 128 ways, 8 have 256. On 24-jam each step takes one hour: 8 at least, 16 at most."""
    every = plan_of(decisions(7), work=calendar("24-jam"))
    assert (len(every.scenarios), every.truncated) == (128, False)
    assert every.latest == wib("03-02T23:00")
    plan = plan_of(decisions(8), work=calendar("24-jam"))
    assert plan.truncated
    assert plan.latest == wib("03-03T01:00")
    assert [way.due for way in plan.scenarios] == [wib("03-02T17:00"), wib("03-03T01:00")]
    other = plan_of(decisions(8), choices={"d3": "memutar"}, work=calendar("24-jam"))
    assert [way.due for way in other.scenarios] == [wib("03-02T18:00"), wib("03-03T01:00"), wib("03-02T17:00")]


def test_a_way_beside_the_base_ways_may_be_the_latest_of_very_many() -> None:
    lapsing = plan_of(
        "m (1 jam): d0|lapse=lama \n lama (9 hari kalender): d0 \n " + decisions(8), work=calendar("24-jam")
    )
    assert lapsing.truncated
    assert lapsing.latest == max(way.due for way in lapsing.scenarios if way.due)
    assert lapsing.latest > wib("03-11T00:00")


def test_more_ways_than_anybody_could_run_are_answered_at_once() -> None:
    """300 decisions, 2 ** 300 ways; on 24-jam the longest takes 600 minutes, the shortest 300."""
    plan = plan_of(decisions(300, "1 menit"), work=calendar("24-jam"))
    assert [way.due for way in plan.scenarios] == [wib("03-02T14:00"), wib("03-02T19:00")]
    assert plan.latest == wib("03-02T19:00")


def test_forks_may_nest_deeper_than_python_calls() -> None:
    """400 forks, one in the other, and nine decisions in the innermost flow: 512 ways."""
    deep = 400
    lines = [f"f{i} (1 menit): {f'f{i + 1}' if i + 1 < deep else 'd0'}+q{i}" for i in range(deep)]
    lines += [decisions(9, "1 jam").replace("terbit", f"j{deep - 1}")]
    lines += [f"q{i} (1 menit): j{i}\nj{i}& (1 menit): {f'j{i - 1}' if i else 'terbit'}" for i in range(deep)]
    plan = plan_of("\n".join(lines), work=calendar("24-jam"))
    assert plan.truncated
    assert [way.due for way in plan.scenarios] == [
        wib("03-02T09:00") + timedelta(hours=hours, minutes=2 * deep) for hours in (9, 18)
    ]


def test_a_big_sop_with_rework_and_overdue_exits_everywhere_is_planned() -> None:
    """400 steps of a minute in a row, 100 of them decisions with a way back to the first, 100 with an overdue exit.

    On 24-jam the shown way takes 400 minutes; the latest goes back from the last decision, in minute 397.
    """
    lines = []
    for number in range(400):
        onward = f"s{number + 1}" if number + 1 < 400 else "terbit"
        ways_out = {0: f"maju={onward}|lompat={onward}|ulang=s0", 1: f"{onward}|lapse=gugur!"}
        lines.append(f"s{number} (1 menit): {ways_out.get(number % 4, onward)}")
    plan = plan_of("\n".join(lines), work=calendar("24-jam"))
    assert plan.truncated
    assert plan.due == wib("03-02T15:40")
    assert plan.latest == wib("03-02T15:40") + timedelta(minutes=397)
    assert min(way.due for way in plan.scenarios if way.due) == wib("03-02T09:02")


def test_a_flow_that_cannot_but_end_the_case_bounds_the_longest_way() -> None:
    """b has 4096 ways of 6 to 12 hours, but c ends the case after 10 at the latest."""
    text = (
        "a: b+c \n b: d0 \n "
        + decisions(12, "30 menit").replace("terbit", "temu")
        + """
        c: x=c1|y=c2
        c1 (5 jam): gugur!|lapse=temu
        c2 (10 jam): gugur!|lapse=temu
        temu&: terbit
    """
    )
    plan = plan_of(text, work=calendar("24-jam"))
    assert plan.truncated
    base = [way for way in plan.scenarios if all(choice.branch != "on_overdue" for choice in way.choices)]
    assert {way.outcome for way in base} == {"gugur"}
    assert max(way.due for way in base if way.due) == wib("03-02T19:00")


def test_a_way_on_which_one_flow_ends_the_case_late_lets_the_others_go_on() -> None:
    """The longest way: b takes 20 hours and ends the case; c must not do so before, though its first branch does."""
    text = (
        """
        a: b+c
        b (20 jam): x=gugur!|y=temu
        c (1 jam): x=gugur!|y=d0
    """
        + decisions(8).replace("terbit", "temu")
        + "\n temu&: terbit"
    )
    plan = plan_of(text, work=calendar("24-jam"))
    assert plan.truncated
    assert plan.latest == wib("03-03T05:00")
