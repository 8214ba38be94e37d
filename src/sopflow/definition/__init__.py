"""What an SOP says: the frozen model, how it is built from a file, the conditions, the flow, the graph, the hash.

It knows neither calendars nor cases.
"""
