"""What the CMS gives an editor besides pages: settings of one's own, files for Excel."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.users.models import UserProfile

from tests.factories.content import a_guide

pytestmark = pytest.mark.django_db


def read(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_language_and_zone_change_without_a_surname(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    address = reverse("wagtailadmin_account")
    page = desk.get(address)
    assert 'name="name_email-last_name"' not in page.content.decode()
    forms = [panel.get_form() for panels in page.context["panels_by_tab"].values() for panel in panels]
    sent = {
        bound.html_name: bound.value()
        for form in forms
        for bound in form
        if bound.value() not in (None, False) and "avatar" not in bound.html_name
    }
    sent |= {"locale-preferred_language": "en", "locale-current_time_zone": "America/New_York"}
    assert desk.post(address, sent).status_code == 302
    profile = UserProfile.objects.get(user=cast.editor)
    assert (profile.preferred_language, profile.current_time_zone) == ("en", "America/New_York")


@pytest.mark.parametrize("name", ["wagtailadmin_reports:aging_pages", "wagtailadmin_reports:site_history"])
def test_a_report_opens_in_excel(cast: Any, client_of: Callable[[Any], Client], name: str) -> None:
    a_guide(by=cast.editor, title='=HYPERLINK("https://example.org")湿疹')
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"):
        a_guide(by=cast.editor, title=f"{sign}１宝宝")
    sent = read(client_of(cast.staff).get(reverse(name), {"export": "csv"}))
    assert sent.startswith("\ufeff".encode())
    text = sent.decode("utf-8-sig")
    assert "湿疹" in text
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t＝＋－＠"))]


@pytest.mark.parametrize("link", ["@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", "-1+1", "＝１＋１"])
def test_a_formula_in_a_redirect_is_a_text_in_both_formats(
    cast: Any, client_of: Callable[[Any], Client], link: str
) -> None:
    Redirect.objects.create(old_path="/a", redirect_link=link)
    desk, address = client_of(cast.staff), reverse("wagtailredirects:index")
    assert f"'{link}" in read(desk.get(address, {"export": "csv"})).decode()
    sheet = load_workbook(BytesIO(read(desk.get(address, {"export": "xlsx"}))))
    assert {cell.data_type for row in sheet.active.iter_rows() for cell in row} <= {"s", "n", "b", "d"}


def test_a_member_gets_no_report(cast: Any, client_of: Callable[[Any], Client]) -> None:
    answer = client_of(cast.outsider).get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
    assert answer.status_code in (302, 403)
