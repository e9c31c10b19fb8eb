"""The layout, the offline page and the style page, through their addresses."""

import json
import re
from pathlib import Path
from typing import ClassVar

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import translation

from tadpole.ui import context, samples

TEMPLATES = Path(context.__file__).parent / "templates"
FORBIDDEN = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)")


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_obeys_the_content_policy(path):
    assert not FORBIDDEN.search(path.read_text())


@pytest.mark.parametrize("path", sorted((TEMPLATES / "ui/parts").glob("*.html")), ids=lambda path: path.name)
def test_a_part_says_what_it_takes(path):
    assert path.read_text().startswith("{% comment %}")


@pytest.mark.parametrize("path", sorted((TEMPLATES / "ui/parts").glob("*.html")), ids=lambda path: path.name)
def test_a_part_without_its_words_still_renders(path, rf):
    assert isinstance(render_to_string(f"ui/parts/{path.name}", PLAIN.get(path.stem, {}), request=rf.get("/")), str)


PLAIN = {"field": {"field": samples.SampleForm()["name"]}, "search_box": {"action": "/"}}


def layout(rf, path="/search/", **cookies):
    """The bare layout at `path`, for somebody who is not signed in."""
    request = rf.get(path)
    request.COOKIES.update(cookies)
    request.user = AnonymousUser()
    return render_to_string("ui/base.html", {}, request=request)


def test_the_layout_carries_its_language_and_the_chosen_light(rf):
    with translation.override("zh-hant"):
        html = layout(rf, "/zh-hant/search/", theme="night", size="elder")
    assert '<html lang="zh-Hant" dir="ltr" data-theme="night" data-size="elder">' in html
    assert 'hreflang="en" href="http://testserver/en/search/"' in html
    assert 'hreflang="x-default" href="http://testserver/search/"' in html
    assert 'class="skip" href="#main"' in html


def test_a_forged_theme_is_nothing(rf):
    assert '<html lang="zh-Hans" dir="ltr">' in layout(rf, theme='"><script>')


class Nowhere:
    """A site without addresses."""

    urlpatterns: ClassVar[list[object]] = []


def test_a_door_without_an_app_is_not_shown(rf, settings):
    settings.ROOT_URLCONF = Nowhere
    layout = context.Layout(rf.get("/guides/"))
    assert [place.key for place in layout.places] == ["home", "guides", "contests"]
    assert [place.key for place in layout.places if place.current] == ["guides"]
    assert layout.write == []
    assert layout.sign_in == ""


def test_home_is_current_only_at_home(rf):
    current = [place.key for place in context.Layout(rf.get("/somewhere/")).places if place.current]
    assert current == []
    assert [place.key for place in context.Layout(rf.get("/")).places if place.current] == ["home"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "现在没有网络"), ("zh-hant", "現在沒有網路"), ("en", "No network just now"), ("xx", "现在没有网络")],
)
def test_the_offline_page_speaks_every_language(client, language, words):
    assert words in client.get(f"/offline/?l={language}").content.decode()


def test_the_worker_keeps_only_the_offline_page_and_our_styles(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    plan = json.loads(re.search(r"const plan = (.*);", response.content.decode())[1])
    assert all(kept.startswith(("/offline/", "/static/ui/")) for kept in plan["keep"])
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_style_page_is_for_staff(client, cast, client_of):
    assert client.get("/_ui/").status_code == 302
    assert client_of(cast.alice).get("/_ui/").status_code == 403
    html = client_of(cast.editor).get("/_ui/").content.decode()
    assert '<section data-theme="light"' in html
    assert '<section data-theme="dark"' in html


def test_messages_come_as_toasts(rf):
    html = render_to_string("ui/parts/toast.html", {"text": "<b>好", "tone": "success"}, request=rf.get("/"))
    assert "&lt;b&gt;好" in html
    assert "data-stays" not in html
