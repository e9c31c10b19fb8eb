"""The front door: settings, addresses, processes. Knows every app; nobody imports it."""
