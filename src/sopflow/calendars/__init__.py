"""Working calendars: which hours count, which days are off, and when a term ends.

``load.calendar("id-asn")`` gives a ``WorkCalendar``; everything else is found in the modules: ``rules`` (what a file
decides), ``reading`` and ``load`` (files), ``holidays`` (Indonesia's days off), ``days`` (what one date is),
``worktime`` (the index), ``due`` (counting), ``certainty`` (what is not decreed yet). It knows nothing of SOPs.
"""
