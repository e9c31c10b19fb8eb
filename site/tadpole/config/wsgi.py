"""Pages and nothing else: what a web process of the services profile serves. Sockets have processes of their own."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.services")
application = get_wsgi_application()
