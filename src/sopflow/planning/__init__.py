"""Due dates before anything has happened: each step takes its full time, and every way through the SOP is timed.

It knows definitions and calendars, but no files and no running cases.
"""
