"""What must never stand in a log or leave the machine: secrets, and what tells who somebody is."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

REMOVED = "[removed]"
SECRET_NAME = re.compile(
    r"passw|secret|token|csrf|session|cookie|authorization|api_?key|access_?key|\bdsn\b|credential|otp|"
    r"(?:^|_)(?:code|key|ticket|pin)s?$|nickname|birth|due_date|e?mail|phone",
    re.IGNORECASE,
)
NAMES = r"pass(?:word|wd)?\w*|secret\w*|\w*token|csrf\w*|sessionid|\S*session|authorization|cookie|access_?key\w*|api_?key|otp|code|ticket"
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([a-z][a-z0-9+.-]*://)[^\s/@'\"]+@", re.IGNORECASE), rf"\1{REMOVED}@"),  # addresses with a password
    (re.compile(r"\b(Bearer|Basic|Token)\s+[A-Za-z0-9._~+/=-]{6,}", re.IGNORECASE), rf"\1 {REMOVED}"),
    (
        re.compile(rf"(['\"]?\b(?:{NAMES})['\"]?\s*(?:=|:|=>)\s*)(?:'[^']*'|\"[^\"]*\"|[^\s,;&)\]}}]+)", re.IGNORECASE),
        rf"\1{REMOVED}",
    ),
    (re.compile(r"(/(?:key|confirm-email|reset|unsubscribe)/)[^\s/'\"]{6,}"), rf"\1{REMOVED}"),  # links in mails
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
    (re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b"), REMOVED),  # codes to sign in with
    (re.compile(r"(?i)(\bX-Amz-(?:Signature|Credential|Security-Token)=)[^&\s'\"]+"), rf"\1{REMOVED}"),
    (re.compile(r"(DETAIL:\s*(?:Key|Failing row)[^\n]*)"), f"DETAIL: {REMOVED}"),  # PostgreSQL shows the row
)


@lru_cache(maxsize=1)
def own_secrets() -> tuple[str, ...]:
    """The secrets of this site, letter for letter, longest first; also the password inside an address."""
    from dataclasses import fields

    from django.conf import settings

    found = {str(settings.SECRET_KEY), *settings.SECRET_KEY_FALLBACKS}
    for one in fields(settings.ENV):
        value = getattr(settings.ENV, one.name)
        if one.metadata["secret"] and value and isinstance(value, str):
            parts = urlsplit(value)
            found |= {
                value,
                unquote(parts.password or ""),
                unquote(parts.username or "") if "files" in one.name else "",
            }
    return tuple(sorted((text for text in found if len(text) >= 6), key=len, reverse=True))


def clean(text: str) -> str:
    """`text` without secrets and addresses of people."""
    for secret in own_secrets():
        text = text.replace(secret, REMOVED)
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text


def cleaned(value: Any, *, name: str = "", depth: int = 0) -> Any:
    """`value` with every text in it cleaned; what stands under a secret's name goes altogether."""
    if name and SECRET_NAME.search(name) and value not in (None, "", True, False):
        return REMOVED
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bytes):
        return clean(value.decode("utf-8", "replace"))
    if depth > 8:
        return REMOVED
    if isinstance(value, Mapping):
        return {key: cleaned(one, name=str(key), depth=depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(one, depth=depth + 1) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return clean(str(value))
