"""The CMS needs no script inside its pages: its policy is held on every page an administrator can open."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import wagtail
from django.apps import apps
from django.template.loader import get_template
from django.test import Client

from tests.factories.content import a_guide, a_picture, a_review
from tests.factories.contests import a_contest

SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)(?![^>]*application/ld)[^>]*>|\son[a-z]+\s*=\s*[\"']"
)
WAGTAIL = Path(wagtail.__file__).parent
NOT_PAGES = ("search_promotions", "styleguide", "test", "embed_frontend", "project_template")


@pytest.mark.django_db
@pytest.mark.once("tests/tadpole/config/test_edit_forms.py::test_no_form_shows_something_kept_without_its_version")
def test_pages_of_the_cms_hold_no_script(cast: Any, client_of: Callable[[Any], Client]) -> None:
    client = client_of(cast.staff)
    guide, review, contest = a_guide(by=cast.doctor), a_review(by=cast.doctor), a_contest(by=cast.editor)
    parent = guide.get_parent().pk
    picture = a_picture()
    addresses = [
        "/cms/", f"/cms/pages/{parent}/", f"/cms/pages/add/guides/guidepage/{parent}/", *[f"/cms/pages/{one.pk}/edit/" for one in (guide, review, contest)],
        f"/cms/pages/{guide.pk}/history/", f"/cms/pages/{guide.pk}/privacy/", f"/cms/pages/{guide.pk}/copy/", f"/cms/pages/{guide.pk}/delete/",
        f"/cms/images/{picture.pk}/", "/cms/images/add/", "/cms/images/chooser/", "/cms/snippets/products/product/add/", "/cms/users/new/",
        "/cms/groups/new/", "/cms/workflows/add/", "/cms/redirects/add/", "/cms/sites/new/", "/cms/choose-page/", "/cms/reports/site-history/",
    ]  # fmt: skip
    found = {}
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if script := SCRIPT.search(answer.content.decode()):
            found[address] = answer.content.decode()[script.start() : script.start() + 160]
    assert found == {}


def templates_with_scripts() -> list[str]:
    """Names of the CMS's own templates that start something by a script of their own."""
    inside = {path.relative_to(WAGTAIL).as_posix(): path for path in WAGTAIL.rglob("templates/**/*.html")}
    names = {
        name.rpartition("templates/")[2]: path
        for name, path in inside.items()
        if not any(part in name for part in NOT_PAGES)
    }
    return sorted(name for name, path in names.items() if SCRIPT.search(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", templates_with_scripts())
def test_every_template_that_holds_a_script_has_our_version(name: str) -> None:
    """A new release of the CMS may bring another one: then it is not started, and this says so."""
    used = Path(get_template(name).origin.name)
    assert used.is_relative_to(apps.get_app_config("ui").path), f"{name} needs a version without a script"
    assert not SCRIPT.search(used.read_text(encoding="utf-8"))


def test_there_are_such_templates() -> None:
    assert len(templates_with_scripts()) >= 4
