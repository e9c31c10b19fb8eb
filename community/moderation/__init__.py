"""Flags, the staff's queue, decisions. Knows its subjects only as a Ref."""
