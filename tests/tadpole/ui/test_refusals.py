"""A refusal is one sentence with the right status, in the form the asker can read."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import translation

from tadpole.errors import Conflict, Invalid, NotFound, Refused, TooLarge, TooOften
from tadpole.ui import views
from tadpole.ui.middleware import RefusalMiddleware


def asked(*, htmx=False, **headers):
    request = RequestFactory().get("/t/5/", headers=headers)
    request.user = AnonymousUser()
    request.htmx = htmx
    return request


def answer(request, error):
    return RefusalMiddleware(lambda _: None).process_exception(request, error)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("no"), 403),
        (Invalid("no"), 422),
        (NotFound("no"), 404),
        (Conflict("no"), 409),
        (TooLarge("no"), 413),
        (TooOften("no", retry_after=30), 429),
    ],
)
def test_a_reader_gets_a_page(error, status):
    response = answer(asked(accept="text/html,*/*"), error)
    assert response.status_code == status
    assert b"<h1>no</h1>" in response.content
    assert "Accept" in response["Vary"]


@pytest.mark.django_db
def test_too_often_says_when_to_come_back():
    assert answer(asked(), TooOften("no", retry_after=30))["Retry-After"] == "30"


def test_a_script_gets_json():
    response = answer(asked(accept="application/json"), Invalid("Too long <b>", field="text"))
    assert response.status_code == 422
    assert json.loads(response.content) == {"error": "Too long <b>", "field": "text"}


@pytest.mark.django_db
def test_htmx_gets_a_toast():
    response = answer(asked(htmx=True, accept="*/*"), Conflict("<b>gone</b>"))
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (409, "#toasts", "beforeend")
    assert b"&lt;b&gt;gone" in response.content
    assert b"<html" not in response.content


def test_anything_else_is_a_bug_and_passes():
    assert answer(asked(), RuntimeError("bug")) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "没看懂"),
        (views.forbidden, 403, "不对你开放"),
        (views.csrf_failure, 403, "开得太久"),
        (views.not_found, 404, "不在了"),
        (views.too_often, 429, "有点快"),
    ],
)
def test_error_pages_speak_the_reader_s_language(view, status, words):
    with translation.override("zh-hans"):
        response = view(asked(), Http404("secret detail"))
    assert response.status_code == status
    text = response.content.decode()
    assert words in text.replace("<wbr>", "")
    assert "secret detail" not in text
    assert "<script>" not in text
    assert "style=" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "我们这边出了点问题"), ("zh-hant", "我們這邊出了點問題"), ("en", "on our side")]
)
def test_the_last_page_needs_nothing(language, words):
    """Not even a database: this test has none."""
    with translation.override(language):
        response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert words in response.content.decode()


def test_the_very_last_words(monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(views, "render_to_string", broken)
    assert views.server_error(RequestFactory().get("/")).content.startswith(b"<!doctype html>")


def test_a_mistake_of_ours_is_told_to_scripts_in_their_way():
    with translation.override("zh-hant"):
        answer = views.server_error(asked(accept="application/json"))
        toast = views.server_error(asked(htmx=True, accept="*/*"))
    assert (answer.status_code, json.loads(answer.content)["error"]) == (500, "我們這邊出了點問題")
    assert (toast.status_code, toast["HX-Retarget"]) == (500, "#toasts")


def test_a_forged_host_is_refused_in_a_sentence(settings):
    settings.ALLOWED_HOSTS = ["pond.example"]
    answer = Client(raise_request_exception=False).get("/en/", headers={"host": "evil.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "evil" not in answer.content.decode()
