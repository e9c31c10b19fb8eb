"""People talking."""
