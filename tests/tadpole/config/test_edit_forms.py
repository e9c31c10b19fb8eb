"""Every form of the site that shows something kept says which version of it: looked for on every page, as those who may edit see it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from tadpole.ui.versions import digest
from tests.access import Walker, routes
from tests.forms_on_pages import PageForm, forms_in
from tests.tadpole.config.test_access import STAFF_ROOMS, browser, things

pytestmark = [pytest.mark.django_db, pytest.mark.long]
VERSIONS = {"version", "loaded_revision_id"}
"""Ours, and Wagtail's for pages."""
NEW = ("/add/", "/new/", "/create/", "/copy/", "chooser/", "/login/", "/signup/", "/password/")
"""Forms that make something or let somebody in: what stands in them is a suggestion."""
LEFT_OUT = {
    "_ui/": "samples of every component: nothing is kept",
    "cms/pages/<int:page_id>/privacy/": "who may read a page: one choice, shown in a window that is closed again",
    "cms/collections/<int:collection_id>/privacy/": "the same for a collection",
}
"""Forms that show nothing that is kept, or choose one of a few states: the last choice counts, and no words are lost."""


def offender(page: str, route: str) -> list[str]:
    """The fields of the page's forms that show something kept without saying which version."""
    return [
        f"{route}: {', '.join(sorted(form.shown))}"
        for form in forms_in(page)
        if form.method == "post" and form.shown and not has_version(form)
    ]


def has_version(form: PageForm) -> bool:
    """Several forms inside one <form> have a prefix each."""
    return any(name.rpartition("-")[2] in VERSIONS for name in form.names)


def pages_with_forms(cast: Any) -> Iterator[tuple[str, str]]:
    known = things(cast)
    owner, admin = Walker(browser(cast.alice)), Walker(browser(cast.staff, second_factor=True))
    for route in sorted(set(routes())):
        if any(one in f"/{route}" for one in NEW) or route in LEFT_OUT:
            continue
        for walker in (admin,) if route.startswith(STAFF_ROOMS) else (owner, admin):
            answer = walker.answer("GET", known.address(route))
            if answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", ""):
                yield route, answer.content.decode()


def test_no_form_shows_something_kept_without_its_version(cast: Any) -> None:
    found, with_version = set(), set()
    for route, page in pages_with_forms(cast):
        found |= set(offender(page, route))
        with_version |= {route for form in forms_in(page) if has_version(form)}
    assert sorted(found) == []
    assert len(with_version) >= 22, "\n".join(sorted(with_version))


def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<form method="post"><input name="title" value="小碗"></form>')


def test_a_planted_form_without_one_is_found() -> None:
    page = careless(HttpRequest()).content.decode()
    assert offender(page, "planted/") == ["planted/: title"]
    careful = page.replace(
        "</form>", f'<input type="hidden" name="version" value="{digest({"title": "小碗"})}"></form>'
    )
    assert offender(careful, "planted/") == []
    assert offender('<form method="post"><textarea name="text">\n</textarea></form>', "empty/") == []
    assert offender('<form method="get"><input name="q" value="小碗"></form>', "search/") == []
