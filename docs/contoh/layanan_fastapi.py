"""A small web service over a store: start a case, complete a step, show a case, list what is to be done.

    pip install ".[postgresql]" fastapi uvicorn
    SOPFLOW_DB=postgresql://localhost/kantor uvicorn --app-dir docs/contoh layanan_fastapi:app
                                                                   (from the folder that holds procedures/)

Any number of workers may run it over one database. Handlers are plain functions, which FastAPI runs in threads.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import Annotated, Any

from fastapi import FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import sopflow
from sopflow.store import Store

sop = sopflow.load(os.environ.get("SOP", "procedures/pengaduan-tidak-langsung.yaml"))
store = Store(os.environ.get("SOPFLOW_DB", "sqlite:///kasus.db"))
store.add(sop)
app = FastAPI(title=sop.title)
Key = Annotated[str | None, Header(alias="Idempotency-Key")]


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
    """A step to be completed on the way ``choose`` where the actor decides, by somebody who has ``seen`` so much."""

    step: str
    by: str
    choose: str | None = None
    seen: int | None = None


@app.exception_handler(sopflow.SopError)
def refused(request: Request, error: sopflow.SopError) -> JSONResponse:
    """Answer what sopflow refuses: 409 where the case does not allow it, 404 where there is none, else 422."""
    lang = "en" if request.headers.get("accept-language", "id").startswith("en") else "id"
    status = 409 if isinstance(error, sopflow.Rejected) else 404 if error.code == "store-case-unknown" else 422
    return JSONResponse({"rejected": error.code, "message": error.message(lang)}, status)


@app.post("/cases", status_code=201)
def start(given: Given, key: Key = None) -> dict[str, Any]:
    """Start a case."""
    return shown(store.start(sop, at=given.when(), by=given.by, documents=given.documents, data=given.data, key=key))


@app.post("/cases/{number}/complete")
def complete(number: str, given: Completion, key: Key = None) -> dict[str, Any]:
    """Complete a step of a case; a form that is sent twice with one key is taken once."""
    return shown(
        store.on(number, seen=given.seen, key=key).complete(
            given.step, by=given.by, at=given.when(), choose=given.choose, documents=given.documents, data=given.data
        )
    )


@app.get("/cases/{number}")
def show(number: str) -> dict[str, Any]:
    """Show a case: its status, its tasks, and what they still need."""
    return shown(store.case(number))


@app.get("/worklist")
def worklist(actor: str | None = None, overdue: bool = False, after: str | None = None) -> dict[str, Any]:
    """List what is to be done, the most urgent first, a page at a time."""
    page = store.worklist(actor=actor, overdue=overdue, after=after)
    return {"tasks": [{"case": item.case, **item.to_dict()} for item in page], "next": page.next}


def shown(case: sopflow.Case) -> dict[str, Any]:
    return {**case.to_dict(datetime.now(sop.calendar.timezone)), "seq": case.seq}
