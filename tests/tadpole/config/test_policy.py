"""The content policy holds on every page a reader meets: the header is strict, and nothing in the HTML needs it looser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Site

from campaigns.contests.models import ContestPage, Entry
from community.circles.models import Circle
from community.live.models import LiveSession
from community.notes.models import Note
from community.products.models import Product
from community.threads.models import Thread
from content.guides.models import GuidePage
from content.reviews.models import ReviewPage
from tadpole.accounts.models import User
from tests import database

INLINE = re.compile(
    r"""<style\b | \sstyle\s*= | <[^>]+\son[a-z]+\s*= | javascript: | <script(?![^>]*\b(?:src=|type="application/(?:ld\+)?json"))""",
    re.VERBOSE | re.IGNORECASE,
)
LOADED = re.compile(
    r"""<(?:script|img|source|video|audio|iframe|link\b[^>]*rel="(?:stylesheet|icon|preload|modulepreload|manifest)")[^>]*?\s(?:src|srcset|href)="(https?:)?//[^"]+"""
)
STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(
    seeded_database: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """A copy of the seeded database; no page is allowed to write into the original."""
    home = tmp_path_factory.mktemp("policy")
    shutil.copytree(seeded_database, home, dirs_exist_ok=True)
    with override_settings(MEDIA_ROOT=home / "uploads"), django_db_blocker.unblock():
        database.use(home / "tadpole.sqlite3")
        Site.clear_site_root_paths_cache()
        yield home
        database.use(Path(settings.HOME) / "test.sqlite3")
        Site.clear_site_root_paths_cache()


def addresses() -> list[str]:
    """One of every kind of page."""
    rows = [Circle, Thread, Note, Product, LiveSession]
    pages = [page.get_url() for kind in (GuidePage, ReviewPage, ContestPage) for page in kind.objects.live()[:1]]
    own = [kind.objects.order_by("pk")[0].get_absolute_url() for kind in rows]
    entry = Entry.objects.order_by("pk")[0]
    return [
        "/", "/guides/", "/reviews/", "/contests/", "/circles/", "/notes/", "/products/", "/live/", "/kols/",
        "/search/?q=湿疹", "/search/?q=zzzz", "/topics/湿疹/", "/terms/", "/account/login/", "/account/login/code/",
        "/account/signup/", "/account/password/reset/", "/offline/", "/nowhere/",
        *pages, *own, entry.note.author.profile.get_absolute_url(),
    ]  # fmt: skip


MEMBERS = [
    "/account/", "/account/sessions/", "/account/2fa/", "/account/2fa/webauthn/", "/account/email/", "/account/close/", "/family/",
    "/notices/", "/circles/welcome/", "/notes/new/", "/_ui/", "/moderation/",
]  # fmt: skip


@pytest.mark.parametrize("who", ["nobody", "parent", "editor"])
def test_the_policy_is_strict_and_no_page_needs_it_looser(site: Path, who: str) -> None:
    browser = Client(raise_request_exception=False)
    if who != "nobody":
        someone = User.objects.get(email=f"{who}@example.org")
        browser.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    wrong: dict[str, str] = {}
    seen = 0
    public = addresses() if who != "editor" else []  # an editor's pages carry the CMS's own bar besides
    for address in [*public, *(MEMBERS if who != "nobody" else [])]:
        for prefix in ("", "/en") if address == "/" else ("",):
            answer = browser.get(prefix + address, follow=True)
            text = answer.content.decode()
            seen += text.lstrip().lower().startswith("<!doctype html")
            if answer.status_code >= 500:
                wrong[address] = str(answer.status_code)
            elif found := INLINE.search(text) or LOADED.search(text):
                wrong[address] = text[max(0, found.start() - 60) : found.end() + 60]
            elif not strict(answer.headers.get("Content-Security-Policy", "")):
                wrong[address] = answer.headers.get("Content-Security-Policy", "no policy")
    assert wrong == {}
    assert seen >= 10


def strict(policy: str) -> bool:
    """Every directive is there with nothing added but the nonce of the one script of htmx."""
    said = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    said = {name: re.sub(r" 'nonce-[^']+'", "", sources) for name, sources in said.items()}
    return all(said.get(name) == sources for name, sources in STRICT.items()) and "unsafe" not in policy
