"""YAML files as people write them: strict, with a place for every key and value, read along a schema.

SOPs and calendars are read alike; nothing here knows what either of them means.
"""
