"""PostgreSQL, run as an ordinary user: it refuses root."""

import signal
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.servers.process import Server, program

BINARIES = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]


class Postgres(Server):
    """`address` is the database `tadpole`; `durable=False` leaves out fsync, for tests that do not pull the plug."""

    name = "postgres"
    ordinary_user = True
    language = ""
    """What its sentences are in, as `zh_CN`, where Debian's translations lie; codes are the same in all."""
    stop_signal = signal.SIGINT  # fast: sessions are ended, what they had not committed is rolled back

    def __init__(
        self, folder: Path, *, port: int | None = None, durable: bool = False, settings: dict[str, str] | None = None
    ) -> None:
        super().__init__(folder, port=port)
        self.settings = {
            "max_connections": "100",
            "shared_buffers": "128MB",
            "unix_socket_directories": "",
            "listen_addresses": "127.0.0.1",
            **({} if durable else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}),
            **(settings or {}),
        }

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def address(self) -> str:
        return self.database("tadpole")

    def database(self, name: str) -> str:
        return f"postgres://tadpole@127.0.0.1:{self.port}/{name}"

    def prepare(self) -> None:
        make = [program("initdb", *BINARIES, package="postgresql"), "--pgdata", str(self.data), "--encoding=UTF8"]
        make += ["--locale=C.UTF-8", "--auth=trust", "--username=tadpole", "--no-sync"]
        done = subprocess.run([*self.as_user(), *make], capture_output=True, text=True, cwd=self.folder)
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stderr}")

    def command(self) -> list[str]:
        options = [f"--{name}={value}" for name, value in {**self.settings, "port": str(self.port)}.items()]
        return [program("postgres", *BINARIES, package="postgresql"), "-D", str(self.data), *options]

    def environment(self) -> dict[str, str]:
        return {"LANGUAGE": self.language} if self.language else {}

    def answers(self) -> bool:
        import psycopg

        try:
            self.ask("SELECT 1")
            if not self.ask("SELECT 1 FROM pg_database WHERE datname = 'tadpole'"):
                self.ask("CREATE DATABASE tadpole")
        except psycopg.OperationalError:
            return False
        return True

    def ask(self, statement: str, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement outside any transaction; its rows."""
        import psycopg

        address = self.database(database)
        with closing(psycopg.connect(address, autocommit=True, connect_timeout=2)) as connection:
            asked = connection.execute(statement)  # type: ignore[arg-type]
            return asked.fetchall() if asked.description else []
