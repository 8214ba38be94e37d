"""Working calendars: which hours count, which days are off, and when a term ends.

``load.calendar("id-asn")`` gives a ``WorkCalendar``. Files become ``rules`` in ``build``; ``days`` says what one date
is, ``worktime`` is the index, ``counting`` and its neighbours count on it, ``certainty`` says what is not decreed yet,
``walk`` explains. It knows nothing of SOPs.
"""
