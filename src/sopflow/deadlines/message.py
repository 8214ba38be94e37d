"""A notice in the words of an official letter: a subject, and a few lines. It must not know how it is delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.store.notices import Notice


class Message(NamedTuple):
    """The subject, on one line, and the text."""

    subject: str
    text: str


def message(notice: Notice, lang: str) -> Message:
    """Return what a notice says; the words of the SOP stay as they are."""
    said, due = notice.said, notice.due.astimezone(ZoneInfo(notice.said["zone"]))
    case = one_line(notice.case)
    about = say("notice-service", lang) if notice.step is None else said["activity"]
    lines = [
        say(
            f"notice-{notice.kind}", lang, recipient=said["recipient"], about=about, due=due, label=said["label"] or ""
        ),
        "",
        say("notice-case", lang, case=case),
        say("notice-sop", lang, title=said["title"], version=said["version"]),
    ]
    if notice.step is not None:
        lines.append(say("notice-step", lang, step=f"{said['number']} {about}".strip()))
        lines.append(say("notice-actor", lang, actor=said["actor"]))
    lines.append(say("notice-due" if said["certain"] else "notice-due-uncertain", lang, due=due))
    if notice.person:
        lines.append(say("notice-person", lang, person=one_line(notice.person)))
    return Message(say(f"notice-{notice.kind}-subject", lang, about=about, case=case, due=due), "\n".join(lines))
