"""The search page and suggestions."""
