"""The embedded profile for tests: a home for each worker, SQLite in a file (shared-cache memory loses concurrent writes)."""

import os
import tempfile

BASE = os.environ.setdefault("TADPOLE_TEST_BASE", tempfile.mkdtemp(prefix="tadpole-test-"))
os.environ["TADPOLE_HOME"] = os.path.join(BASE, os.environ.get("PYTEST_XDIST_WORKER", "main"))  # noqa: PTH118

from tadpole.config.settings.embedded import *
from tadpole.config.settings.embedded import DATABASES, HOME

DATABASES["default"]["NAME"] = HOME / "test.sqlite3"
DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
LOGGING_CONFIG = None
SWITCH_SECONDS = None
WHITENOISE_AUTOREFRESH = (
    True  # a file is looked for when it is asked for: each test client would look through all of them
)
STAFF_SECOND_FACTOR = True  # also here, where the profile alone would not ask
WRITES_A_MINUTE = (
    100_000  # one test is many people; what people are held to is `base`'s, see tests/tadpole/accounts/test_pace.py
)
LINK_PREVIEWS = False  # tests stay on this machine
