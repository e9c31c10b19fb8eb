"""The embedded profile for tests: a home of its own, SQLite in a file (shared-cache memory loses concurrent writes)."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("TADPOLE_HOME", tempfile.mkdtemp(prefix="tadpole-test-"))

from tadpole.config.settings.embedded import *
from tadpole.config.settings.embedded import DATABASES, HOME

DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
LOGGING_CONFIG = None
