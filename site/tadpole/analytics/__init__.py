"""Hears every event; measurements. Imports no feature."""
