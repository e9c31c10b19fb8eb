"""One process, nothing to install but pip: SQLite, tasks, sockets and search in the web process."""

from django.core.management.utils import get_random_secret_key

from tadpole.config.settings.base import *
from tadpole.config.settings.base import ENV, HOME, SILENCED_SYSTEM_CHECKS, STORAGES

PROFILE = "embedded"
# One process on http://localhost. HTTPS, its redirect and HSTS belong to whatever stands in front of it.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W004", "security.W008", "security.W012", "security.W016"]
for folder in ("", "beat", "static", "uploads"):
    (HOME / folder).mkdir(parents=True, exist_ok=True)


def kept_secret() -> str:
    """The signing key of this home, made on first use; another start that made it first wins."""
    path = HOME / "secret_key"
    try:
        with path.open("x", encoding="ascii") as new:
            path.chmod(0o600)
            new.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = ENV.secret_key or kept_secret()

# read where they lie in the source, so that a start collects nothing
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at the start: SQLite's default mode lost 40-60 % of concurrent
    # read-then-write transactions to "database is locked" in a trial, IMMEDIATE lost none.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864;",
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "tadpole.sqlite3",
        "CONN_MAX_AGE": 0,
        "OPTIONS": SQLITE_OPTIONS,
    }
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "default",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 1_000}}}

CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.02}  # kombu's default of 1 s would delay every task by as much

MAIL_CARRIER = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = ENV.mail_from
SEARCH_ENGINE = "search.index.engines.embedded"
ELASTICSEARCH: dict[str, str | bool] = {}
