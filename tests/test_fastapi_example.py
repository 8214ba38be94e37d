"""The web service of the documentation, called as its users call it."""

from __future__ import annotations

import asyncio
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
SERVICE: Final = ROOT / "docs" / "contoh" / "layanan_fastapi.py"


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
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(SERVICE.parent)
    service: Any = import_module(SERVICE.stem)
    yield Client(service.app)
    del sys.modules[SERVICE.stem]


def test_the_service_is_short() -> None:
    assert len(SERVICE.read_text(encoding="utf-8").splitlines()) < 100


def test_a_case_is_started_completed_and_shown(client: Client) -> None:
    started = client.post("/cases", json={"at": "2026-03-02T09:00:00+07:00", "documents": ["berkas_pengaduan"]})
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
