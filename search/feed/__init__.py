"""Ranked lists: topic pages."""
