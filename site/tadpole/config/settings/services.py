"""Real servers, any number of processes. Addresses come from the environment (`tadpole.config.env`)."""

import environ
from django.core.exceptions import ImproperlyConfigured

from tadpole.config.settings.base import *
from tadpole.config.settings.base import ENV

PROFILE = "services"
for needed in (
    "secret_key",
    "database_url",
    "redis_url",
):  # none has a default: a site on a made-up key or an empty cache is worse than none
    if not getattr(ENV, needed):
        raise ImproperlyConfigured(f"The services profile needs TADPOLE_{needed.upper()}")
SECRET_KEY = ENV.secret_key
_addresses = environ.Env()

DATABASES = {"default": {**_addresses.db_url_config(ENV.database_url), "CONN_MAX_AGE": 0}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url, "KEY_PREFIX": name}
    for name in ("default", "renditions")
}
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [ENV.redis_url]}}
}
CELERY_BROKER_URL = ENV.redis_url

EMAIL_CONFIG = _addresses.email_url_config(ENV.email_url or "consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = ENV.mail_from
SEARCH_ENGINE = "search.index.engines.embedded"
