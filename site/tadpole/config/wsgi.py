"""Pages and nothing else: what a web process of the services profile serves. Sockets have processes of their own."""

import os

from django.core.wsgi import get_wsgi_application

from tadpole.config.leaving import Leaving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.services")
application = Leaving(get_wsgi_application())
