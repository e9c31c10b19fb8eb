"""Backups: `manage.py backup DIR` and `manage.py restore DIR`. How to use them is in docs/backup.md.

A vault is a folder: `objects/` holds the contents of uploads, each once, named by what is in it; `snapshots/` holds one
folder a backup: the database and a manifest that names every upload. An object never changes, so a second backup copies
what is new, an interrupted one goes on, and an older snapshot stays whole.
"""
