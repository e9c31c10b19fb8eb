"""Logs as structured lines: JSON where services run, readable where somebody looks at a terminal. No Django here but its settings.

A line carries `request_id` from the web process through the outbox into the task that follows. What it never carries is in
`tadpole.operations.redaction`.
"""

import ipaddress
import logging
from typing import Any

import structlog

from tadpole.operations.redaction import clean, cleaned

OURS = frozenset({"timestamp", "level", "logger", "request_id", "task", "event"})


def shortened(address: str) -> str:
    """The network an address is in: /24, or /48; enough to see an attack, not to see a family."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{whole}/{24 if whole.version == 4 else 48}", strict=False))


def without_the_address(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """Django's own lines on a request say the path, where there may be a name or a key; the view's name does instead."""
    record: logging.LogRecord | None = line.get("_record")
    request = getattr(record, "request", None)
    if record is None or not hasattr(request, "path") or not record.name.startswith("django."):
        return line
    match = getattr(request, "resolver_match", None)
    line["event"] = f"{str(record.msg).split('%')[0].strip(' :(') or record.name}"
    line["view"] = match.view_name if match else "none"
    if status := getattr(record, "status_code", None):
        line["status"] = status
    return line


def refused_in_a_line(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """What Django refuses (403, a bad request, a forged host) is no fault of ours: a warning without its traceback."""
    record: logging.LogRecord | None = line.get("_record")
    if record is None:
        return line
    if record.name.startswith("django.security"):  # logged as errors, with a traceback
        line["level"] = "warning"
        line.pop("exc_info", None)
    elif record.name.startswith("django.request") and record.levelno < logging.ERROR:
        line.pop("exc_info", None)
    return line


def redacted(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """The last step before a line is written."""
    return {key: value if key in OURS - {"event"} else cleaned(value, name=key) for key, value in line.items()}


def one_line(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """A value cannot begin a line of its own: what people send may hold line ends."""
    return {
        key: " ⏎ ".join(value.splitlines()) if isinstance(value, str) and key != "exception" else value
        for key, value in line.items()
    }


class Formatter(structlog.stdlib.ProcessorFormatter):
    """For handlers of Python's logging; `json` chooses the form."""

    def __init__(self, *, json: bool) -> None:
        end: Any = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if json
            else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
        )
        steps: list[Any] = [
            without_the_address,
            refused_in_a_line,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_request,
            structlog.processors.format_exc_info,
            redacted,
            one_line,
            end,
        ]
        super().__init__(foreign_pre_chain=[*SHARED, structlog.stdlib.ExtraAdder()], processors=steps)


def without_request(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """Objects that came along for handlers which send mails."""
    for name in ("request", "status_code", "server_time"):
        line.pop(name, None)
    return line


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configured(*, json: bool) -> dict[str, Any]:
    """Django's LOGGING. Also lets structlog's own loggers go through Python's logging, so that there is one way out."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": Formatter, "json": json}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "kombu.connection": {"level": "ERROR"},
            "tadpole": {"level": "INFO"},
            # whoever looks at a terminal sees what went wrong; a line for every picture would hide it
            "tadpole.requests": {"level": "INFO" if json else "WARNING"},
            "media": {"level": "INFO"},
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


__all__ = ["clean", "configured", "shortened"]
