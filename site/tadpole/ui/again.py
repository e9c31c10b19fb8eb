"""Sending a form again that came too late: its session, or the token in its page, had run out.

Every form says for whom its page was made (signed); the same person, and nobody else, is offered what she typed to send it once
more, by a button, never by itself and never with a password in it.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import SuspiciousOperation, TooManyFilesSent
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

MADE_FOR = "made_for"
TOKEN = "csrfmiddlewaretoken"
NOBODY = 0
SECRET = re.compile(r"password|code|otp", re.IGNORECASE)
SIGNER = Signer(salt="tadpole.ui.again")
LONG = 40


def made_for(request: HttpRequest) -> str:
    """Who the form of a page is for, signed: the reader; or whom the form was for that is answered while nobody is signed in."""
    reader = reader_of(request)
    if reader == NOBODY and request.method == "POST":
        sent = str(posted(request).get(MADE_FOR, ""))
        if owner(sent):
            return sent
    return SIGNER.sign(str(reader))


def owner(mark: str) -> int | None:
    """The person's id in a mark of ours; NOBODY for a reader without an account; None when it is not ours."""
    try:
        return int(SIGNER.unsign(mark))
    except (BadSignature, ValueError):
        return None


def reader_of(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else NOBODY


def posted(request: HttpRequest) -> Any:
    """The form that was sent; empty when it cannot be read or is more than is read."""
    try:
        return request.POST
    except (SuspiciousOperation, MultiPartParserError, TooManyFilesSent, UnreadablePostError):
        return {}


def fields(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Name, text, and whether somebody wrote it, of every field that was sent; nothing where a secret is among them."""
    sent = posted(request)
    if request.method != "POST" or not sent or any(SECRET.search(name) for name in sent):
        return []
    return [
        (name, text, written(text))
        for name, texts in sent.lists()
        for text in texts
        if isinstance(text, str) and name != TOKEN
    ]


def written(text: str) -> bool:
    """Whether it looks like words; an id, a tick, an address or the data of an editor do not."""
    if text.startswith(("{", "[")) or (text.count(":") == 1 and owner(text) is not None):
        return False
    return " " in text or "\n" in text or len(text) > LONG or not text.isascii()


def words_of(text: str) -> str:
    """What somebody wrote into a field: the text itself, or the lines in the JSON of the CMS's editor (Draft.js); empty for other data."""
    if not text.startswith(("{", "[")):
        return text
    try:
        blocks = json.loads(text)["blocks"]
        return "\n".join(one["text"] for one in blocks if one["text"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return "" if text.startswith("{") else text


@dataclass(frozen=True)
class Again:
    """A form to send again: to where, its fields, and the names of those that held files (a page cannot keep them)."""

    to: str
    fields: list[tuple[str, str, bool]]
    files: list[str]

    @property
    def in_editors(self) -> list[str]:
        """The words of fields that go as an editor's data, to look at."""
        return [words for _name, text, written in self.fields if not written and (words := words_of(text)) != text]


def offered(request: HttpRequest, *, signed_out: bool) -> Again | None:
    """What may be sent again, or None. `signed_out`: the token was good; else the request must come from a page of ours."""
    kept = fields(request)
    whose = next((owner(text) for name, text, _written in kept if name == MADE_FOR), None)
    if whose is None or not (signed_out or from_here(request)):
        return None
    if reader_of(request) not in (whose, NOBODY):
        return None
    return Again(request.get_full_path(), kept, list(request.FILES))


def from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
