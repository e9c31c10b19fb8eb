"""A passkey made and used, a code read from the mail, in a real browser."""

from collections.abc import Callable

import pytest

from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import Visitor
from tests.running import RunningSite

pytestmark = pytest.mark.browser
A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_parent_signs_in_by_passkey_and_by_code(site: RunningSite, visit: Callable[..., Visitor]) -> None:
    alice = Cast().alice
    phone = visit()
    authenticator = phone.context.new_cdp_session(phone.page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": A_PHONE})

    phone.go("/account/login/")
    phone.sign_in_by_password("alice")
    phone.go("/account/2fa/webauthn/add/")
    if "reauthenticate" in phone.page.url:
        phone.page.fill("input[name=password]", PASSWORD)
        phone.page.locator("main form button[type=submit]").first.click()
        phone.page.wait_for_url("**/webauthn/add/")
    phone.page.fill("input[name=name]", "手机")
    phone.page.check("input[name=passwordless]")
    phone.page.click("#mfa_webauthn_add")
    phone.page.wait_for_url(lambda address: "add" not in address)
    assert alice.authenticator_set.filter(type="webauthn").count() == 1

    phone.context.clear_cookies()
    phone.page.goto(f"{site.origin}/account/login/")
    phone.page.click("#passkey_login")
    phone.page.wait_for_url(lambda address: "/account/login" not in address)
    phone.go("/account/")
    assert "alice@example.org" in phone.page.content()

    phone.context.clear_cookies()
    phone.go("/account/login/code/")
    phone.page.fill("input[name=email]", "alice@example.org")
    phone.page.locator("main form button[type=submit]").first.click()
    phone.page.wait_for_url("**/confirm/")
    phone.hold()
    phone.page.fill("input[name=code]", site.last_code())
    phone.page.locator("main form button[type=submit]").first.click()
    phone.page.wait_for_url(lambda address: "/login/" not in address)
    phone.go("/account/sessions/")
