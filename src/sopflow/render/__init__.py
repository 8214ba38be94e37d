"""An SOP written out for other eyes: drawings, graphs, the sheet, the plan as a table, plain data.

Each file writes one form. None of them knows files, terminals or the command line.
"""
