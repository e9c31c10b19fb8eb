"""Every door that destroys something asks first, or lets it be undone, or is protected: and this test finds the doors itself."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.snippets.models import get_snippet_models

from community.families.actions import add_child
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import on_air
from tests.factories.notes import a_note
from tests.factories.threads import a_thread

ROOT = Path(__file__).resolve().parents[2]
DESTROYS = re.compile(
    r"delet|remov|withdraw|clos|(^|_)end($|_)|leave|unlike|unfollow|cancel|erase|forget|deactivat|discard"
)
OURS = ("accounts", "campaigns", "community", "content", "media", "search", "tadpole")


@dataclass(frozen=True)
class Asked:
    """GET is a page that asks; only its own form does it. `make(cast)` → (whose, the address's arguments)."""

    make: Callable[[Any], tuple[Any, list[Any]]]
    template: str


@dataclass(frozen=True)
class Undone:
    """One tap undoes it: the address of `by` brings it back."""

    by: str


def contest_entry(cast: Any) -> tuple[Any, list[Any]]:
    return cast.alice, [an_entry(by=cast.alice, contest=a_contest(by=cast.editor)).pk]


def child(cast: Any) -> tuple[Any, list[Any]]:
    return cast.alice, [add_child(by=cast.alice, birth_date=date(2026, 3, 1), nickname="豆").pk]


DOORS: dict[str, Asked | Undone] = {
    "notes:delete": Asked(lambda cast: (cast.alice, [a_note(by=cast.alice).pk]), "notes/delete.html"),
    "contests:withdraw": Asked(contest_entry, "contests/withdraw.html"),
    "contests:close": Asked(lambda cast: (cast.editor, [a_contest(by=cast.editor).pk]), "contests/close.html"),
    "threads:delete_post": Asked(
        lambda cast: (cast.alice, [a_thread(by=cast.alice).pk, 1]), "threads/delete_post.html"
    ),
    "live:end": Asked(lambda cast: (cast.doctor, [on_air(by=cast.doctor).pk]), "live/end.html"),
    "families:remove_child": Asked(child, "families/remove_child.html"),
    "account_close": Asked(lambda cast: (cast.alice, []), "accounts/close_account.html"),
    "threads:unlike": Undone("threads:like"),
    "threads:close": Undone("threads:reopen"),
    "profiles:unfollow": Undone("profiles:follow"),
    "circles:leave": Undone("circles:join"),
}
BY_LIBRARIES = {
    "mfa_deactivate_totp": "allauth asks on a page of its own, after the password",
    "mfa_remove_webauthn": "allauth asks on a page of its own, after the password",
}
DIALOGS = {"live/studio.html": "the dialog asks the same; without scripts its button leads to the page"}


def addresses(patterns: Iterable[Any] | None = None, space: str = "") -> set[str]:
    """Names of all addresses outside the CMS and the admin, with their namespace."""
    found = set()
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            if not inner.startswith(("admin:", "wagtail")):
                found |= addresses(one.url_patterns, inner)
        elif isinstance(one, URLPattern) and one.name:
            found.add(f"{space}{one.name}")
    return found


def destructive(names: Iterable[str]) -> set[str]:
    return {name for name in names if not name.startswith("wagtail") and DESTROYS.search(name.rpartition(":")[2])}


def posting_to(name: str, pages: dict[str, str]) -> set[str]:
    """Templates with a form, a button or a dialog that posts to `name` at once."""
    asks = re.compile(rf"""(?:action|formaction|hx-post|hx-delete)=["']\{{% url ["']{re.escape(name)}["']""")
    kept = re.compile(rf"""\{{% url ["']{re.escape(name)}["'][^%]* as (\w+) %\}}""")
    found = set()
    for path, text in pages.items():
        variable = kept.search(text)
        if asks.search(text) or (variable and re.search(rf"action=(?:\"\{{\{{ )?{variable[1]}\b", text)):
            found.add(path)
    return found


def templates() -> dict[str, str]:
    files = [one for one in ROOT.rglob("templates/**/*.html") if ".venv" not in one.relative_to(ROOT).parts]
    return {str(one).rpartition("templates/")[2]: one.read_text() for one in files}


def test_every_address_that_destroys_is_known() -> None:
    assert destructive(addresses()) ^ set(DOORS) ^ set(BY_LIBRARIES) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if isinstance(door, Asked)])
def test_what_cannot_be_undone_is_asked_on_a_page_first(name: str, cast: Any, client_of: Callable[[Any], Any]) -> None:
    door = DOORS[name]
    assert isinstance(door, Asked)
    who, arguments = door.make(cast)
    page, client = reverse(name, args=arguments), client_of(who)
    for _ in range(2):  # looking changes nothing: the question is still there
        answer = client.get(page)
        assert answer.status_code == 200
        assert door.template in [one.name for one in answer.templates]
        assert re.search(r'<form[^>]*method="post"[^>]*>', answer.content.decode())
    outsider = client_of(cast.outsider).get(page)
    assert outsider.status_code in (403, 404) or name == "account_close"


def test_nothing_posts_past_the_question() -> None:
    pages = templates()
    asked = {name: door.template for name, door in DOORS.items() if isinstance(door, Asked)}
    past = {(name, path) for name, own in asked.items() for path in posting_to(name, pages) - {own} - set(DIALOGS)}
    assert past == set()


def test_what_is_done_by_one_tap_is_undone_by_one() -> None:
    assert {door.by for door in DOORS.values() if isinstance(door, Undone)} <= addresses()


def test_a_door_that_is_planted_is_found() -> None:
    assert destructive({"notes:burn", "notes:remove_all"}) - set(DOORS) == {"notes:remove_all"}
    forms = {
        "a.html": """<form method="post" action="{% url 'notes:delete' note.pk %}">""",
        "b.html": """{% url 'notes:delete' note.pk as gone %}<form action="{{ gone }}">""",
        "c.html": """<a href="{% url 'notes:delete' note.pk %}">""",
        "d.html": """<button hx-post="{% url "notes:delete" note.pk %}">""",
    }
    assert posting_to("notes:delete", forms) == {"a.html", "b.html", "d.html"}


def test_the_admin_deletes_nothing_of_people_without_its_own_question() -> None:
    """Django's page lists what goes with a row and refuses what is protected; no page of ours replaces it."""
    for model, desk in admin.site._registry.items():
        assert desk.delete_confirmation_template is None, model
        assert desk.delete_selected_confirmation_template is None, model
    assert not [path for path in templates() if path.startswith("admin/") and "delete" in path]
    assert not [model for model in admin.site._registry if model._meta.label in ("accounts.User", "wagtailcore.Page")]


def test_the_cms_asks_before_a_snippet_goes() -> None:
    """With Wagtail's page, which runs `before_delete_snippet`: a view of our own would not."""
    for model in get_snippet_models():
        kind = model.snippet_viewset.delete_view_class  # type: ignore[attr-defined]
        assert kind.__module__.startswith("wagtail."), model
