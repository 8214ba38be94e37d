"""Real servers that notices are delivered to: one for HTTP requests, one for mail, each as bad as a test wants it."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message


class Request:
    """A request as it came: its headers in lower case, and its body."""

    def __init__(self, headers: dict[str, str], body: bytes) -> None:
        self.headers = headers
        self.body = body

    @property
    def key(self) -> str:
        """The idempotency key."""
        return self.headers["idempotency-key"]

    @property
    def data(self) -> dict[str, Any]:
        """What the notice says."""
        found: dict[str, Any] = json.loads(self.body)["data"]
        return found


class Receiver:
    """An HTTP server; ``behave`` tells what it answers: a status, or ``hang``, ``close`` or ``trickle``."""

    def __init__(self, behave: Callable[[Request], int | str]) -> None:
        self.requests: list[Request] = []
        self.accepted: list[Request] = []
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                request = Request({name.lower(): value for name, value in self.headers.items()}, body)
                answer = behave(request)
                with receiver._lock:
                    receiver.requests.append(request)
                    if answer == 200:
                        receiver.accepted.append(request)
                if answer == "hang":
                    time.sleep(3)
                elif answer == "close":
                    self.connection.shutdown(socket.SHUT_RDWR)
                elif answer == "trickle":
                    self._trickle()
                else:
                    self.send_response(int(answer))
                    self.send_header("content-length", "0")
                    self.end_headers()

            def _trickle(self) -> None:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                try:
                    for number in range(60):
                        self.wfile.write(b"x-%d: y\r\n" % number)
                        self.wfile.flush()
                        time.sleep(0.05)
                except OSError:  # the sender has given up
                    pass

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/tenggat"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop the server."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def receiver(behave: Callable[[Request], int | str] = lambda _: 200) -> Iterator[Receiver]:
    """Give an HTTP server."""
    found = Receiver(behave)
    try:
        yield found
    finally:
        found.close()


class MailBox:
    """What a mail server takes; ``answer`` is what it says to each mail, None to take it, ``parting`` at the end."""

    def __init__(self, answer: Callable[[str], str | None] = lambda _: None, parting: str = "221 Bye") -> None:
        self.mails: list[Message] = []
        self._answer = answer
        self._parting = parting

    async def handle_QUIT(self, _server: object, _session: object, _envelope: object) -> str:
        """Say goodbye."""
        return self._parting

    async def handle_RCPT(
        self, _server: object, _session: object, envelope: Any, address: str, _options: object
    ) -> str:
        """Take a recipient, or refuse it."""
        said = self._answer(address)
        if said is None:
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return said

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        """Take a mail."""
        from email import message_from_bytes
        from email.policy import default

        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def mail_server(box: MailBox, port: int = 0) -> Iterator[str]:
    """Give the address of a mail server; ``port`` is where it is, 0 for any that is free."""
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
