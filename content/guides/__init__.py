"""Editors' guides."""
