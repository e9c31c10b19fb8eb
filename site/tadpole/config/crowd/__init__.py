"""A big community made up of small parts: `manage.py seed_scale`. For measuring; nobody can sign in as anybody of it.

Rows are written past the actions: nothing is told, no fact stands in the outbox, counters are set to what the rows say.
"""
