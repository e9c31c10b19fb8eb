"""Guides: an editor publishes, parents read, nobody else gets at the desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from content.guides.models import GuideIndexPage, GuidePage
from content.guides.rules import Span
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tadpole.errors import Invalid
from tests.budget import same_queries
from tests.factories.content import a_guide, a_picture

pytestmark = pytest.mark.django_db


def form(**fields: Any) -> dict[str, Any]:
    """What the editors' form sends."""
    body = streamfield([("heading", "先保湿"), ("paragraph", rich_text("<p>一天两次，厚厚一层。</p>"))])
    given = {
        "title": "宝宝湿疹：先把保湿做够",
        "slug": "湿疹",
        "summary": "每天做什么，哪天去医院。",
        "body": body,
        "sources": streamfield([]),
        "stages": inline_formset([{"kind": "baby", "start": "0", "end": "12", "ORDER": "1"}]),
        "comments": inline_formset([]),
        **fields,
    }
    return dict(nested_form_data(given))


def test_an_editor_writes_a_draft_and_publishes_it_and_a_parent_reads_it(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk, parent = client_of(cast.editor), client_of(cast.alice)
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])
    assert desk.get(add).status_code == 200

    answer = desk.post(add, form())
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = GuidePage.objects.get(slug="湿疹")
    assert not page.live
    assert parent.get("/guides/湿疹/").status_code == 404

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert desk.post(edit, form(**{"action-publish": "1", "title": "宝宝湿疹怎么办"})).status_code == 302
    answer = parent.get("/guides/湿疹/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "宝宝湿疹怎么办" in text
    assert 'id="s-先保湿"' in text
    assert 'href="#s-先保湿"' in text
    assert "0 到 12 个月" in text
