"""The layout of SOP and calendar files: one order of keys, one indentation; comments stay with what they are about.

It must not know what a key means.
"""
