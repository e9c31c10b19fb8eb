"""A database that cannot be asked: 503 in the reader's language, and a form that was sent can be sent again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db.utils import OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import translation

from tadpole.config.urls import urlpatterns as ours

PROBLEMS = {
    "full": OperationalError("database is locked: couldn't get a connection after 5.00 sec"),
    "mistake": ProgrammingError("no such column"),
}


def broken(request: HttpRequest, kind: str) -> HttpResponse:
    raise PROBLEMS[kind]


urlpatterns = [*i18n_patterns(path("broken/<str:kind>/", broken), prefix_default_language=False), *ours]
handler500 = "tadpole.ui.views.server_error"


@pytest.fixture
def reader() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF="tests.tadpole.ui.test_away"), translation.override(None):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "我们马上回来"), ("/zh-hant", "我們馬上回來"), ("/en", "We will be back in a moment")],
)
def test_a_reader_is_told_in_her_language(reader: Client, prefix: str, words: str) -> None:
    answer = reader.get(f"{prefix}/broken/full/")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert words in answer.content.decode()


def test_what_was_typed_stands_in_a_form_to_send_again(reader: Client) -> None:
    sent: dict[str, Any] = {"text": "第一行 <b>\n第二行", "reply_to": "7", "photos": ["a", "b"]}
    page = reader.post("/broken/full/?after=3", sent).content.decode()
    assert '<form method="post" action="/broken/full/?after=3"' in page
    assert "第一行 &lt;b&gt;\n第二行</textarea>" in page
    for name, text in (("reply_to", "7"), ("photos", "a"), ("photos", "b")):
        assert f'<input type="hidden" name="{name}" value="{text}">' in page


def test_a_password_is_never_shown_again(reader: Client) -> None:
    page = reader.post("/broken/full/", {"login": "a@example.org", "password": "pond-lily-2026"}).content.decode()
    assert "pond-lily" not in page and "<form" not in page


def test_a_script_gets_json_and_htmx_a_toast(reader: Client) -> None:
    answer = reader.get("/broken/full/", headers={"accept": "application/json"})
    assert (answer.status_code, list(json.loads(answer.content))) == (503, ["error", "field"])
    toast = reader.post("/broken/full/", {"text": "第一行"}, headers={"hx-request": "true"})
    assert (toast.status_code, toast["HX-Retarget"]) == (503, "#toasts")
    assert "<form" not in toast.content.decode()


def test_a_mistake_of_ours_stays_500(reader: Client) -> None:
    assert reader.get("/broken/mistake/").status_code == 500
