"""An editor whose session ended while she wrote: signed in again in another tab, what she wrote is sent once more, whole and once."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tadpole.ui.again import words_of
from tests.content.test_guides import form
from tests.factories.content import a_guide
from tests.forms_on_pages import PageForm, forms_in
from tests.second_factor import shown

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE = {"origin": "http://testserver"}
TITLE, WORDS = "湿疹写了一个晚上", "一天两次，厚厚一层。"


def desk(cast: Any) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor, backend=BACKEND)
    return shown(client, cast.editor)


def written(client: Client, address: str) -> dict[str, Any]:
    """What the page's form sends once something is typed: its own fields, with a body in the JSON of the editor."""
    own = next(one.sent for one in forms_in(client.get(address).content.decode()) if "loaded_revision_id" in one.sent)
    kept = ("csrfmiddlewaretoken", "made_for", "loaded_revision_id", "loaded_revision_created_at", "slug")
    return {**form(title=TITLE), **{name: own[name][0] for name in kept}}


def again(page: str) -> PageForm:
    return next(one for one in forms_in(page) if "title" in one.names)


@pytest.mark.parametrize("second_factor", [True, False], ids=["with second factor", "without"])
def test_what_an_editor_wrote_outlives_her_session(cast: Any, second_factor: bool) -> None:
    page = a_guide(by=cast.editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = desk(cast)
    sent, before = written(client, address), page.revisions.count()
    token = client.cookies["csrftoken"].value
    client.logout()
    client.cookies["csrftoken"] = token
    late = client.post(address, sent, headers=HERE)
    assert late.status_code == 403 and TITLE in late.content.decode() and WORDS in late.content.decode()
    client.force_login(cast.editor, backend=BACKEND)
    if not second_factor:
        half = client.post(address, again(late.content.decode()).sent, headers=HERE)
        assert half.status_code == 403 and page.revisions.count() == before
        late = half
    shown(client, cast.editor)
    resent = again(late.content.decode()).sent
    answer = client.post(address, {**resent, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}, headers=HERE)
    if answer.status_code == 403:  # signing in changed the token
        answer = client.post(address, again(answer.content.decode()).sent, headers=HERE)
    assert answer.status_code == 302
    newest = page.revisions.latest("pk")
    assert (page.revisions.count(), newest.content["title"]) == (before + 1, TITLE)
    assert WORDS in str(json.loads(newest.content["body"]))


def test_others_are_shown_nothing_to_send(cast: Any) -> None:
    page = a_guide(by=cast.editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = desk(cast)
    sent = written(client, address)
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(cast.outsider, backend=BACKEND)
    answer = stranger.post(address, sent, headers=HERE)
    assert answer.status_code == 403 and not [one for one in forms_in(answer.content.decode()) if "title" in one.names]
    assert WORDS in answer.content.decode(), "but what was typed can be copied"
    assert Client().post("/cms/login/", {"username": "x"}).status_code == 302


def test_the_words_in_an_editors_data() -> None:
    assert (
        words_of('{"blocks": [{"text": "先保湿"}, {"text": ""}, {"text": "再找医生"}], "entityMap": {}}')
        == "先保湿\n再找医生"
    )
    assert words_of("[今天] 很好") == "[今天] 很好"
    for odd in (
        "{",
        '{"blocks": 1}',
        '{"blocks": [7]}',
        '{"blocks": [{"text": 7}]}',
        '{"a":' * 5_000,
        "{}",
        '{"blocks": [{}]}',
    ):
        assert words_of(odd) == ""
