"""What is said to machines: where crawlers should not go, and where a weakness is told."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from tadpole.config.env import Env


def test_private_corners_are_closed_in_every_language() -> None:
    answer = Client().get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *" and lines[-1] == f"Sitemap: {settings.ORIGIN}/sitemap.xml"
    for place in ("/account/", "/en/account/", "/zh-hant/family/", "/cms/", "/admin/", "/photos/", "/notices/"):
        assert f"Disallow: {place}" in lines
    assert not any(line == f"Disallow: {place}" for line in lines for place in ("/", "/t/", "/notes/", "/guides/"))


@pytest.mark.parametrize("contact", ["mailto:security@pond.example", "https://pond.example/report/"])
def test_a_place_for_weaknesses_is_named_when_there_is_one(contact: str) -> None:
    with override_settings(ENV=Env(security_contact=contact)):
        lines = dict(
            line.split(": ", 1) for line in Client().get("/.well-known/security.txt").content.decode().splitlines()
        )
    assert lines["Contact"] == contact and lines["Canonical"].endswith("/.well-known/security.txt")
    until = datetime.fromisoformat(lines["Expires"])
    assert timezone.now() + timedelta(days=90) < until < timezone.now() + timedelta(days=365)


@pytest.mark.django_db
def test_without_one_there_is_no_such_file() -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
