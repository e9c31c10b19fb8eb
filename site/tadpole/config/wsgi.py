"""Pages and nothing else: what a web process of the services profile serves. Sockets have processes of their own."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from tadpole.config.leaving import Leaving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.services")
django_application = get_wsgi_application()
assert get_resolver().url_patterns  # every view is loaded before the first request, not by it
application = Leaving(django_application)
