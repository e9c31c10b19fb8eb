"""Automatic checks on a picture before anybody else sees it."""
