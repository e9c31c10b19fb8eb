"""Elasticsearch: Elastic's own server from Maven Central, and the plugin of `deploy/elasticsearch` that completes it."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.servers.fetched import alone, fetched
from tests.servers.process import KEPT, ROOT, Missing, Server, program

VERSION = "8.19.9"
ARTEFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA256 = "6a0603db2b0406776dcf15df248294941f310e9183ca18a219bc8c6d57546ff0"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
PLUGIN = ROOT / "deploy" / "elasticsearch"


class Elasticsearch(Server):
    """`address` without or, with `password`, as user `elastic`. It answers about ten seconds after its start."""

    name = "elasticsearch"
    ordinary_user = True
    seconds_to_start = 300.0

    def __init__(self, folder: Path, *, port: int | None = None, password: str = "", heap: str = "512m") -> None:
        super().__init__(folder, port=port)
        self.password = password
        self.heap = heap

    @property
    def address(self) -> str:
        who = f"elastic:{self.password}@" if self.password else ""
        return f"http://{who}127.0.0.1:{self.port}"

    @property
    def configuration(self) -> Path:
        return self.folder / "config"

    def prepare(self) -> None:
        home = unpacked()
        shutil.copytree(home / "config", self.configuration)
        for name in ("data", "logs", "temp"):
            (self.folder / name).mkdir()
        if self.password:
            self.own()
            self.keep("create")
            self.keep("add", "--stdin", "--force", "bootstrap.password", given=self.password)

    def keep(self, *words: str, given: str = "") -> None:
        """Put a secret into the server's keystore."""
        tool = [*self.as_user(), str(unpacked() / "bin" / "elasticsearch-keystore"), *words]
        subprocess.run(
            tool, input=given, text=True, check=True, env={**os.environ, **self.environment()}, cwd=self.folder
        )

    def command(self) -> list[str]:
        settings = {
            "discovery.type": "single-node",
            "http.port": str(self.port),
            "transport.port": "0",
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "xpack.security.enabled": "true" if self.password else "false",
            **({"xpack.security.http.ssl.enabled": "false"} if self.password else {}),
        }
        options = [part for name, value in settings.items() for part in ("-E", f"{name}={value}")]
        return [str(unpacked() / "bin" / "elasticsearch"), *options]

    def environment(self) -> dict[str, str]:
        return {
            "ES_JAVA_HOME": str(java_home()),
            # compiled once and quickly: a server that lives for minutes never earns the second compiler's work back
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap} {os.environ.get('ES_JAVA_OPTS', '-XX:TieredStopAtLevel=1')}",
            "ES_PATH_CONF": str(self.configuration),
            "ES_TMPDIR": str(self.folder / "temp"),
            "CLI_JAVA_OPTS": "-Xmx32m -XX:+UseSerialGC",
        }

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.asking("/_cluster/health"), timeout=2) as answer:
                return bool(json.load(answer)["status"] in ("green", "yellow"))
        except (OSError, ValueError, KeyError):
            return False

    def stop(self, seconds: float = 20) -> None:
        """The launcher ends at once; the server behind it is waited for."""
        super().stop(seconds)
        until = time.monotonic() + seconds
        while self.process is not None and time.monotonic() < until:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.02)
        self.kill()

    def asking(self, path: str) -> urllib.request.Request:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        if self.password:
            token = base64.b64encode(f"elastic:{self.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {token}")
        return request


def java_home() -> Path:
    """Where the JDK is: the server runs on it, the plugin is compiled by it."""
    return Path(program("javac", package="default-jdk-headless")).resolve().parents[1]


def unpacked() -> Path:
    """The server with its plugin, in a folder named after the plugin's source."""
    java_home()
    home = KEPT / f"elasticsearch-{VERSION}-{fingerprint()}"
    with alone("elasticsearch"):
        if not home.exists():
            archive = fetched(
                f"{ARTEFACT.rpartition(':')[0].replace(':', '/')}/elasticsearch-{VERSION}.zip", SHA256, get=copied
            )
            for old in KEPT.glob("elasticsearch-*-*/"):
                shutil.rmtree(old)
            half = KEPT / "elasticsearch.half"
            shutil.rmtree(half, ignore_errors=True)
            subprocess.run([program("unzip", package="unzip"), "-q", str(archive), "-d", str(half)], check=True)
            add_plugin(half / f"elasticsearch-{VERSION}")
            (half / f"elasticsearch-{VERSION}").rename(home)
            half.rmdir()
    return home


def fingerprint() -> str:
    """Of the plugin's source."""
    told = hashlib.sha256()
    for path in sorted(path for path in PLUGIN.rglob("*") if path.suffix in (".java", ".in")):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:12]


def copied(_address: str, to: Path) -> None:
    """Let Maven fetch the server: its mirrors and proxies are set where the machine's owner set them."""
    maven = program("mvn", package="maven")
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        where = [f"-Dartifact={ARTEFACT}", f"-DoutputDirectory={folder}", "-Dmdep.useBaseVersion=true"]
        done = subprocess.run([maven, "-q", "-B", COPY, *where], capture_output=True, text=True)
        found = list(Path(folder).glob("*.zip"))
        if done.returncode or not found:
            raise Missing(f"Elasticsearch {VERSION} from Maven Central ({done.stdout.strip()[-300:]})")
        found[0].rename(to)


def add_plugin(home: Path) -> None:
    """Compile our plugin against the server's own libraries and put it in its place."""
    place = home / "plugins" / "tadpole-analysis"
    place.mkdir()
    sources = [str(path) for path in sorted((PLUGIN / "src").rglob("*.java"))]
    with tempfile.TemporaryDirectory() as folder:
        javac = [str(java_home() / "bin" / "javac"), "-nowarn", "--release", "17", "-cp", f"{home}/lib/*", "-d", folder]
        subprocess.run([*javac, *sources], check=True)
        jar = [str(java_home() / "bin" / "jar"), "--create", "--file", str(place / "tadpole-analysis.jar")]
        subprocess.run([*jar, "-C", folder, "."], check=True)
    descriptor = (PLUGIN / "plugin-descriptor.properties.in").read_text().replace("@VERSION@", VERSION)
    (place / "plugin-descriptor.properties").write_text(descriptor)
