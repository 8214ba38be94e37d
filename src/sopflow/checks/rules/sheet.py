"""How the sheet of PermenPAN-RB 35/2012 is written: what an official would send back, though a case could run.

An activity begins with an active verb and not with its subject, since the subject is the column; each column is one
actor; a decision says yes or no; each row has an output. Words are judged only where they are surely wrong: a noun or a
passive verb in front, or the name of an actor. Texts in other languages pass.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Actor, Step

_NOUN: Final = re.compile(r"pe(?:m|n|ng|ny|r|l)?(?![a-z]+kan\b)[a-z]{3,}an(?=\s|$)")
_PASSIVE: Final = re.compile(
    r"di(?:[a-z]+kan|terima|periksa|buat|susun|kirim|catat|paraf|tandatangani|verifikasi|proses|cek|telaah|bahas|tolak"
    r"|setujui|agenda|arsip|hitung|isi|nilai|uji|ambil|bayar|tetapkan|beri|teliti|tinjau|validasi|analisis)(?=\s|$)"
)
_ACTIVE: Final = re.compile(
    r"\b(?!berkas|berita|besar|berat|media|menteri|meja|menit|merek)"
    r"(?:me(?:[mn]|ng|ny|[lrwy])?[a-z]{3,}|ber[a-z]{3,})\b"
)
_SOON: Final = 60
_TWO_IN_ONE: Final = re.compile(r"[^\W\d_]{2,}\s*/\s*[^\W\d_]{2,}")
_MOST_WAYS: Final = 2
_DATE: Final = re.compile(
    r"(?P<year1>\d{4})[-/.](?P<month1>\d{1,2})[-/.](?P<day1>\d{1,2})"
    r"|(?P<day2>\d{1,2})[-/.](?P<month2>\d{1,2})[-/.](?P<year2>\d{4})",
    re.ASCII,
)


def activities_begin_with_a_verb(subject: Subject) -> None:
    """Warn of activities that begin with their subject, with a noun or with a passive verb."""
    names = sorted({name for actor in subject.definition.actors.values() for name in _names(actor)}, key=len)
    for step in subject.definition.steps.values():
        path = subject.path(step.id, "activity")
        subject_of = next((name for name in reversed(names) if _begins_with(step.activity, name)), None)
        if subject_of is not None:
            fixed = _from_its_verb(step.activity[len(subject_of) :])
            hint = "activity-hint" if fixed else "activity-not-active-hint"
            subject.findings.at("activity-names-actor", path, hint=hint, actor=subject_of, fixed=fixed)
        elif _NOUN.match(step.activity.lower()) or _PASSIVE.match(step.activity.lower()):
            word = step.activity.split()[0]
            subject.findings.at("activity-not-active", path, hint="activity-not-active-hint", word=word)


def columns_are_one_actor(subject: Subject) -> None:
    """Warn of a column that stands for two: nobody knows who of them answers for the step."""
    for actor in subject.definition.actors.values():
        if _TWO_IN_ONE.search(actor.name):
            long = subject.findings.has(("actors", actor.id, "name"))
            path = ("actors", actor.id, "name") if long else ("actors", actor.id)
            subject.findings.at("actor-combined", path, hint="actor-combined-hint", name=actor.name)


def decisions_have_two_ways(subject: Subject) -> None:
    """Warn of a decision with one way, or with more than two: the diamond of the sheet knows yes and no."""
    for step in subject.definition.steps.values():
        path, number = subject.path(step.id, "branches"), len(step.branches)
        if number > _MOST_WAYS:
            subject.findings.at_key("decision-many-ways", path, hint="decision-many-ways-hint", number=number)
        elif number == 1:
            subject.findings.at_key("decision-one-way", path, hint="decision-one-way-hint")


def actors_take_part_once(subject: Subject) -> None:
    """Warn of the actor of a step who is named beside himself: the row has one symbol for each column."""
    for step in subject.definition.steps.values():
        if step.actor in step.participants:
            path = subject.path(step.id, "with", step.participants.index(step.actor))
            subject.findings.at("actor-twice", path, hint="actor-twice-hint", id=step.actor)


def dates_exist(subject: Subject) -> None:
    """Warn of dates of the identity block that no calendar has; other words, such as APRIL 2015, are left alone."""
    identity = subject.definition.identity
    for key in ("created", "revised", "approved", "effective"):
        text = getattr(identity, key)
        if _is_impossible(text):
            subject.findings.at("date-impossible", ("document", key), text=text)


def steps_have_an_output(subject: Subject) -> None:
    """Warn of a step that leaves nothing in the Output column."""
    for step in subject.definition.steps.values():
        if not _has_output(step):
            subject.findings.at("step-without-output", subject.path(step.id, "id"), hint="step-without-output-hint")


def _is_impossible(text: str) -> bool:
    """Return whether a text is written as a date, year or day first, that does not exist."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return False
    year, month, day = (int(found[f"{part}1"] or found[f"{part}2"]) for part in ("year", "month", "day"))
    try:
        date(year, month, day)
    except ValueError:
        return True
    return False


def _has_output(step: Step) -> bool:
    return bool(step.outputs or step.result) or any(way.outputs or way.result for way in step.named_exits)


def _names(actor: Actor) -> list[str]:
    """Return what an actor may be called in a sentence: the name, and each part of one that stands for two."""
    return [name for name in (actor.name.strip(), *re.split(r"\s*/\s*", actor.name.strip())) if len(name) > 2]


def _from_its_verb(rest: str) -> str | None:
    """Return the rest of a sentence from its first active verb on, None where none comes soon."""
    found = _ACTIVE.search(rest[:_SOON].lower())
    if found is None:
        return None
    text = rest[found.start() :].strip(" ,:;")
    return text[:1].upper() + text[1:]


def _begins_with(activity: str, name: str) -> bool:
    """Return whether a sentence begins with a name, whatever its letters' case."""
    head, after = activity[: len(name)], activity[len(name) : len(name) + 1]
    return head.casefold() == name.casefold() and not after.isalnum()
