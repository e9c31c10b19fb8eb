"""Hostile requests, the same ones for the same seed: addresses, parameters, and the site's own forms sent back broken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access import HOLE

HUGE = "9" * 30
HOSTILE = (
    "", "0", "-1", "1", "abc", HUGE, "9" * 19, "9" * 5_000, "1e9", "1.5", "NaN", "٣", "²", "\x00", "a\x00b", "😀",
    "null", "[]", "{}", "[" * 3_000, '{"a": ' * 2_000, '{"blocks": 1}', '{"blocks": [{"type": 7}], "entityMap": []}',
    '[{"type": "paragraph"}]', "true", "None", "2026-02-31", "9999-99-99T99:99", "0001-01-01", "99:99", "//[", "http://[", "https://[::1",
    "javascript:alert(1)", "../../etc/passwd", "%", "%s%n", "%zz", "'", "\"'><script>", "$where", "(" * 50, "a" * 100_000, "\r\nSet-Cookie: a=b",
    "xx-yy", "zh-hans", "-pk", "-", "pk__in", "page__owner__password", "user__password", "\u202e", "e\u0301" * 50, "长" * 3_000, "all", "earliest",
)  # fmt: skip
NAMES = (
    "p", "page", "q", "after", "ordering", "order", "sort", "locale", "language", "next", "id", "pk", "kind", "state", "stage", "category",
    "circle", "to", "note", "words", "threads", "parent", "page_type", "child_of", "content_type", "object_id", "user", "date_from",
    "date_to", "timestamp_from", "timestamp_to", "created_at_from", "created_at_before", "latest_revision_created_at_from", "owner",
    "site", "root", "allow_external_link", "multiple", "chosen", "model_types", "can_choose_root", "user_perms", "match_subclass",
    "export", "tag", "collection_id", "collection", "index", "uploaded", "results", "usage_count", "has_child_pages", "is_site_root", "v",
    "in_preview_panel", "mode", "action", "select_format", "caption", "alt_text", "o", "_changelist_filters", "_popup", "_to_field", "e",
    "type", "group", "is_active", "last_login_from", "permanent", "hx", "format", "revision", "task_states", "reviewable", "block_id",
    "term", "app_label", "model_name", "field_name", "fields", "next_url", "return_url", "copy_from", "title", "hide_trees",
)  # fmt: skip
METHODS = ("GET",) * 5 + ("POST",) * 5 + ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class Shot:
    """One request."""

    role: str
    method: str
    address: str
    query: dict[str, str] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        parts = (("query", self.query), ("sent", self.sent), ("headers", self.headers))
        said = " ".join(f"{name}={shortened(part)}" for name, part in parts if part)
        return f"{self.role}: {self.method} {self.address} {said}"


def shortened(part: dict[str, Any]) -> str:
    return repr({name: value[:80] if isinstance(value, str) else value for name, value in part.items()})[:1_500]


def hostile_address(dice: Random, route: str, known: str) -> str:
    """An address with our rows in it, or with one of its holes filled by what no row is called."""
    if not HOLE.search(route) or dice.random() < 0.6:
        return known
    wild = dice.choice(
        ["0", "-1", "9" * 18, "9" * 19, "9" * 40, "abc", "a%00b", "%ff", "%5B", "长", "x" * 300, "..", "1%0A"]
    )
    parts, ours = route.replace("^", "").replace("$", "").split("/"), known.strip("/").split("/")
    holes = [at for at, part in enumerate(parts) if HOLE.search(part) and at < len(ours)]
    if holes:
        ours[dice.choice(holes)] = wild
    return "/" + "/".join(ours) + ("/" if known.endswith("/") else "")


def some(dice: Random, names: Any, most: int = 4) -> dict[str, str]:
    """A few parameters, hostile."""
    return {dice.choice(names): dice.choice(HOSTILE) for _ in range(dice.randint(1, most))}


def broken(dice: Random, form: dict[str, Any]) -> dict[str, Any]:
    """A form of the site with one to three of its fields broken, missing or doubled."""
    sent = dict(form)
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(sorted(sent) or ["nothing"])
        match dice.randrange(8):
            case 0:
                sent.pop(name, None)
            case 1:
                sent[name] = [dice.choice(HOSTILE), dice.choice(HOSTILE)]
            case 2:
                sent[name] = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\nbroken", content_type="image/png")
            case 3:
                counts = [one for one in sent if one.endswith(("_FORMS", "-count"))] or [name]
                sent[dice.choice(counts)] = dice.choice(("abc", "100000", "-1", "", HUGE, "5"))
            case 4:
                sent |= some(dice, NAMES, 2)
            case _:
                sent[name] = dice.choice(HOSTILE)
    return sent


def forms_in(html: str) -> Iterator[dict[str, Any]]:
    """The fields of every form that is sent, as a browser would send them untouched."""
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        if str(form.get("method", "")).lower() != "post":
            continue
        fields: dict[str, Any] = {}
        for one in form.find_all(["input", "textarea", "select", "button"]):
            name = one.get("name")
            if not name or name == "csrfmiddlewaretoken":
                continue
            if one.name == "select":
                chosen = one.find("option", selected=True) or one.find("option")
                fields[str(name)] = str(chosen.get("value", "")) if chosen else ""
            elif one.name == "textarea":
                fields[str(name)] = one.get_text()
            elif one.get("type") not in ("checkbox", "radio") or one.has_attr("checked"):
                fields[str(name)] = str(one.get("value", ""))
        if fields:
            yield fields
