"""Photo-review contests: entries, votes, winners."""
