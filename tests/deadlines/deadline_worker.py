"""A runner in a process of its own, in a time that passes faster.

    python deadline_worker.py URL BASE BEGUN SPEED WEBHOOK [MAIL]

BASE is the told time at the moment BEGUN (seconds since 1970), and SPEED how many told seconds pass in a real one.
"""

from __future__ import annotations

import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sopflow.deadlines import MailChannel, Retry, Runner, Settings, WebhookChannel
from sopflow.store import Store

SECRET: Final = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
RETRY: Final = Retry(first=0.1, most=0.2, days=0.4 / 86400)
"""Less than half a second stands for three days: three attempts."""


class FastClock:
    """Told time, the same in every process."""

    def __init__(self, base: datetime, begun: float, speed: float) -> None:
        self._base = base
        self._begun = begun
        self._speed = speed

    def __call__(self) -> datetime:
        return self._base + timedelta(seconds=(time.time() - self._begun) * self._speed)


def main() -> None:
    """Keep deadlines until somebody ends it."""
    url, base, begun, speed, webhook, *mail = sys.argv[1:]
    clock = FastClock(datetime.fromisoformat(base).astimezone(UTC), float(begun), float(speed))
    channels: list[Any] = [WebhookChannel(webhook, SECRET, wait=1)] if webhook != "-" else []
    if mail:
        channels.append(MailChannel(mail[0], "sop@kantor.example", {"loket": "loket@kantor.example"}, wait=1))
    with Store(url, create=False, clock=clock) as store:
        runner = Runner(store, Settings(tuple(channels), every=1, retry=RETRY), version="uji", clock=clock)
        signal.signal(signal.SIGTERM, lambda *_: runner.stop())
        runner.run(ready=lambda: print("ready", flush=True))


if __name__ == "__main__":
    main()
