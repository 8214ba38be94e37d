"""A small web service over one SOP: start a case, complete a step, show a case.

    pip install . fastapi uvicorn
    uvicorn --app-dir docs/contoh layanan_fastapi:app      (from the folder that holds procedures/)

Cases are kept in memory as JSON; an application keeps them in its database in the same way, one text per case.
"""

from __future__ import annotations

import os
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import sopflow

sop = sopflow.load(os.environ.get("SOP", "procedures/pengaduan-tidak-langsung.yaml"))
app = FastAPI(title=sop.title)
cases: dict[str, str] = {}
writing = Lock()


class Given(BaseModel, extra="forbid"):
    """What comes with a command: documents handed in, facts stated, and when it happened (without it, now)."""

    by: str | None = None
    at: str | None = None
    documents: list[str] = []
    data: dict[str, Any] = {}

    def when(self) -> datetime:
        """Return when it happened, which is not in the future."""
        now = datetime.now(sop.calendar.timezone)
        if self.at and sop.calendar.instant(self.at) > now:
            raise HTTPException(422, f"{self.at} > {now:%Y-%m-%dT%H:%M}")
        return sop.calendar.instant(self.at or now)


class Completion(Given):
    """A step to be completed, by a role, on the way ``choose`` where the actor decides."""

    step: str
    by: str
    choose: str | None = None


@app.exception_handler(sopflow.SopError)
def refused(request: Request, error: sopflow.SopError) -> JSONResponse:
    """Answer what sopflow refuses: 409 where the case does not allow it, 422 where it cannot be read."""
    lang = "en" if request.headers.get("accept-language", "id").startswith("en") else "id"
    answer = {"rejected": error.code, "message": error.message(lang)}
    return JSONResponse(answer, 409 if isinstance(error, sopflow.Rejected) else 422)


@app.post("/cases", status_code=201)
def start(given: Given) -> dict[str, Any]:
    """Start a case."""
    case = sop.start(at=given.when(), by=given.by, documents=given.documents, data=given.data, id=uuid4().hex)
    with writing:
        cases[str(case.id)] = case.to_json()
    return shown(case)


@app.post("/cases/{number}/complete")
def complete(number: str, given: Completion) -> dict[str, Any]:
    """Complete a step of a case."""
    with writing:  # a database would compare the number of events instead
        case = found(number).complete(
            given.step, by=given.by, at=given.when(), choose=given.choose, documents=given.documents, data=given.data
        )
        cases[number] = case.to_json()
    return shown(case)


@app.get("/cases/{number}")
def show(number: str) -> dict[str, Any]:
    """Show a case: its status, its tasks, and what they still need."""
    return shown(found(number))


def found(number: str) -> sopflow.Case:
    if number not in cases:
        raise HTTPException(404)
    return sopflow.Case.from_json(cases[number], sop)


def shown(case: sopflow.Case) -> dict[str, Any]:
    keys = ("step", "actor", "since", "due", "missing")
    tasks = [{key: getattr(task, key) for key in keys} for task in case.tasks.values()]
    return {"case": case.id, "status": case.status, "outcome": case.outcome, "due": case.due, "tasks": tasks}
