"""The rules that somebody is called by: read and tried by Prometheus' own tool, on figures that the site gives."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "deploy/prometheus/alerts.yml"
RULES = {rule["alert"]: rule for rule in yaml.safe_load(FILE.read_text(encoding="utf-8"))["groups"][0]["rules"]}
BUCKET = 'tadpole_request_seconds_bucket{view="threads:thread",method="GET",le="%s"}'
# Of each rule: figures of an hour, a minute apart, with which nobody is called; then those with which somebody is; its labels.
CASES: dict[str, tuple[dict[str, str], dict[str, str], dict[str, str]]] = {
    "TadpoleDown": (
        {'up{job="tadpole",instance="a"}': "1x60", 'up{job="other",instance="b"}': "0x60"},
        {'up{job="tadpole",instance="a"}': "0x60"},
        {"job": "tadpole", "instance": "a"},
    ),
    "TadpoleErrors": (
        {'tadpole_requests_total{status="200"}': "0+995x60", 'tadpole_requests_total{status="500"}': "0+5x60"},
        {'tadpole_requests_total{status="200"}': "0+980x60", 'tadpole_requests_total{status="503"}': "0+20x60"},
        {},
    ),
    "TadpoleSlow": (
        {BUCKET % "1": "0+96x60", BUCKET % "2.5": "0+100x60", BUCKET % "+Inf": "0+100x60"},
        {BUCKET % "1": "0+94x60", BUCKET % "2.5": "0+100x60", BUCKET % "+Inf": "0+100x60"},
        {},
    ),
    "TadpoleNewsWaits": (
        {'tadpole_outbox_oldest_seconds{queue="mail"}': "119x60"},
        {'tadpole_outbox_oldest_seconds{queue="mail"}': "121x60"},
        {"queue": "mail"},
    ),
    "TadpoleNewsGivenUp": (
        {'tadpole_outbox_given_up{queue="search"}': "0x60"},
        {'tadpole_outbox_given_up{queue="search"}': "1x60"},
        {"queue": "search"},
    ),
    "TadpoleTaskLate": (
        {'tadpole_task_late{task="events.sweep"}': "0x60"},
        {'tadpole_task_late{task="events.sweep"}': "1x60"},
        {"task": "events.sweep"},
    ),
    "TadpolePoolExhausted": (
        {'tadpole_pool_waiting{instance="a"}': "0x60"},
        {'tadpole_pool_waiting{instance="a"}': "3x60"},
        {"instance": "a"},
    ),
    "TadpoleMailFails": (
        {'tadpole_mails_total{outcome="sent"}': "0+5x60", 'tadpole_mails_total{outcome="failed"}': "7x60"},
        {'tadpole_mails_total{outcome="failed"}': "0+1x60"},
        {},
    ),
    "TadpoleReadOnlyForLong": (
        {'tadpole_switch{switch="read_only"}': "1x20 0x40"},
        {'tadpole_switch{switch="read_only"}': "1x60"},
        {"switch": "read_only"},
    ),
}

pytestmark = pytest.mark.services


def promtool(*arguments: str, **more: Any) -> str:
    done = subprocess.run(["promtool", *arguments], capture_output=True, text=True, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tried(alert: str, figures: dict[str, str], *expected: dict[str, Any]) -> dict[str, Any]:
    return {
        "interval": "1m",
        "input_series": [{"series": series, "values": values} for series, values in figures.items()],
        "alert_rule_test": [{"eval_time": "55m", "alertname": alert, "exp_alerts": list(expected)}],
    }


def test_each_rule_calls_somebody_when_it_should_and_nobody_else(tmp_path: Path) -> None:
    assert CASES.keys() == RULES.keys()
    tests = []
    for alert, (quiet, loud, labels) in CASES.items():
        summary = RULES[alert]["annotations"]["summary"]
        for name, value in labels.items():
            summary = summary.replace(f"{{{{ $labels.{name} }}}}", value)
        call = {"exp_labels": labels, "exp_annotations": {"summary": summary}}
        tests += [tried(alert, quiet), tried(alert, loud, call)]
    file = tmp_path / "tests.yml"
    file.write_text(yaml.safe_dump({"rule_files": [str(FILE)], "evaluation_interval": "1m", "tests": tests}))
    assert "SUCCESS" in promtool("test", "rules", str(file))


def test_every_figure_of_a_rule_is_one_that_the_site_gives() -> None:
    told = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    asked = {name for rule in RULES.values() for name in re.findall(r"tadpole_[a-z_]+", rule["expr"])}
    assert asked
    assert {name for name in asked if f"`{re.sub('_bucket$|_total$', '', name)}`" not in told} == set()


@pytest.mark.django_db
def test_what_the_site_gives_is_read_without_a_complaint(client: Client, settings: Any) -> None:
    settings.ENV = replace(settings.ENV, metrics_token="a-token-of-the-operator")
    assert client.get("/").status_code in {200, 302}
    given = client.get("/metrics", HTTP_AUTHORIZATION="Bearer a-token-of-the-operator").content.decode()
    assert "tadpole_requests_total{" in given
    assert promtool("check", "metrics", input=given) == ""
