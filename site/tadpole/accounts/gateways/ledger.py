"""The ledger of closed accounts, kept with the uploads and not in the database: it outlives a restored backup.

A mark is a number and a moment; it says nothing about a person, and nobody else who is ever given that number.
"""

from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

LEDGER = "closed-accounts/"


def mark_of(user_id: int, opened_at: datetime) -> str:
    """The account's number and when it was opened, in microseconds."""
    return f"{user_id}-{int(opened_at.timestamp() * 1_000_000)}"


def note_closed(mark: str) -> None:
    """Doing it again changes nothing."""
    path = LEDGER + mark
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(b"closed\n", name=path))


def closed_accounts() -> set[str]:
    """The marks of all accounts that were ever closed here."""
    try:
        return set(default_storage.listdir(LEDGER)[1])
    except FileNotFoundError:
        return set()
