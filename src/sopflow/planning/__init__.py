"""Due dates ahead, from the start or from where a case stands: each step takes its full time, and every way is timed.

It knows definitions, calendars and where a case stands, but no files, and it changes no case.
"""
