"""The official sheet of an SOP: laid out once, written in many forms."""
