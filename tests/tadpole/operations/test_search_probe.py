"""Whether search is there is asked of the very address with which it is searched."""

import base64
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tadpole.operations import health
from tests.servers.papers import Papers


@pytest.fixture
def cluster(settings: Any, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A cluster behind TLS and a proxy's path that lets in whoever proves who it is; `look(address)` is what the probe says."""
    papers = Papers.made(tmp_path)
    let_in = {f"Basic {base64.b64encode(b'po@nd:fr@g:1').decode()}", "ApiKey abc"}

    class Cluster(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ours = self.headers["Authorization"] in let_in and self.path.startswith("/under/_cluster/health?")
            self.send_response(200 if ours else 401)
            self.end_headers()
            self.wfile.write(b'{"status": "green"}')

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Cluster)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers.certificate, papers.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def look(address: str) -> str:
        filled = address.format(at=f"127.0.0.1:{server.server_port}/under", own=papers.certificate)
        settings.ENV = replace(settings.ENV, elasticsearch_url=filled)
        return health.side_by_side({"search": (False, health.search)}).parts["search"].reason

    yield look
    server.shutdown()
    server.server_close()


def test_search_is_looked_at_as_its_address_says(cluster: Callable[[str], str]) -> None:
    """With the very names, path, key and certificates with which it is searched."""
    assert cluster("https://po%40nd:fr%40g%3A1@{at}?ca_certs={own}") == "the cluster is green"
    assert cluster("https://{at}/?verify_certs=no&api_key=abc") == "the cluster is green"
    assert "401" in cluster("https://po%40nd:toad@{at}?ca_certs={own}")
    assert "certificate verify failed" in cluster("https://po%40nd:fr%40g%3A1@{at}")
