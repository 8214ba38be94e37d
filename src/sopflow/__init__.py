"""Standard Operating Procedures: written in YAML, proven sound, timed on Indonesian working calendars."""

__version__ = "0.1.0"
