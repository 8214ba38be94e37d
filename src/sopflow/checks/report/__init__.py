"""What a check found, written for readers: ``text`` for people, ``json`` for programs.

A report only reports: it must not know rules, and never changes what was found.
"""
