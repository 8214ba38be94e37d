"""The complaint. Personal data stays here; the store has its number only.

Django and the store have a connection each, so they do not commit together. Therefore the complaint is saved first, and
its case is started with a key that is made of it: whatever is interrupted in between is done again, and happens once.
"""

from django.db import models

import sopflow
from pengaduan.kasus import now, sop, store


class Pengaduan(models.Model):
    """A complaint."""

    nama = models.CharField(max_length=200)
    isi = models.TextField()

    @property
    def kasus(self) -> str:
        """The id of its case."""
        return f"pengaduan-{self.pk}"

    def mulai(self) -> sopflow.Case:
        """Start its case; doing so again changes nothing."""
        return store.start(sop, at=now(), documents=["berkas_pengaduan"], id=self.kasus, key=f"mulai {self.kasus}")

    @classmethod
    def mulai_yang_tertinggal(cls) -> int:
        """Start the cases of complaints that were saved just before something failed: to be run now and then."""
        left = [complaint for complaint in cls.objects.all() if not store.has(complaint.kasus)]
        return len([complaint.mulai() for complaint in left])
