"""Every variable the project reads from its environment, typed, with what it means. Nothing else reads `os.environ`.

A secret may be in a file instead, as Docker and systemd hand them over: TADPOLE_SECRET_KEY_FILE=/run/secrets/key.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


def variable(doc: str, default: Any, *, secret: bool = False) -> Any:
    """A documented variable; `default` is its value in the embedded profile."""
    return field(default=default, metadata={"doc": doc, "secret": secret})


@dataclass(frozen=True)
class Env:
    """One field per variable; the variable's name is TADPOLE_ and the field's name in capitals."""

    home: Path = variable("Folder for the database, uploads, secrets and beat's files.", Path("var"))
    static: Path = variable("Folder that collectstatic fills and nginx serves. Empty: HOME/static.", Path())
    secret_key: str = variable(
        "Signing key. Empty: one is made and kept in HOME/secret_key (embedded only).", "", secret=True
    )
    secret_key_fallbacks: tuple[str, ...] = variable(
        "Signing keys of before, comma separated: what they signed or sealed is still read, nothing new is signed with them.",
        (),
        secret=True,
    )
    hosts: tuple[str, ...] = variable(
        "Host names the site answers to, comma separated.", ("localhost", "127.0.0.1", "[::1]")
    )
    origin: str = variable("The site's own address, without a final slash.", "http://localhost:8000")
    debug: bool = variable("Django's debug pages. Never on a site that people use.", False)
    web_workers: int = variable("How many web processes run. The embedded profile allows 1.", 1)
    database_url: str = variable(
        "PostgreSQL address (services); with ?sslmode=verify-full&sslrootcert=FILE over a network that is not yours alone.",
        "",
        secret=True,
    )
    redis_url: str = variable(
        "Redis address for cache, limits, tasks and sockets (services); rediss://…?ssl_ca_certs=FILE speaks TLS.",
        "",
        secret=True,
    )
    elasticsearch_url: str = variable(
        "Elasticsearch address (services): https://USER:PASSWORD@host:9200, with ?ca_certs=FILE, verify_certs=no or api_key=KEY if need be.",
        "",
        secret=True,
    )
    search_prefix: str = variable("What the names of our indices begin with (services).", "tadpole")
    files_url: str = variable(
        "S3-compatible storage for uploads (services): https://KEY:SECRET@host:port/bucket?region=us-east-1. Empty: HOME/uploads.",
        "",
        secret=True,
    )
    files_by_nginx: bool = variable(
        "nginx stands in front and hands out uploads that a page of ours allowed (deploy/nginx).", False
    )
    email_url: str = variable("SMTP address (services). Empty: mails are printed in the server's log.", "", secret=True)
    mail_from: str = variable("Sender of the site's mails.", "小蝌蚪 <hello@localhost>")
    database_pool: int = variable("Connections to PostgreSQL that one process keeps at most (services).", 8)
    metrics_token: str = variable(
        "Who sends it as `Authorization: Bearer …` may read /metrics and the reasons in /readyz. Empty: only this machine itself.",
        "",
        secret=True,
    )
    slow_query_ms: int = variable("Database statements that take longer are named in the log. 0: none are.", 500)
    sentry_dsn: str = variable("Where errors are reported. Empty: nowhere.", "", secret=True)
    read_only: bool = variable("People may read and nobody may write; a banner says why.", False)
    proxies: int = variable(
        "How many proxies of ours stand in front; what they say of the reader's address and of https is believed. 0: nobody is.",
        0,
    )
    writes_a_minute: int = variable(
        "Forms that one person or one device may send in a minute, whatever they are; one network address five times as many.",
        120,
    )
    link_previews: str = variable(
        "Whether pages that members link to are asked for a title and shown as a card: always, never, or services (only in that profile).",
        "services",
    )
    hsts_seconds: int = variable("How long browsers keep to https once they saw it (services, https).", 31_536_000)
    staff_second_factor: str = variable(
        "When /cms/ and /admin/ ask for a second factor: always, or away (everywhere but on http://localhost, embedded).",
        "away",
    )
    security_contact: str = variable(
        "Where weaknesses are told: mailto:… or https://…, for /.well-known/security.txt.", ""
    )
    backup_passphrase: str = variable("What backups are sealed with. Empty: they are not sealed.", "", secret=True)
    known_bad_hashes: Path = variable("File of SHA-256 hashes, a line each, of pictures that are refused.", Path())

    @classmethod
    def read(cls, environ: dict[str, str] | None = None) -> "Env":
        """Read and convert; raises ValueError naming the variable that cannot be read."""
        environ = dict(os.environ) if environ is None else environ
        given: dict[str, Any] = {}
        for one in fields(cls):
            name = "TADPOLE_" + one.name.upper()
            if one.metadata["secret"] and environ.get(f"{name}_FILE"):
                given[one.name] = convert(name, from_file(name, environ), one.default)
            elif name in environ:
                given[one.name] = convert(name, environ[name], one.default)
        return cls(**given)


def from_file(name: str, environ: dict[str, str]) -> str:
    """The secret that the file named by NAME_FILE holds; both ways at once would leave it open which one counts."""
    if environ.get(name):
        raise ValueError(f"Set {name} or {name}_FILE, not both")
    try:
        return Path(environ[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ValueError(f"{name}_FILE cannot be read: {problem.strerror}") from None


def convert(name: str, text: str, like: Any) -> Any:
    """`text` as the type of the default value `like`."""
    if isinstance(like, bool):
        if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise ValueError(f"{name} must be 0 or 1, not {text!r}")
        return text.lower() in {"1", "true", "yes"}
    if isinstance(like, int):
        try:
            return int(text)
        except ValueError:
            raise ValueError(f"{name} must be a whole number, not {text!r}") from None
    if isinstance(like, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(like, Path):
        return Path(text)
    return text
