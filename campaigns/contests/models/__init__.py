"""Contests in the CMS, and what members do in them."""

from campaigns.contests.models.entries import Entry, Terms, Vote
from campaigns.contests.models.pages import ContestIndexPage, ContestPage

__all__ = ["ContestIndexPage", "ContestPage", "Entry", "Terms", "Vote"]
