"""An address that cannot be parsed is no address, everywhere one is read: nobody parses them for himself."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("site", "media", "community", "content", "campaigns", "search")
PARSES = re.compile(r"\b(?:urlsplit|urlparse|url_has_allowed_host_and_scheme)\(")
MAY_PARSE = {
    "site/tadpole/text/addresses.py": "it is the one",
    "site/tadpole/ui/places.py": "Django's function, which takes what is no address for a foreign one",
    "site/tadpole/accounts/actions/mails.py": "the site's own origin",
    "site/tadpole/config/checks.py": "the site's own origin",
    "site/tadpole/config/settings/security.py": "the site's own origin",
    "media/previews/queries.py": "the site's own origin",
    "content/home/migrations/0002_front_pages_in_three_languages.py": "the site's own origin",
    "site/tadpole/config/files.py": "an operator's setting, and what the client signed",
    "site/tadpole/events/radio.py": "an operator's setting",
    "site/tadpole/operations/addresses.py": "an operator's setting",
    "site/tadpole/operations/redaction.py": "an operator's setting",
    "media/previews/rules.py": "after `canonical`",
    "media/previews/gateways.py": "after `canonical`",
    "media/previews/models.py": "after `canonical`",
}
NO_ADDRESS = ["//%5B", "//[", "http://[", "https://a:b:c]", "//[::1", "http://℀.com/", "//℀", "http://x:y/"]
DOORS = ["login/", "signup/", "login/code/", "password/reset/", "logout/", "reauthenticate/", "2fa/reauthenticate/"]


def parsing(root: Path) -> Iterator[str]:
    """Files that parse an address by themselves."""
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            if PARSES.search(path.read_text(encoding="utf-8")):
                yield str(path.relative_to(root))


def test_addresses_are_parsed_in_one_place() -> None:
    assert set(parsing(ROOT)) == set(MAY_PARSE), "read an address with tadpole.text.addresses.parsed"


def test_who_parses_for_himself_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "community" / "planted.py"
    planted.parent.mkdir()
    planted.write_text("host = urlsplit(request.GET['next']).hostname\n")
    assert list(parsing(tmp_path)) == ["community/planted.py"]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_next_that_is_no_address_leads_nowhere(door: str, cast: Any, client_of: Callable[[Any], Client]) -> None:
    for place in NO_ADDRESS:
        for who in (cast.nobody, cast.staff):
            client = client_of(who)
            client.defaults["REMOTE_ADDR"] = f"203.0.113.{NO_ADDRESS.index(place)}"
            answers = [
                client.get(f"/account/{door}?next={quote(place)}"),
                client.post(f"/account/{door}?next={quote(place)}"),
                client_of(who).post(f"/account/{door}", {"next": place}),
            ]
            assert {answer.status_code for answer in answers} <= {200, 302, 403, 405, 429}, (door, place)
            assert not any("[" in answer.get("Location", "") for answer in answers)


@pytest.mark.django_db
@pytest.mark.parametrize("place", NO_ADDRESS[1:4])
def test_a_redirect_from_what_is_no_address_is_refused(
    place: str, cast: Any, client_of: Callable[[Any], Client]
) -> None:
    typed = {"old_path": place, "site": "", "redirect_link": "https://example.org/", "is_permanent": "on"}
    page = client_of(cast.staff).post("/cms/redirects/add/", typed)
    assert page.status_code == 200
    assert "网址" in page.content.decode() and place in page.content.decode().replace("&#x27;", "'")
