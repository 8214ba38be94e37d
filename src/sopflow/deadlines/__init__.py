"""Deadlines that are kept by themselves: reminders, escalations and overdue ways. Needs the extra ``deadlines``.

    from sopflow.deadlines import Runner, Settings
    from sopflow.store import Store

    with Store("sqlite:///kasus.db") as store:
        Runner(store, Settings(), version="…").run()     # until Runner.stop() is called

What is due in a case is ``Case.deadlines``; what will be due in a store ``Store.deadlines()``.
"""

from __future__ import annotations

try:
    import dbos as _dbos
    import httpx as _httpx
except ImportError:  # pragma: no cover - shown by the wheel test, where DBOS is not installed
    raise ImportError('sopflow.deadlines needs DBOS; install it with: pip install "sopflow[deadlines]"') from None

from sopflow.deadlines.channel import Channel, UndeliveredError
from sopflow.deadlines.log import LogChannel
from sopflow.deadlines.mail import MailChannel
from sopflow.deadlines.message import Message, message
from sopflow.deadlines.retry import Retry
from sopflow.deadlines.runner import Runner
from sopflow.deadlines.settings import Settings, read_settings
from sopflow.deadlines.webhook import WebhookChannel

__all__ = [
    "Channel",
    "LogChannel",
    "MailChannel",
    "Message",
    "Retry",
    "Runner",
    "Settings",
    "UndeliveredError",
    "WebhookChannel",
    "message",
    "read_settings",
]
del _dbos, _httpx
