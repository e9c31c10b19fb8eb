"""What a person at the keyboard is told when a backup cannot be made, read or brought back."""


class BackupProblem(Exception):
    """A sentence; nothing was changed, unless it says so."""
