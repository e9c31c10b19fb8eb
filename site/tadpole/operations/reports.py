"""Errors reported to Sentry, when an address for them is set. Nothing leaves the machine otherwise."""

from typing import Any

from django.conf import settings

from tadpole.operations.redaction import REMOVED, cleaned

KEPT_OF_REQUESTS = ("method",)


def start(**options: Any) -> bool:
    """Begin to report; whether there is anybody to report to. `options` go to Sentry: tests bring a transport of their own."""
    if not settings.ENV.sentry_dsn:
        return False
    import sentry_sdk
    from sentry_sdk.integrations.celery import CeleryIntegration
    from sentry_sdk.integrations.django import DjangoIntegration
    from sentry_sdk.integrations.logging import LoggingIntegration

    sentry_sdk.init(
        dsn=settings.ENV.sentry_dsn,
        integrations=[DjangoIntegration(middleware_spans=False), CeleryIntegration(), LoggingIntegration()],
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        traces_sample_rate=0.0,
        auto_session_tracking=False,
        server_name="",
        before_send=scrubbed,
        before_breadcrumb=crumb,
        **options,
    )
    return True


def scrubbed(event: Any, _hint: Any) -> Any:
    """What is left of an event: where it happened and the sentence of the error, without anything of anybody."""
    import structlog

    request = event.pop("request", {})
    event["request"] = {key: request[key] for key in KEPT_OF_REQUESTS if key in request}
    for name in ("user", "server_name", "modules"):
        event.pop(name, None)
    number = structlog.contextvars.get_contextvars().get("request_id")
    tags = {**dict(event.get("tags") or {}), **({"request_id": number} if number else {})}
    for problem in (event.get("exception") or {}).get("values", []):
        for frame in (problem.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    kept = {name: event[name] for name in ("event_id", "timestamp", "exception", "platform", "level") if name in event}
    return {
        **cleaned({key: value for key, value in event.items() if key not in kept}),
        **kept_clean(kept),
        "tags": tags,
    }


def kept_clean(kept: dict[str, Any]) -> dict[str, Any]:
    """Names inside a stack trace are names of our code; only the texts are looked through."""
    for problem in (kept.get("exception") or {}).get("values", []):
        problem["value"] = cleaned(problem.get("value") or "")
    return kept


def crumb(step: Any, _hint: Any) -> Any:
    """Steps before the error: statements without values, no requests to others."""
    if step.get("category") in ("httplib", "redis"):
        return None
    step["message"] = cleaned(step.get("message") or "")
    step["data"] = dict.fromkeys(step.get("data") or {}, REMOVED)
    return step
