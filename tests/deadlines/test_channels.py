"""Each channel against a real server: what arrives, what is said where it does not, and how long that takes."""

from __future__ import annotations

import base64
import logging
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest
from receivers import MailBox, free_port, mail_server, receiver
from standardwebhooks import Webhook, WebhookVerificationError

from sopflow.deadlines import LogChannel, MailChannel, Retry, UndeliveredError, WebhookChannel, message
from sopflow.store import Notice

SECRET: Final = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOTICE: Final = Notice(
    number=7,
    case="K-17",
    key="reminder/periksa/1/2026-03-05T08:00:00+00:00/1 working_day/loket",
    kind="reminder",
    step="periksa",
    visit=1,
    role="loket",
    person=None,
    at=datetime(2026, 3, 4, 8, tzinfo=UTC),
    due=datetime(2026, 3, 5, 8, tzinfo=UTC),
    said={
        "sop": "izin", "version": "1", "title": "Izin lokasi", "number": "1", "activity": "Memeriksa berkas",
        "actor": "Petugas Loket", "recipient": "Petugas Loket", "label": None, "term": "1 hari kerja", "certain": True,
        "zone": "Asia/Jakarta",
    },
    recorded=datetime(2026, 3, 4, 8, 0, 12, tzinfo=UTC),
)  # fmt: skip


def failure(channel: WebhookChannel | MailChannel, notice: Notice = NOTICE) -> UndeliveredError:
    """How a delivery fails."""
    with pytest.raises(UndeliveredError) as caught:
        channel.deliver(notice, "sopflow-7-a")
    for lang in ("id", "en"):
        assert "\n" not in caught.value.message(lang)
    return caught.value


# --- webhook ---


def test_a_webhook_is_signed_so_that_others_can_verify_it() -> None:
    with receiver() as server:
        WebhookChannel(server.url, SECRET).deliver(NOTICE, "sopflow-7-a")
    (request,) = server.requests
    assert Webhook(SECRET).verify(request.body, request.headers) == {
        "type": "sopflow.reminder",
        "timestamp": "2026-03-04T08:00:12+00:00",
        "data": {
            "notice": 7, "kind": "reminder", "case": "K-17", "sop": "izin", "version": "1", "step": "periksa",
            "visit": 1, "activity": "Memeriksa berkas", "due": "2026-03-05T08:00:00+00:00", "certain": True,
            "role": "loket", "person": None, "at": "2026-03-04T08:00:00+00:00", "term": "1 hari kerja",
            "zone": "Asia/Jakarta",
        },
    }  # fmt: skip
    assert request.key == request.headers["webhook-id"] == "sopflow-7-a"
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(request.body.replace(b"K-17", b"K-18"), request.headers)


def test_a_plain_secret_signs_as_well() -> None:
    with receiver() as server:
        WebhookChannel(server.url, "rahasia yang cukup panjang").deliver(NOTICE, "k")
    encoded = "whsec_" + base64.b64encode(b"rahasia yang cukup panjang").decode()
    Webhook(encoded).verify(server.requests[0].body, server.requests[0].headers)


@pytest.mark.parametrize(("status", "final"), [(500, False), (503, False), (401, False), (302, False), (410, True)])
def test_a_refusal_says_whether_it_is_use_to_try_again(status: int, final: bool) -> None:
    with receiver(lambda _: status) as server:
        failed = failure(WebhookChannel(server.url, SECRET))
    assert (failed.code, failed.final, failed.params["status"]) == ("delivery-webhook-refused", final, status)


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        ("hang", "delivery-webhook-slow"),
        ("trickle", "delivery-webhook-slow"),
        ("close", "delivery-webhook-lost"),
    ],
)
def test_a_server_that_is_no_use_is_given_up_in_time(behaviour: str, code: str) -> None:
    with receiver(lambda _: behaviour) as server:
        begun = time.monotonic()
        failed = failure(WebhookChannel(server.url, SECRET, wait=0.3))
        assert time.monotonic() - begun < 2
    assert (failed.code, failed.final) == (code, False)


def test_a_server_that_is_away_and_what_is_said_of_it_holds_no_secret() -> None:
    url = f"http://siapa:sandi@127.0.0.1:{free_port()}/tenggat?token=rahasia"
    failed = failure(WebhookChannel(url, SECRET))
    assert failed.code == "delivery-webhook-lost"
    for lang in ("id", "en"):
        assert not {"sandi", "rahasia", "tenggat"} & set(re.split(r"\W", failed.message(lang)))


# --- mail ---


def mail(server: str, **addresses: str) -> MailChannel:
    """A channel that sends from one address."""
    return MailChannel(server, "sop@kantor.example", addresses)


def test_a_mail_says_what_is_due_in_the_words_of_officials() -> None:
    box = MailBox()
    with mail_server(box) as server:
        channel = mail(server, loket="loket@kantor.example", budi="budi@kantor.example")
        channel.deliver(NOTICE, "sopflow-7-a")
        channel.deliver(replace(NOTICE, person="budi"), "sopflow-8-b")
    first, second = box.mails
    assert first["To"] == "loket@kantor.example"
    assert first["Subject"].strip() == "Pengingat: Memeriksa berkas, kasus K-17, jatuh tempo 5 Maret 2026 15.00"
    assert first["Message-ID"] == "<sopflow-7-a@kantor.example>"
    assert first["Auto-Submitted"] == "auto-generated"
    text = first.get_content()  # type: ignore[attr-defined]
    assert "Kepada Petugas Loket: Memeriksa berkas jatuh tempo pada 5 Maret 2026 15.00." in text
    assert second["To"] == "budi@kantor.example"


def test_words_of_the_sop_cannot_add_headers() -> None:
    box = MailBox()
    hostile = replace(
        NOTICE, case="K\r\nBcc: semua@kantor.example", said={**NOTICE.said, "activity": "Surat — 信 \u202e"}
    )
    with mail_server(box) as server:
        mail(server, loket="loket@kantor.example").deliver(hostile, "k")
    assert box.mails[0]["Bcc"] is None


@pytest.mark.parametrize(("said", "final"), [("550 Tidak dikenal", True), ("451 Nanti saja", False)])
def test_a_mail_server_that_refuses(said: str, final: bool) -> None:
    with mail_server(MailBox(lambda _: said)) as server:
        failed = failure(mail(server, loket="loket@kantor.example"))
    assert (failed.code, failed.final) == ("delivery-mail-refused", final)


def test_a_mail_server_that_is_away() -> None:
    failed = failure(mail(f"smtp://127.0.0.1:{free_port()}", loket="loket@kantor.example"))
    assert (failed.code, failed.final) == ("delivery-mail-lost", False)


def test_somebody_without_address_is_not_reached() -> None:
    channel = mail("smtp://127.0.0.1:1", kepala="kepala@kantor.example")
    assert channel.reaches("kepala", "ani")
    assert not channel.reaches("loket", "budi")
    failed = failure(channel)
    assert (failed.code, failed.final) == ("delivery-mail-address", True)


@pytest.mark.parametrize("parting", ["421 Sampai jumpa", "554 Tidak"])
def test_what_a_mail_server_says_at_parting_is_no_failure(parting: str) -> None:
    box = MailBox(parting=parting)
    with mail_server(box) as server:
        mail(server, loket="loket@kantor.example").deliver(NOTICE, "k")
    assert len(box.mails) == 1


# --- log, words, retries ---


def test_a_channel_of_ones_own_says_in_its_own_words_why_it_failed() -> None:
    failed = UndeliveredError("Gateway SMS\nsedang mati", final=True)
    assert (failed.message("id"), failed.message("en")) == ("Gateway SMS sedang mati",) * 2


def test_the_log_has_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "sopflow.deadlines"):
        LogChannel("en").deliver(replace(NOTICE, person="budi"), "sopflow-7-a")
    assert caplog.messages == [
        "sopflow-7-a -> loket (budi): Reminder: Memeriksa berkas, case K-17, due 2026-03-05 15:00"
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("kind", ["reminder", "escalation", "confirmation"])
def test_words(kind: str, lang: str) -> None:
    found = message(replace(NOTICE, kind=kind, said={**NOTICE.said, "label": "Gugur", "certain": False}), lang)  # type: ignore[arg-type]
    assert "K-17" in found.subject
    assert "\n" not in found.subject
    assert ("Gugur" in found.text) == (kind == "confirmation")
    assert ("belum pasti" if lang == "id" else "not certain") in found.text
    service = message(replace(NOTICE, kind=kind, step=None, visit=0), lang)  # type: ignore[arg-type]
    assert ("layanan yang dijanjikan" if lang == "id" else "promised service") in service.text.lower()


def test_retries_last_through_a_day_and_end() -> None:
    retry = Retry()
    waits: list[float] = []
    while (wait := retry.wait(len(waits) + 1)) is not None:
        waits.append(wait)
    assert waits[:7] == [60, 120, 240, 480, 960, 1920, 3600]
    assert 2.9 * 86400 < sum(waits) <= 3 * 86400
    assert Retry(first=1, most=1, days=1e-9).wait(1) is None
