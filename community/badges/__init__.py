"""Badges: rules as data, awards."""
