"""What this machine cannot run is read by the program that would: Compose, systemd, Kubernetes' schemas; the image's file by hand."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
PODS = yaml.safe_load((DEPLOY / "kubernetes/tadpole.yaml").read_text(encoding="utf-8"))["items"]
FILES_KEYS = {"TADPOLE_FILES_KEY": "key", "TADPOLE_FILES_SECRET": "secret"}

pytestmark = pytest.mark.services


def compose(*arguments: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Docker's plugin where it is, else the older program of the same name."""
    plugin = subprocess.run(["docker", "compose", "version"], capture_output=True) if shutil.which("docker") else None
    program = ["docker", "compose"] if plugin is not None and plugin.returncode == 0 else ["docker-compose"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TADPOLE_")}
    return subprocess.run(
        [*program, "-f", str(DEPLOY / "compose.yaml"), *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
    )


def test_compose_reads_the_whole() -> None:
    done = compose("config", "--services", environment=FILES_KEYS)
    assert done.returncode == 0, done.stderr
    assert {"web", "sockets", "worker", "worker-slow", "beat", "migrate", "front"} <= set(done.stdout.split())


def test_compose_does_not_start_a_storage_without_a_key() -> None:
    done = compose("config", environment={})
    assert done.returncode != 0
    assert "secrets/files_url" in done.stderr


def test_nothing_but_the_front_is_reached_from_outside() -> None:
    assert [name for name, one in COMPOSE["services"].items() if "ports" in one] == ["front"]


@pytest.mark.parametrize(
    "name", ["web", "sockets", "worker", "worker-search", "worker-slow", "beat", "migrate", "bucket", "statics"]
)
def test_a_process_may_change_nothing_but_its_data(name: str) -> None:
    one = COMPOSE["services"][name]
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert not [
        key
        for key in one["environment"]
        if re.search("SECRET_KEY|DATABASE|FILES_URL|EMAIL", key) and not key.endswith("_FILE")
    ]


def commands_told() -> list[list[str]]:
    """Every command line that a unit, a pod or a service of ours starts."""
    units = (
        re.findall(r"^ExecStart=\S+/tadpole (.+)$", path.read_text(), re.M) for path in (DEPLOY / "systemd").iterdir()
    )
    lines = [line.replace("%i", "8001").split() for found in units for line in found]
    lines += [one["command"] for one in COMPOSE["services"].values() if "build" in one and "command" in one]
    for pod in PODS:
        if template := pod.get("spec", {}).get("template"):
            lines += [one["args"] for one in template["spec"]["containers"]]
    return lines


@pytest.mark.parametrize("line", commands_told(), ids=" ".join)
def test_what_is_started_is_a_command_of_ours_that_takes_these_words(line: list[str]) -> None:
    app = get_commands()[line[0]]
    parser = load_command_class(app if isinstance(app, str) else app.name, line[0]).create_parser("tadpole", line[0])
    assert vars(parser.parse_args(line[1:]))


def test_systemd_reads_every_unit(tmp_path: Path) -> None:
    """With a program that is there in the place of the installed one."""
    for path in (DEPLOY / "systemd").iterdir():
        (tmp_path / path.name).write_text(path.read_text().replace("/opt/tadpole/bin/tadpole", "/bin/true"))
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "tadpole" in line]
    assert (done.returncode, said) == (0, [])


@pytest.mark.parametrize("item", PODS, ids=lambda item: f"{item['kind']}-{item['metadata']['name']}")
def test_kubernetes_knows_every_word(item: dict[str, Any]) -> None:
    import kubernetes_validate

    assert kubernetes_validate.validate(item, "1.32", strict=True) == "1.32"


def test_the_image_runs_as_nobody_in_particular_and_holds_what_is_locked() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    stages = re.split(r"^FROM ", text, flags=re.M)[1:]
    assert len(stages) == 3
    assert "--require-hashes -r requirements-services.txt" in stages[0]
    user = re.findall(r"^USER (\S+)", stages[1], re.M)
    assert user and user[-1].split(":")[0] not in {"0", "root"}
    assert not re.search(r"SECRET_KEY=(?!collecting)", text)
    copied = set(re.findall(r"^COPY ([a-z]+) \1$", stages[0], re.M))
    assert copied == {"site", "media", "community", "content", "campaigns", "search"}


def test_the_image_can_back_up_the_server_beside_it() -> None:
    """pg_dump refuses a server that is newer than itself."""
    brings = {"bookworm": 15, "trixie": 17}
    release = re.findall(r"^FROM python:\S+-slim-(\w+) AS tadpole", (DEPLOY / "Dockerfile").read_text(), re.M)[0]
    server = re.match(r"postgres:(\d+)", COMPOSE["services"]["postgres"]["image"])
    assert server is not None and brings[release] >= int(server[1])


def test_only_what_the_image_needs_is_sent_to_its_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text().split()
    assert lines[0] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} >= {"site", "requirements-services.txt", "deploy/nginx"}
    assert not {"!var", "!.git", "!.env"} & set(lines)
