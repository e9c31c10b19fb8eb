"""nginx, run by an ordinary user on a configuration that is given to it."""

import signal
import subprocess
from pathlib import Path

from tests.servers.process import Server, program

WHOLE = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events { worker_connections 4096; }
http {
    access_log {folder}/access.log;
    client_body_temp_path {folder}/temp/body;
    proxy_temp_path {folder}/temp/proxy;
    fastcgi_temp_path {folder}/temp/fastcgi;
    uwsgi_temp_path {folder}/temp/uwsgi;
    scgi_temp_path {folder}/temp/scgi;
{inside}
}
"""


class Nginx(Server):
    """`inside` is what stands in `http { … }`, `whole` a configuration of its own instead.

    In both `{port}` and `{folder}` stand for the server's own (braces of nginx are left alone); files that the
    configuration names may be put into `folder` by `files={"name": "text"}`.
    """

    name = "nginx"
    ordinary_user = True

    def __init__(
        self,
        folder: Path,
        *,
        inside: str = "",
        whole: str = "",
        files: dict[str, str] | None = None,
        port: int | None = None,
    ) -> None:
        super().__init__(folder, port=port)
        self.text = whole or WHOLE.replace("{inside}", inside)
        self.files = files or {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def configuration(self) -> Path:
        return self.folder / "nginx.conf"

    def prepare(self) -> None:
        (self.folder / "temp").mkdir()
        for name, text in self.files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(self.filled(text))
        self.write(self.text)

    def write(self, text: str) -> None:
        self.configuration.write_text(self.filled(text))

    def filled(self, text: str) -> str:
        return text.replace("{port}", str(self.port)).replace("{folder}", str(self.folder))

    def command(self) -> list[str]:
        server = program("nginx", package="nginx")
        options = ["-p", str(self.folder), "-e", "stderr", "-c", str(self.configuration)]
        return [server, *options, *(() if "daemon off" in self.text else ("-g", "daemon off;"))]

    def check(self) -> str:
        """What `nginx -t` says; raises when it is not content."""
        done = subprocess.run([*self.command()[:7], "-t"], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stderr

    def change(self, inside: str) -> None:
        """Another `http { … }`, taken up without dropping a connection."""
        self.text = WHOLE.replace("{inside}", inside)
        self.write(self.text)
        assert self.process is not None
        self.process.send_signal(signal.SIGHUP)
