"""The command line, one file per command, each thin: parse, call, answer.

It knows every floor below and holds no logic of its own.
"""
