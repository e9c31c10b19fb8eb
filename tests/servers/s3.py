"""S3-compatible storage: versitygw, a real server over a folder."""

import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

from tests.servers.fetched import go_program
from tests.servers.process import Server

KEY, SECRET = "tadpole", "tadpole-in-tests"


class S3(Server):
    """`address` is a bucket `uploads`, in the form of TADPOLE_FILES_URL."""

    name = "s3"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return self.bucket("uploads")

    def bucket(self, name: str) -> str:
        return f"http://{KEY}:{SECRET}@127.0.0.1:{self.port}/{name}?region=us-east-1"

    def prepare(self) -> None:
        (self.data / "uploads").mkdir(parents=True)

    def make_bucket(self, name: str) -> str:
        """A bucket of its own for one worker or test; its address."""
        (self.data / name).mkdir(exist_ok=True)
        return self.bucket(name)

    def command(self) -> list[str]:
        server = go_program("github.com/versity/versitygw/cmd/versitygw", "v1.8.0")
        options = ["--port", f"127.0.0.1:{self.port}", "--access", KEY, "--secret", SECRET, "--health", "/health"]
        return [str(server), *options, "posix", str(self.data)]

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except HTTPError:
            return True
        except (URLError, OSError):
            return False

    def files(self, bucket: str = "uploads") -> list[str]:
        """Names of all that is stored in a bucket."""
        folder = self.data / bucket
        return sorted(
            str(path.relative_to(folder))
            for path in folder.rglob("*")
            if path.is_file() and not path.relative_to(folder).parts[0].startswith(".sgw")  # its own half-sent pieces
        )
