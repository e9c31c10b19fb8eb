"""The page that stands before everything while the site is closed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from tadpole.operations import switches
from tadpole.operations.models import Switch

pytestmark = pytest.mark.django_db


def test_everybody_gets_the_page_in_three_languages_his_own_first(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    call_command("maintenance", "on", because="moving", verbosity=0)
    for address, language, why in (
        ("/", "zh-Hans", "我们在搬到另一台机器上。"),
        ("/zh-hant/circles/", "zh-Hant", "我們正在搬到另一台機器。"),
        ("/en/", "en", "We are moving to another machine."),
        ("/cms/", "zh-Hans", "我们在搬到另一台机器上。"),
    ):
        answer = client_of(cast.staff).get(address)
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "120", "no-store")
        page = answer.content.decode()
        assert f'<html lang="{language}">' in page
        assert why in page
        for sentence in ("马上回来", "馬上回來", "Back in a little while"):
            assert sentence in page
    script = client_of(cast.alice).post("/t/new/", HTTP_ACCEPT="application/json")
    assert (script.status_code, script.json()["error"]) == (503, "我们在搬到另一台机器上。")
    call_command("maintenance", "off", verbosity=0)
    assert client_of(cast.alice).get("/circles/").status_code == 200


def test_a_file_is_enough_when_there_is_no_database(settings: Any, monkeypatch: Any, client: Client) -> None:
    def gone() -> switches.State:
        raise OperationalError("no such host")

    monkeypatch.setattr(switches, "ask", gone)
    settings.SWITCH_SECONDS = 0.0
    assert switches.state().maintenance is None
    switches.flag().touch()
    switches.forget()
    assert switches.state().maintenance == {"": "repair"}
    assert client.get("/").status_code == 503


def test_what_one_machine_turns_on_another_turns_off(settings: Any, tmp_path: Path, client: Client) -> None:
    one, other = Path(settings.HOME), tmp_path
    call_command("maintenance", "on", verbosity=0)
    settings.HOME = other
    call_command("maintenance", "off", verbosity=0)
    settings.HOME = one
    switches.forget()
    settings.SWITCH_SECONDS = 0.0
    assert client.get("/circles/").status_code == 200, "the first machine stays closed for ever"


def test_without_the_database_the_command_closes_its_own_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("no such host")

    monkeypatch.setattr(switches, "turn_on", gone)
    monkeypatch.setattr(switches, "turn_off", gone)
    call_command("maintenance", "on")
    told = capsys.readouterr()
    assert switches.flag().exists()
    assert "this machine's file alone" in told.err
    assert "maintenance: on" in told.out
    call_command("maintenance", "off")
    assert not switches.flag().exists()


def test_closed_here_alone_outlasts_a_restored_database(settings: Any, client: Client) -> None:
    settings.SWITCH_SECONDS = 0.0
    call_command("maintenance", "on", here=True, verbosity=0)
    assert not Switch.objects.exists(), "the others stay open"
    assert client.get("/circles/").status_code == 503
    call_command("maintenance", "off", here=True, verbosity=0)
    assert client.get("/circles/").status_code == 200
