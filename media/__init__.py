"""Pictures and streams."""
