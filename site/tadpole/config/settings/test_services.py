"""The services profile for tests; `tests.servers.plugin` has put the addresses of this worker's servers into the environment."""

import os
import tempfile

BASE = os.environ.setdefault("TADPOLE_TEST_BASE", tempfile.mkdtemp(prefix="tadpole-test-"))
os.environ["TADPOLE_HOME"] = os.path.join(BASE, os.environ.get("PYTEST_XDIST_WORKER", "main"))  # noqa: PTH118

from tadpole.config.settings.services import *
from tadpole.config.settings.services import ELASTICSEARCH

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
LOGGING_CONFIG = None
SWITCH_SECONDS = None
WHITENOISE_AUTOREFRESH = (
    True  # a file is looked for when it is asked for: each test client would look through all of them
)
ELASTICSEARCH = {**ELASTICSEARCH, "at_once": True}  # what is written is found by the next question
WRITES_A_MINUTE = (
    100_000  # one test is many people; what people are held to is `base`'s, see tests/tadpole/accounts/test_pace.py
)
LINK_PREVIEWS = False  # tests stay on this machine
