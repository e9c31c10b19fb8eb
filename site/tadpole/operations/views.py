"""Health and figures. Asked by machines, often, and when things are at their worst: no session, no language, no page."""

import json
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from tadpole.operations import health, metrics, readings

SAFE = ("GET", "HEAD")


def encoded(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)


def plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers. Nothing else is touched, so that nobody restarts it because something else is gone."""
    if request.method not in SAFE:
        return not_that_way()
    return plain("alive", 200)


def readyz(request: HttpRequest) -> HttpResponse:
    """Whether requests may be sent here. Why not is for the operator; everybody else hears yes or no."""
    if request.method not in SAFE:
        return not_that_way()
    found = health.look()
    status = 200 if found.ready else 503
    body: dict[str, Any] = {"ready": found.ready}
    if is_operator(request):
        body["parts"] = {name: part.as_json() for name, part in found.parts.items()}
    response = HttpResponse(encoded(body), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def figures(request: HttpRequest) -> HttpResponse:
    """For Prometheus. Whoever may not read them is told that there is nothing."""
    if not is_operator(request):
        return plain("not found", 404)
    if request.method not in SAFE:
        return not_that_way()
    text = generate_latest(metrics.registry(readings.Readings()))
    response = HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
    response["Cache-Control"] = "no-store"
    return response


def not_that_way() -> HttpResponse:
    response = plain("GET or HEAD", 405)
    response["Allow"] = "GET, HEAD"
    return response


def is_operator(request: HttpRequest) -> bool:
    """Whoever knows TADPOLE_METRICS_TOKEN; where none is set, whoever asks from this machine and not through a proxy."""
    token = settings.ENV.metrics_token
    if token:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}")
    if getattr(request, "passed_on", False):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


PROBES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": figures,
}
