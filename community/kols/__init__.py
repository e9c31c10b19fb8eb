"""People whose papers were checked, and what they published."""
