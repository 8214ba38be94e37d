"""The complaint desk."""
