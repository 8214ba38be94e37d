"""Notices as HTTP requests to another program, signed as the Standard Webhooks describe. It must not know stores.

The body is JSON; ``webhook-id`` (also ``idempotency-key``) is the same however often a notice is sent, and
``webhook-signature`` is ``v1,`` and the HMAC-SHA256, in base64, of ``id.timestamp.body`` (standardwebhooks.com).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Final

import httpx

from sopflow.deadlines.channel import UndeliveredError, notice_data
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.store.notices import Notice

_WAIT: Final = 10.0
"""So many seconds a request may take."""
_FINAL: Final = frozenset({400, 410, 413, 415, 422})
"""Answers that say that the same request will be refused again; what a setting may mend is tried again."""


class WebhookChannel:
    """Sends each notice to a URL; ``secret`` is what both sides know, as text or as ``whsec_`` and base64."""

    name = "webhook"
    at_once = 20

    def __init__(self, url: str, secret: str, *, wait: float = _WAIT) -> None:
        self._url = url
        self._key = secret_key(secret)
        self._wait = wait
        self._client = httpx.Client(timeout=wait, follow_redirects=False)

    def reaches(self, role: str, person: str | None) -> bool:
        """Return that the program behind it knows whom to tell."""
        return True

    def deliver(self, notice: Notice, key: str) -> None:
        """Send the request; what is not answered with 2xx, in time, is not delivered."""
        body = json.dumps({"type": f"sopflow.{notice.kind}", "data": notice_data(notice)}, ensure_ascii=False).encode()
        stamp = str(int(time.time()))
        headers = {
            "content-type": "application/json",
            "idempotency-key": key,
            "webhook-id": key,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(self._key, key, stamp, body),
        }
        until = time.monotonic() + self._wait
        try:
            with self._client.stream("POST", self._url, content=body, headers=headers) as answer:
                for _ in answer.iter_raw():  # an answer that trickles in is given up as well
                    if time.monotonic() > until:
                        raise UndeliveredError("delivery-webhook-slow", url=self._url)
        except httpx.TimeoutException:
            raise UndeliveredError("delivery-webhook-slow", url=self._url) from None
        except httpx.HTTPError as error:
            reason = one_line(str(error)) or type(error).__name__
            raise UndeliveredError("delivery-webhook-lost", url=self._url, reason=reason) from error
        if not answer.is_success:
            status = answer.status_code
            raise UndeliveredError("delivery-webhook-refused", final=status in _FINAL, url=self._url, status=status)


def secret_key(secret: str) -> bytes:
    """Return the key that a secret stands for; ``ValueError`` where there is no base64 behind ``whsec_``."""
    if secret.startswith("whsec_"):
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    return secret.encode()


def signature(key: bytes, id: str, stamp: str, body: bytes) -> str:
    """Return how a request is signed."""
    signed = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()
