"""Whether an SOP is right: rules on the model, and runs over files and folders.

It knows definitions and calendars, but neither cases nor plans.
"""
