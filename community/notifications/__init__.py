"""Notices: told what to say by the apps that own the news."""
