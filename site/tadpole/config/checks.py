"""Refuses the mixtures of settings that lose data or messages."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("profiles")
def one_process(**_: Any) -> list[CheckMessage]:
    """The embedded profile keeps sockets, limits and tasks in one process's memory."""
    if settings.PROFILE == "embedded" and settings.ENV.web_workers > 1:
        return [
            Error(
                "The embedded profile runs one web process: its sockets, limits and tasks live in that process's memory.",
                hint="Set TADPOLE_WEB_WORKERS=1, or run the services profile.",
                id="tadpole.E001",
            )
        ]
    return []


@register("profiles")
def shared_parts(**_: Any) -> list[CheckMessage]:
    """The services profile has several processes; memory of one of them will not do."""
    if settings.PROFILE != "services":
        return []
    caches: dict[str, Any] = settings.CACHES
    found = {
        "CACHES": any("locmem" in one["BACKEND"] for one in caches.values()),
        "RADIO_URL": not settings.RADIO_URL.startswith(("redis://", "rediss://")),
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL.startswith(("memory://", "filesystem://"))
        or not settings.CELERY_BROKER_URL,
        "DATABASES": "sqlite" in str(settings.DATABASES["default"]["ENGINE"]),
    }
    return [
        Error(
            f"{name} is kept in one process, but the services profile runs several: messages would be lost.",
            hint="Set TADPOLE_REDIS_URL and TADPOLE_DATABASE_URL.",
            id="tadpole.E002",
        )
        for name, bad in found.items()
        if bad
    ]


@register("profiles")
def sqlite_writes(**_: Any) -> list[CheckMessage]:
    """SQLite's default transactions lose concurrent writes."""
    database: dict[str, Any] = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"] and database.get("OPTIONS", {}).get("transaction_mode") != "IMMEDIATE":
        return [Error("SQLite without transaction_mode IMMEDIATE loses concurrent writes.", id="tadpole.E003")]
    if database.get("ATOMIC_REQUESTS"):
        return [Error("ATOMIC_REQUESTS would hold SQLite's one write lock for whole requests.", id="tadpole.E004")]
    return []
