"""Drawing on paper: how wide a text is, where lines break, how connectors find their way between symbols.

It knows no SOPs and no file formats. Lengths are points (1/72 inch); x grows to the right, y downwards.
"""
