"""How the project says no: a sentence a parent can read, and the HTTP status that goes with it.

Actions raise these; `tadpole.ui.middleware` (pages) and the consumers (sockets) translate them, once.
Anything else that is raised is a bug.
"""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Somebody may not do this. `sentence` is (lazily) translated text; `field` names the form field at fault."""

    status = 403

    def __init__(self, sentence: Any, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Invalid(Refused):
    """What was sent cannot be used as it is."""

    status = 422


class NotFound(Refused):
    """It is not there, or not for this reader: the two are never told apart."""

    status = 404


class Conflict(Refused):
    """It was possible a moment ago, or it has been done already."""

    status = 409


class Changed(Conflict):
    """Somebody changed what a form shows after it was opened; `stands` is what is kept now, by the name of the field."""

    def __init__(self, sentence: Any, *, stands: Mapping[str, Any]) -> None:
        super().__init__(sentence)
        self.stands = stands


class SignedOut(Refused):
    """Something was sent after the session had ended; a page that says so shows the way to the sign-in."""


class TooLarge(Refused):
    """More bytes, pixels or characters than are taken."""

    status = 413


class TooOften(Refused):
    """Not now; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: Any, *, retry_after: int, field: str | None = None) -> None:
        super().__init__(sentence, field=field)
        self.retry_after = retry_after


class Unavailable(Refused):
    """Nobody can do this now, and it is not the asker's fault; `retry_after` is in seconds."""

    status = 503

    def __init__(self, sentence: Any, *, retry_after: int, field: str | None = None) -> None:
        super().__init__(sentence, field=field)
        self.retry_after = retry_after
