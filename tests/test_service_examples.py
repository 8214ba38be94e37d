"""The web services of the documentation, called as their users call them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from sopflow.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ROOT / "docs" / "contoh"
START: Final = {"at": "2026-03-02T09:00:00+07:00", "documents": ["berkas_pengaduan"]}


class Client:
    """Calls an ASGI application without a network."""

    def __init__(self, app: Any) -> None:
        self._transport = httpx.ASGITransport(app=app)

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(self._call("GET", path))

    def post(self, path: str, json: object, headers: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._call("POST", path, json=json, headers=headers))

    async def _call(self, method: str, path: str, **given: Any) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://layanan") as client:
            return await client.request(method, path, **given)


@pytest.fixture
def client(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOPFLOW_DB", url)
    monkeypatch.syspath_prepend(EXAMPLES)
    service: Any = import_module("layanan_fastapi")
    yield Client(service.app)
    service.store.close()
    del sys.modules["layanan_fastapi"]


def test_the_service_is_short() -> None:
    assert len((EXAMPLES / "layanan_fastapi.py").read_text(encoding="utf-8").splitlines()) < 110


def test_a_case_is_started_completed_and_shown(client: Client) -> None:
    started = client.post("/cases", json=START)
    assert started.status_code == 201
    case = started.json()
    assert [task["step"] for task in case["tasks"]] == ["penyerahan_berkas"]
    path = f"/cases/{case['case']}"
    done = client.post(
        f"{path}/complete",
        json={"step": "penyerahan_berkas", "by": "staf_administrasi", "at": "2026-03-02T10:30:00+07:00"},
    )
    assert done.status_code == 200
    (task,) = done.json()["tasks"]
    assert (task["step"], task["due"]) == ("klarifikasi", "2026-03-16T15:00:00+07:00")
    assert task["missing"] == ["data_pendukung", "dapat_ditindaklanjuti"]
    assert client.get(path).json() == done.json()
    work = client.get("/worklist?actor=petugas_layanan&overdue=true").json()
    assert [(item["case"], item["step"]) for item in work["tasks"]] == [(case["case"], "klarifikasi")]


def test_a_form_that_is_sent_twice_or_too_late_is_taken_once(client: Client, url: str) -> None:
    key = {"idempotency-key": "formulir-1"}
    case = client.post("/cases", json=START, headers=key).json()
    assert client.post("/cases", json=START, headers=key).json() == case
    form = {
        "step": "penyerahan_berkas",
        "by": "staf_administrasi",
        "at": "2026-03-02T10:30:00+07:00",
        "seen": case["seq"],
    }
    path = f"/cases/{case['case']}/complete"
    first = client.post(path, json=form, headers={"idempotency-key": "klik-1"})
    again = client.post(path, json=form, headers={"idempotency-key": "klik-1"})
    assert (first.status_code, again.json()) == (200, first.json())
    other = client.post(path, json=form, headers={"idempotency-key": "klik-2", "accept-language": "en"})
    assert (other.status_code, other.json()["rejected"]) == (409, "conflict")
    assert "staf_administrasi was faster" in other.json()["message"]
    with Store(url) as store:
        assert [len(store.log(line.case)) for line in store.cases()] == [2]


def test_what_the_sop_does_not_allow_is_answered_in_the_language_of_the_caller(client: Client) -> None:
    case = client.post("/cases", json={"at": "2026-03-02T09:00:00+07:00"}).json()["case"]
    wrong = {"step": "klarifikasi", "by": "petugas_layanan", "at": "2026-03-02T10:30:00+07:00"}
    for lang, words in (("id", "tidak sedang berjalan"), ("en-GB", "not under way")):
        answer = client.post(f"/cases/{case}/complete", json=wrong, headers={"accept-language": lang})
        assert answer.status_code == 409
        assert answer.json()["rejected"] == "step_not_active"
        assert words in answer.json()["message"]
    assert client.post(f"/cases/{case}/complete", json={**wrong, "by": ""}).json()["rejected"] == "unknown_actor"
    besok = client.post("/cases", json={"at": "besok"}, headers={"accept-language": "id"})
    assert (besok.status_code, besok.json()["rejected"]) == (422, "instant-invalid")
    for given in ({"at": "1875-01-01T00:00:00"}, {"at": "2099-01-01"}, {"document": ["berkas_pengaduan"]}):
        assert client.post("/cases", json=given).status_code == 422
    assert client.get("/cases/tidak-ada").status_code == 404
    assert client.get("/worklist?after=x").status_code == 422


DJANGO: Final = """
import json, sys
sys.path.insert(0, {examples!r})
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from pengaduan.kasus import store
from pengaduan.models import Pengaduan

call_command("migrate", "--run-syncdb", verbosity=0)
call = Client()
answers = {{}}
made = call.post("/pengaduan", json.dumps({{"nama": "Siti", "isi": "bising"}}), content_type="application/json")
answers["made"] = [made.status_code, made.json()["case"], made.json()["tasks"][0]["step"]]
step = {{"step": "penyerahan_berkas", "by": "staf_administrasi", "seen": made.json()["seq"]}}
path = "/kasus/" + made.json()["case"] + "/selesaikan"
done = call.post(path, json.dumps(step), content_type="application/json")
answers["done"] = [done.status_code, done.json()["tasks"][0]["step"]]
late = call.post(path, json.dumps(step), content_type="application/json")
answers["late"] = [late.status_code, late.json()["rejected"]]
answers["work"] = [item["case"] for item in call.get("/tugas?actor=petugas_layanan").json()["tasks"]]
Pengaduan.objects.create(nama="Budi", isi="macet")  # and the power fails
answers["left"] = [Pengaduan.mulai_yang_tertinggal(), Pengaduan.mulai_yang_tertinggal()]
Pengaduan.objects.get(nama="Siti").mulai()
answers["events"] = [len(store.log(line.case)) for line in store.cases()]
print(json.dumps(answers))
"""


def test_a_complaint_desk_in_django(url: str, tmp_path: Path) -> None:
    around = {**os.environ, "SOPFLOW_DB": url, "DJANGO_DB": str(tmp_path / "surat.db"), "PYTHONWARNINGS": "error"}
    around["DJANGO_SETTINGS_MODULE"] = "pengaduan.settings"
    code = DJANGO.format(examples=str(EXAMPLES / "django"))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=around, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "made": [201, "pengaduan-1", "penyerahan_berkas"],
        "done": [200, "klarifikasi"],
        "late": [409, "conflict"],
        "work": ["pengaduan-1"],
        "left": [1, 0],
        "events": [1, 2],
    }
