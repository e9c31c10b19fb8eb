"""Circles and birth clubs."""
