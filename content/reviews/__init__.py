"""Editors' reviews of products."""
