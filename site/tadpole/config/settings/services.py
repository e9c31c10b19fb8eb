"""Real servers, any number of processes. Addresses come from the environment (`tadpole.config.env`)."""

import ssl

import environ
from django.core.exceptions import ImproperlyConfigured

from tadpole.config.settings.base import *
from tadpole.config.settings.base import ENV, HOME, SECURITY, STORAGES
from tadpole.config.settings.security import secured
from tadpole.operations.logs import configured

PROFILE = "services"
LOGGING = configured(json=True)
vars().update(secured(profile=PROFILE, **SECURITY))
# none of these has a default: a site on a made-up key or an empty cache is worse than none
needed = ("secret_key", "database_url", "redis_url", "elasticsearch_url", "email_url")
if missing := [f"TADPOLE_{name.upper()}" for name in needed if not getattr(ENV, name)]:
    raise ImproperlyConfigured(f"The services profile needs {', '.join(missing)}")
SECRET_KEY = ENV.secret_key
_addresses = environ.Env()
_database = _addresses.db_url_config(ENV.database_url)
_asked = dict(_database.get("OPTIONS", {}))  # ?sslmode=verify-full&sslrootcert=FILE, or another of libpq's parameters

DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # a machine that lost its power says no goodbye: after 20 s of silence it counts as gone, not after two hours
            "keepalives_idle": 5,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 15_000,
            **_asked,
            # A request that finds no free connection within `timeout` seconds is told to come back, not kept for ever. A pool
            # doubles its pause at each vain try: given up after a second, the next request tries at once when the server is back.
            "pool": {"min_size": 1, "max_size": ENV.database_pool, "timeout": 5, "reconnect_timeout": 1},
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c lock_timeout=10000"
            + f" {_asked.get('options', '')}".rstrip(),
        },
    }
}
CACHES = {
    name: {
        "BACKEND": "tadpole.config.cache.Cache",  # without Redis pages are slower, not gone
        "LOCATION": ENV.redis_url,
        "KEY_PREFIX": name,
        "TIMEOUT": seconds,
        "OPTIONS": {"CONNECTION_FACTORY": "tadpole.config.cache.Connections", "IGNORE_EXCEPTIONS": True},
    }
    for name, seconds in (("default", 300), ("renditions", 600))
}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 1_000}}}
RADIO_URL = ENV.redis_url  # what processes tell each other's sockets (`tadpole.events.radio`)
CELERY_BROKER_URL = ENV.redis_url
CELERY_BROKER_TRANSPORT = "tadpole.config.broker:Transport"
# A broker that takes connections and never answers must not hold a worker or a beat for long (a nudge waits less: `bus`).
# An hour after it was taken, a message that nobody finished is given to another worker; no task of ours takes as long.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 3600,
}
if ENV.redis_url.startswith("rediss:"):
    # Celery would believe any certificate; what the address itself says (?ssl_ca_certs=FILE) counts before this
    CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": ssl.CERT_REQUIRED}
CELERY_BROKER_CONNECTION_RETRY = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker as long as it takes
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A message is done with when it is taken: what a worker did not finish is a row that is still due, which the sweep finds.
# (Acknowledged after the work, a message whose broker was away at that moment kept its worker from ever taking another.)
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = (
    20.0  # seconds that tasks in hand have after SIGTERM; then they are left to the sweep
)

LINK_PREVIEWS = ENV.link_previews != "never"
_mail = _addresses.email_url_config(ENV.email_url)
_carrier = _mail.pop("EMAIL_BACKEND")
MAIL_CARRIER = "tadpole.operations.mail.Counted" if _carrier.endswith("smtp.EmailBackend") else _carrier
vars().update(_mail)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENV.mail_from
SEARCH_ENGINE = "search.index.engines.elasticsearch"
ELASTICSEARCH: dict[str, str | bool] = {"address": ENV.elasticsearch_url, "prefix": ENV.search_prefix}
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": f"tadpole.config.files.{'Bucket' if ENV.files_url else 'Folder'}",
        "OPTIONS": {"by_nginx": ENV.files_by_nginx, **({"address": ENV.files_url} if ENV.files_url else {})},
    },
}
for folder in ("", "beat", "static", "uploads"):
    (HOME / folder).mkdir(parents=True, exist_ok=True)
