"""The account's pages speak as the rest of the site does: 你, 邮箱; also where the sentence is allauth's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from tadpole.accounts.gateways.allauth_words import SAID_ANEW
from tests.second_factor import an_app

STIFF = re.compile(r"您|电子邮件|Email|令牌|token", re.IGNORECASE)
HOLE = re.compile(r"%\(\w+\)s")
OUTSIDE = ["login/", "signup/", "login/code/", "password/reset/", "password/reset/done/", "inactive/"]
INSIDE = ["", "email/", "password/change/", "sessions/", "2fa/", "2fa/totp/activate/", "reauthenticate/", "logout/"]
WITH_AN_APP = ["2fa/", "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/webauthn/", "2fa/reauthenticate/"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_allauths_sentences_are_ours(language: str) -> None:
    with translation.override(language):
        ours = {said: gettext(said) for said in SAID_ANEW}
    assert {said: word for said, word in ours.items() if STIFF.search(HOLE.sub("", word)) or word == said} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_no_page_of_the_account_is_stiff(prefix: str, cast: Any, client_of: Callable[[Any], Client]) -> None:
    an_app(of=cast.bob)
    stiff = {}
    for who, paths in ((cast.nobody, OUTSIDE), (cast.alice, INSIDE), (cast.bob, WITH_AN_APP)):
        client = client_of(who)
        for path in paths:
            page = client.get(f"{prefix}/account/{path}", follow=True)
            assert page.status_code == 200, path
            if found := STIFF.findall(words_of(page.content.decode())):
                stiff[path] = found
    assert stiff == {}


def words_of(html: str) -> str:
    """What is read of the main part of a page."""
    main = html.split("<main", 1)[-1].split("</main>", 1)[0]
    main = re.sub(r"<script.*?</script>", " ", main, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", main)
