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
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from sopflow.deadlines.channel import UndeliveredError, notice_data
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.store.notices import Notice

_WAIT: Final = 10.0
"""So many seconds a request may take."""
_SHORTEST: Final = 16
_FINAL: Final = frozenset({400, 410, 413, 415, 422})
"""Answers that say that the same request will be refused again; what a setting may mend is tried again."""


class WebhookChannel:
    """Sends each notice to a URL; ``secret`` is what both sides know, as text or as ``whsec_`` and base64.

    ``wait`` is how many seconds the whole exchange may take. Only scheme, host and port of the URL are ever shown.
    """

    name = "webhook"
    at_once = 20

    def __init__(self, url: str, secret: str, *, wait: float = _WAIT) -> None:
        parts = urlsplit(url)
        self._url = url
        self._shown = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
        self._key = secret_key(secret)
        self._wait = wait

    def reaches(self, role: str, person: str | None) -> bool:
        """Return that the program behind it knows whom to tell."""
        return True

    def deliver(self, notice: Notice, key: str) -> None:
        """Send the request; what is not answered with 2xx, in time, is not delivered."""
        body = json.dumps(
            {"type": f"sopflow.{notice.kind}", "timestamp": notice.recorded.isoformat(), "data": notice_data(notice)},
            ensure_ascii=False,
        ).encode()
        stamp = str(int(time.time()))
        headers = {
            "content-type": "application/json",
            "idempotency-key": key,
            "webhook-id": key,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(self._key, key, stamp, body),
        }
        client = httpx.Client(timeout=self._wait, follow_redirects=False)
        sending = ThreadPoolExecutor(1)
        try:
            status = sending.submit(_status, client, self._url, body, headers).result(self._wait)
        except (TimeoutError, httpx.TimeoutException):
            raise UndeliveredError("delivery-webhook-slow", url=self._shown) from None
        except httpx.HTTPError as error:
            reason = one_line(str(error)) or type(error).__name__
            raise UndeliveredError("delivery-webhook-lost", url=self._shown, reason=reason) from error
        finally:  # whoever lets an answer trickle in is left alone
            client.close()
            sending.shutdown(wait=False)
        if not 200 <= status < 300:
            raise UndeliveredError("delivery-webhook-refused", final=status in _FINAL, url=self._shown, status=status)


def _status(client: httpx.Client, url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a request, and return the status of the answer; what else it says is not read."""
    with client.stream("POST", url, content=body, headers=headers) as answer:
        return answer.status_code


def secret_key(secret: str) -> bytes:
    """Return the key that a secret stands for.

    ``ValueError`` where there is no base64 behind ``whsec_``, and where the key has fewer than 16 bytes.
    """
    coded = secret.startswith("whsec_")
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True) if coded else secret.strip().encode()
    if len(key) < _SHORTEST:
        raise ValueError(secret)
    return key


def signature(key: bytes, id: str, stamp: str, body: bytes) -> str:
    """Return how a request is signed."""
    signed = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()
