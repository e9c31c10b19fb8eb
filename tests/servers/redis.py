"""Redis, as Debian packages it."""

from pathlib import Path

from tests.servers.process import Server, program


class Redis(Server):
    """`address` is its database 0; `kept` writes an append-only file, so that a restart forgets nothing."""

    name = "redis"

    def __init__(self, folder: Path, *, port: int | None = None, kept: bool = False) -> None:
        super().__init__(folder, port=port)
        self.kept = kept

    def command(self) -> list[str]:
        server = program("redis-server", package="redis-server")
        options = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "databases": "64", "dir": str(self.folder)}
        options["appendonly"] = "yes" if self.kept else "no"
        return [server, *(part for name, value in options.items() for part in (f"--{name}", value))]

    @property
    def address(self) -> str:
        return self.database(0)

    def database(self, number: int) -> str:
        return f"redis://127.0.0.1:{self.port}/{number}"

    def answers(self) -> bool:
        import redis

        try:
            with redis.Redis.from_url(self.address, socket_timeout=1, socket_connect_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def empty(self) -> None:
        import redis

        with redis.Redis.from_url(self.address) as client:
            client.flushall()
