"""nginx as people get it: the template of deploy/nginx filled in, with a certificate made for the day."""

import http.client
import ssl
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers.nginx import Nginx

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "deploy/nginx/maintenance"
NAME = "tadpole.example"


@dataclass
class Front:
    server: Nginx
    http_port: int
    folder: Path

    def ask(
        self, path: str, *, method: str = "GET", host: str = NAME, body: bytes | None = None, **headers: str
    ) -> Any:
        """The answer to one request over TLS; `.body` is what it holds, `.text` the same as words."""
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.server.port, context=context, timeout=10)
        with closing(connection):
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers={"Host": host, **given})
            answer: Any = connection.getresponse()
            answer.body = answer.read()
            answer.text = answer.body.decode("utf-8", "replace")
            return answer


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)


def filled(folder: Path, *, web: list[int], http_port: int, sockets: int | None = None, bucket: str = "") -> str:
    """The template as envsubst fills it in; what it does not know stays, as nginx's own names. `web`, `sockets`: ports."""
    servers = [f"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;" for port in web]
    servers += [f"server 127.0.0.1:{port} backup max_fails=0;" for port in web]
    return Template((ROOT / "deploy/nginx/tadpole.conf.template").read_text(encoding="utf-8")).safe_substitute(
        TADPOLE_SERVER_NAME=NAME,
        TADPOLE_HTTP_PORT=str(http_port),
        TADPOLE_HTTPS_PORT="{port}",
        TADPOLE_CERTIFICATE=str(folder / "cert.pem"),
        TADPOLE_CERTIFICATE_KEY=str(folder / "key.pem"),
        TADPOLE_RESOLVER="",
        TADPOLE_WEB_SERVERS=" ".join(servers),
        TADPOLE_SOCKET_SERVERS=f"server 127.0.0.1:{sockets or web[-1]};",
        TADPOLE_STATIC=str(folder / "static"),
        TADPOLE_UPLOADS=str(folder / "uploads"),
        TADPOLE_BUCKET=bucket or f"http://127.0.0.1:{web[-1]}",
        TADPOLE_MAINTENANCE=str(folder / "maintenance"),
        TADPOLE_CACHE="{folder}/cache",
        TADPOLE_ACCESS_LOG="{folder}/requests.log",
    )
