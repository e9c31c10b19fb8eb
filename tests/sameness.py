"""Two pages that should tell a stranger nothing are compared without what is new in every page."""

import re
from typing import Any

NEW = re.compile(
    r'(name="csrfmiddlewaretoken" value|nonce|name="csp-nonce" content)="[^"]*"|"inlineScriptNonce":\s*"[^"]*"'
)


def plain(answer: Any, email: str) -> str:
    """The page without tokens and nonces, and without the address that was typed."""
    return NEW.sub("", answer.content.decode().replace(email, ""))
