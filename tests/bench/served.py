"""Settings and applications for `test_servers`: the services profile with a page that says hello, over WSGI and over ASGI."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tadpole.config.settings.services import *  # noqa: F403
from tadpole.config.settings.services import DATABASES

ROOT_URLCONF = "tests.bench.served"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["OPTIONS"]["pool"]["max_size"] = 16


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def __getattr__(name: str) -> Any:
    """What needs Django set up is made when it is asked for; settings are read before that."""
    if name == "urlpatterns":
        from tadpole.config.urls import urlpatterns as ours

        return [path("hello/", hello), *ours]
    if name == "asgi":
        from django.core.asgi import get_asgi_application

        return get_asgi_application()
    if name == "wsgi":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)
