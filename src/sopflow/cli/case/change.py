"""``sopflow case complete`` and its neighbours: one command of the engine each, given to a case in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.calendars.load import calendar as find_calendar
from sopflow.cli.case.answers import case_answer, refused
from sopflow.cli.case.given import (
    AT,
    CASE,
    DATA,
    DOCUMENTS,
    KEY,
    PERSON,
    STEPS,
    by_whom,
    facts,
    happened,
    known_case,
    renamed,
)
from sopflow.cli.database import DB, opened
from sopflow.cli.options import FORMAT, LANGUAGE, SOP_FILE, Argument, option, whole_number
from sopflow.errors import Rejected
from sopflow.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import click

    from sopflow.cli.answer import Answer

_STEP: Final = Argument("step", metavar="STEP", help="cli-step-argument")
_REASON: Final = option("--reason", metavar="TEXT", required=True, help="cli-reason-option")

_OWN: Final[Mapping[str, tuple[click.Parameter, ...]]] = {
    "complete": (
        _STEP, option("--choose", metavar="BRANCH", help="cli-branch-option"), DOCUMENTS, DATA,
    ),
    "skip": (_STEP, _REASON),
    "lapse": (_STEP,),
    "attach": (DOCUMENTS,),
    "record": (DATA,),
    "assign": (_STEP, Argument("assignee", metavar="PERSON", help="cli-assignee-argument")),
    "suspend": (_REASON,),
    "resume": (option("--restart", is_flag=True, help="cli-restart-option"),),
    "extend": (
        Argument("step", metavar="STEP", required=False, help="cli-extend-step-argument"),
        option("--to", metavar="TERM|ISO", required=True, help="cli-extend-to-option"),
        _REASON,
    ),
    "revert": (_REASON,),
    "recount": (Argument("calendar", metavar="NAME|FILE", help="cli-recount-calendar-argument"), _REASON),
    "migrate": (SOP_FILE, STEPS, _REASON),
    "withdraw": (_REASON,),
    "cancel": (_REASON,),
}  # fmt: skip
"""What each command takes beside the case, who gives it and when."""

_CASE: Final = "7h2k-9qwm-3xtc"
EXAMPLES: Final[Mapping[str, str]] = {
    "complete": f"sopflow case complete {_CASE} penyerahan_berkas --by staf_administrasi",
    "skip": f'sopflow case skip {_CASE} tinjau --by kasi --reason "sudah ditinjau bulan lalu"',
    "lapse": f"sopflow case lapse {_CASE} lengkapi --by loket",
    "attach": f"sopflow case attach {_CASE} --document data_pendukung --by pelapor",
    "record": f"sopflow case record {_CASE} --data dapat_ditindaklanjuti=true --by petugas_layanan",
    "assign": f"sopflow case assign {_CASE} klarifikasi budi --by petugas_layanan",
    "suspend": f'sopflow case suspend {_CASE} --by petugas_layanan --reason "menunggu berkas"',
    "resume": f"sopflow case resume {_CASE} --by petugas_layanan",
    "extend": f'sopflow case extend {_CASE} klarifikasi --to "3 hari kerja" --by petugas_layanan --reason "saksi jauh"',
    "revert": f'sopflow case revert {_CASE} --by petugas_layanan --reason "salah klik"',
    "recount": f'sopflow case recount {_CASE} kalender.yaml --by petugas_layanan --reason "SKB perubahan"',
    "migrate": f'sopflow case migrate {_CASE} sop-baru.yaml --step telaah=kajian --by sekretaris --reason "SOP baru"',
    "withdraw": f'sopflow case withdraw {_CASE} --by pelapor --reason "sudah damai"',
    "cancel": f'sopflow case cancel {_CASE} --by petugas_layanan --reason "bukan kewenangan"',
}


def parameters(name: str) -> tuple[click.Parameter, ...]:
    """Return the parameters of a command."""
    by = option("--by", metavar="ROLE", required=True, help="cli-role-option")
    seen = option("--seen", metavar="N", check=whole_number("--seen"), help="cli-seen-option")
    return (CASE, *_OWN[name], by, PERSON, AT, seen, KEY, DB, FORMAT, LANGUAGE)


def giving(name: str) -> Callable[..., Answer]:
    """Return what gives a command to a case."""

    def give(
        case: str,
        by: str,
        person: str | None,
        at: str | None,
        seen: int | None,
        key: str | None,
        db: str | None,
        format: str,
        lang: str,
        **own: Any,
    ) -> Answer:
        args, given = _in_words_of_the_engine(own)
        try:
            with opened(db) as store:
                id = known_case(store, case)
                when = happened(at, store.case(id).procedure)
                command = getattr(store.on(id, seen=seen, key=key), name)
                after = command(*args, by=by_whom(by, person), at=when, **given)
                return case_answer(store, after, when, format, lang)
        except Rejected as rejected:
            return refused(rejected, format, lang)

    return give


def _in_words_of_the_engine(own: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a command as its method takes them: what it is about by place, the rest by name."""
    if "data" in own:
        own["data"] = facts(own["data"])
    if "calendar" in own:
        own["calendar"] = find_calendar(own["calendar"])
    if "file" in own:
        own["to_version"], own["steps"] = load(own.pop("file")), renamed(own["steps"])
    about = [own.pop(name) for name in ("step", "assignee", "calendar", "to_version") if name in own]
    return about, own
