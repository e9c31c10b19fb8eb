"""Contests and what else has a beginning and an end."""
