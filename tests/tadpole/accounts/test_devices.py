"""What a browser says of itself, in words for the account page."""

import pytest

from tadpole.accounts.rules import device_of


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile MicroMessenger/8.0",
            ["WeChat", "iPhone"],
        ),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", ["Chrome", "Android"]),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", ["Edge", "Windows"]),
        ("curl/8.0", []),
        ("", []),
    ],
)
def test_browser_and_system_are_named(user_agent: str, words: list[str]) -> None:
    assert device_of(user_agent) == words
