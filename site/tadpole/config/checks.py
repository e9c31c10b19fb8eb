"""Refuses the mixtures of settings that lose data or messages."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Doubt

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
NOT_SENT = ("console", "locmem", "dummy", "filebased")


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


@register("profiles")
def a_key_of_its_own(**_: Any) -> list[CheckMessage]:
    """A key that somebody else may know signs anybody in."""
    if settings.PROFILE != "services":
        return []
    key, kept = str(settings.SECRET_KEY), Path(settings.HOME) / "secret_key"
    why = (
        "it was made by Django for development"
        if key.startswith("django-insecure")
        else "it is the embedded profile's, which lies in HOME"
        if kept.is_file() and kept.read_text(encoding="ascii").strip() == key
        else "it has fewer than 50 characters"
        if len(key) < 50
        else "it hardly has different characters"
        if len(set(key)) < 8
        else ""
    )
    hint = "Set TADPOLE_SECRET_KEY (or TADPOLE_SECRET_KEY_FILE) to what `openssl rand -base64 48` prints."
    return [Error(f"TADPOLE_SECRET_KEY is refused: {why}.", hint=hint, id="tadpole.E005")] if why else []


@register("profiles")
def fit_for_people(**_: Any) -> list[CheckMessage]:
    """What a site on the internet may not have. Over http it may only be tried on the machine itself."""
    if settings.PROFILE != "services":
        return []
    origin = urlsplit(settings.ORIGIN)
    host = origin.hostname or ""
    refused = {
        "E006": settings.DEBUG and "TADPOLE_DEBUG shows visitors the inside of the site.",
        "E007": (origin.scheme != "https" and host not in THIS_MACHINE)
        and f"TADPOLE_ORIGIN {settings.ORIGIN} is not https: sessions could be read on the way.",
        "E008": not any(
            host == one or (one[:1] == "." and host.endswith(one))
            for one in (*settings.ALLOWED_HOSTS, *THIS_MACHINE[2:])
        )
        and f"TADPOLE_HOSTS does not have {host}, the host of TADPOLE_ORIGIN: every page would answer 400.",
        "E009": any(one in settings.MAIL_CARRIER for one in NOT_SENT)
        and "TADPOLE_EMAIL_URL names no mail server: codes to sign in would reach nobody.",
    }
    found: list[CheckMessage] = [Error(said, id=f"tadpole.{number}") for number, said in refused.items() if said]
    if not settings.ENV.files_url:
        said = "Uploads are kept in a folder of this machine; a second machine would not have them."
        found.append(Doubt(said, hint="Set TADPOLE_FILES_URL, or stay with one machine.", id="tadpole.W001"))
    return found


@register("profiles", deploy=True)
def collected(**_: Any) -> list[CheckMessage]:
    """Without collected files the site works, but browsers ask for each of them again and again."""
    if settings.PROFILE != "services" or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    said = f"Nothing is collected in {settings.STATIC_ROOT}."
    return [Doubt(said, hint="Run collectstatic with this release's code.", id="tadpole.W002")]
