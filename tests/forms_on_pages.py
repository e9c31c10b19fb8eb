"""Forms as a browser finds them in a page: their fields with what stands in them, and what would be sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TYPED = {"text", "email", "url", "search", "number", "date", "time", "datetime-local", "tel", ""}
"""Types of <input> that somebody writes into."""


@dataclass
class PageForm:
    """One <form>. `sent` is what its button would send now; `shown` the names of controls that show something kept."""

    action: str
    method: str
    names: set[str] = field(default_factory=set)
    sent: dict[str, list[str]] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    def put(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


class Reader(HTMLParser):
    """Collects the forms of a page in `forms`."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.inside: PageForm | None = None
        self.area: str | None = None
        self.words = ""
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.inside)
        if self.inside is None:
            return
        name = given.get("name", "")
        if tag in ("input", "textarea", "select") and name:
            self.inside.names.add(name)
        if tag == "input" and name:
            self.read_input(self.inside, name, given)
        elif tag == "textarea" and "readonly" not in given:
            self.area, self.words = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.inside.put(self.select, given.get("value", ""))
            if given.get("value"):
                self.inside.shown.add(self.select)

    def read_input(self, form: PageForm, name: str, given: dict[str, str]) -> None:
        kind, value = given.get("type", "").lower(), given.get("value", "")
        if kind in ("file", "submit", "button", "image") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        form.put(name, value or ("on" if kind == "checkbox" else ""))
        if kind in TYPED and value and "readonly" not in given:
            form.shown.add(name)

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area is not None and self.inside is not None:
            words = self.words.removeprefix("\n")
            self.inside.put(self.area, words)
            if words.strip():
                self.inside.shown.add(self.area)
            self.area = None


def forms_in(page: str) -> list[PageForm]:
    reader = Reader()
    reader.feed(page)
    return reader.forms


def edited(client: Any, address: str, data: dict[str, Any], **how: Any) -> Any:
    """The answer to an edit form that is opened and sent with `data`: its version goes with it, as from a browser."""
    shown = forms_in(client.get(address).content.decode())
    known = (name for name in ("version", "loaded_revision_id", "loaded_revision_created_at"))
    version = {name: one.sent[name][0] for name in known for one in shown if one.sent.get(name)}
    return client.post(address, {**version, **data}, **how)
