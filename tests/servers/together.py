"""All the servers that the services profile needs, in one folder, started and stopped as one."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from tests.servers.process import Missing, Server, free, program

KINDS: tuple[tuple[str, str, str], ...] = (
    ("postgres", "Postgres", "TADPOLE_DATABASE_URL"),
    ("redis", "Redis", "TADPOLE_REDIS_URL"),
    ("elasticsearch", "Elasticsearch", "TADPOLE_ELASTICSEARCH_URL"),
    ("s3", "S3", "TADPOLE_FILES_URL"),
    ("smtp", "Smtp", "TADPOLE_EMAIL_URL"),
)
"""Module, class, and the variable that takes its address."""
ASKED_FOR = {"nginx": "nginx"}
"""Programs (and their Debian packages) of servers that tests start themselves, each with a configuration of its own."""


def kind(module: str, name: str) -> Callable[..., Server] | None:
    """The class, or None when the project has no such module (yet)."""
    path = f"tests.servers.{module}"
    return getattr(import_module(path), name) if find_spec(path) else None


class Together:
    """`missing` names what this machine cannot run, `why` says what it lacks; everything else has been started.

    `only` are the modules to start (all), `ports` those to use again where they are still free.
    """

    def __init__(self, folder: Path, *, only: tuple[str, ...] = (), ports: dict[str, int] | None = None) -> None:
        self.folder = folder
        self.only = only
        self.ports = ports or {}
        self.servers: dict[str, Server] = {}
        self.why: dict[str, str] = {}
        self._variables: dict[str, str] = {}

    def start(self) -> Self:
        try:
            for module, name, variable in KINDS:
                if not self.only or module in self.only:
                    self.start_one(module, name, variable)
        except BaseException:
            self.stop()
            raise
        for name, package in ASKED_FOR.items():
            try:
                program(name, package=package)
            except Missing as problem:
                self.why[name] = str(problem)
        return self

    def start_one(self, module: str, name: str, variable: str) -> None:
        make = kind(module, name)
        if make is None:
            return
        try:
            port = self.ports.get(module)
            server = make(self.folder, port=port if port and free(port) else None).start()
        except Missing as problem:
            self.why[module] = str(problem)
            return
        self.servers[module] = server
        self._variables[variable] = server.address  # type: ignore[attr-defined]

    @property
    def missing(self) -> list[str]:
        return list(self.why)

    def environment(self) -> dict[str, str]:
        """TADPOLE_* variables that hold the addresses of what runs."""
        return dict(self._variables)

    def stop(self) -> None:
        for server in reversed(self.servers.values()):
            server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
