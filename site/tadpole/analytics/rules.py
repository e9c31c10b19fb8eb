"""Who did it, under which name it is kept, and what of it. Pure."""

import hashlib
import hmac
from typing import Any

ACTORS = ("by_id", "author_id", "voter_id", "follower_id", "owner_id", "host_id", "user_id")
PEOPLE = (*ACTORS, "followed_id", "expert_id")


def actor_of(payload: dict[str, Any]) -> int | None:
    """The person an event's fields name as the one who did it."""
    return next((payload[name] for name in ACTORS if payload.get(name) is not None), None)


def pseudonym(user_id: int, secret: str) -> str:
    """32 hexadecimal characters that mean nothing without the site's key."""
    return hmac.new(secret.encode(), f"measure:{user_id}".encode(), hashlib.sha256).hexdigest()[:32]


def kept_properties(payload: dict[str, Any]) -> dict[str, Any]:
    """The payload without the people in it."""
    return {name: value for name, value in payload.items() if name not in PEOPLE}
