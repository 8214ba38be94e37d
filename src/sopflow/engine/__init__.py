"""Running cases: what may happen next, what has happened, and what follows from it.

The core is pure: no clock, no files, no globals. It must not know how cases are stored or shown.
"""
