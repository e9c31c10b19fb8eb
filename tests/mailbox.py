"""What a person reads in a mail of ours."""

import re
from typing import Any


def code_in(message: Any) -> str:
    """The code that stands alone on a line."""
    found = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", message.body, re.MULTILINE)
    assert found, message.body
    return found[1]
