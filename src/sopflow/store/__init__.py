"""Cases that outlive the process, worklists, and many workers over one database. Needs the extra ``store``.

from sopflow.store import Store

with Store("sqlite:///kasus.db") as store:            # or postgresql://…
    case = store.start(sop, at="2026-03-02T09:00")
    case = store.on(case.id, seen=case.seq).complete("penyerahan_berkas", by="staf_administrasi", at=…)
    for task in store.worklist(actor="petugas_layanan"):
        print(task.case, task.step, task.due)
"""

from __future__ import annotations

try:
    import sqlalchemy as _sqlalchemy
except ImportError:  # pragma: no cover - shown by the wheel test, where SQLAlchemy is not installed
    raise ImportError('sopflow.store needs SQLAlchemy; install it with: pip install "sopflow[store]"') from None

from sopflow.store.cases import StoredCommands
from sopflow.store.deliveries import Delivery
from sopflow.store.foreseeing import Foreseen
from sopflow.store.lines import CaseCount, CaseLine, Counts, Page, TaskCount, WorkItem
from sopflow.store.moving import CaseMove
from sopflow.store.notices import Notice
from sopflow.store.records import Entry
from sopflow.store.recounting import CaseRecount, DueMove
from sopflow.store.redaction import Redaction
from sopflow.store.referrals import Referral
from sopflow.store.store import Store, prepare
from sopflow.store.transaction import Transaction

__all__ = [
    "CaseCount",
    "CaseLine",
    "CaseMove",
    "CaseRecount",
    "Counts",
    "Delivery",
    "DueMove",
    "Entry",
    "Foreseen",
    "Notice",
    "Page",
    "Redaction",
    "Referral",
    "Store",
    "StoredCommands",
    "TaskCount",
    "Transaction",
    "WorkItem",
    "prepare",
]
del _sqlalchemy
