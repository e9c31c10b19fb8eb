"""What the layout needs to know about this request, worked out only when a template asks."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse, translate_url
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

THEMES = ("light", "dark", "night")
SIZES = ("large", "elder")
TABS = ("home", "circles", "live")


@dataclass(frozen=True)
class Place:
    """A door in the navigation. `href` is empty when the app behind it is not there."""

    key: str
    label: str
    icon: str
    href: str
    current: bool = False


def bcp47(code: str) -> str:
    """As `lang` and `hreflang` want a language: zh-Hans, zh-Hant, en."""
    main, dash, script = code.partition("-")
    return f"{main}-{script.capitalize()}" if dash else main


def prefix() -> str:
    """The language part at the front of every address a reader sees; empty in the first language."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def address(*names: str) -> str:
    """The first of `names` that leads somewhere: a URL name, or a path written "/~/…"; else empty."""
    return _address(names, prefix(), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address(names: tuple[str, ...], front: str, urlconf: str, script_prefix: str) -> str:
    """`address` for a language, found once: the layout of every page asks for a score of them."""
    for name in names:
        if name.startswith("/~"):
            return front + name[2:]
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


class Layout:
    """`ui` in every template."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def theme(self) -> str:
        """The theme this reader chose, or empty: then the machine's own setting counts."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def size(self) -> str:
        chosen = self.request.COOKIES.get("size", "")
        return chosen if chosen in SIZES else ""

    @property
    def lang(self) -> str:
        return bcp47(get_language() or settings.LANGUAGE_CODE)

    @cached_property
    def canonical(self) -> str:
        return self.request.build_absolute_uri(self.request.path)

    @cached_property
    def alternates(self) -> list[tuple[str, str, str]]:
        """(code, own name, address of this same page) for every language."""
        names = {"zh-hans": "简体中文", "zh-hant": "繁體中文", "en": "English"}
        path = self.request.path
        return [(code, names.get(code, name), translate_url(path, code)) for code, name in settings.LANGUAGES]

    @property
    def prefix(self) -> str:
        """Of the language being read: "" or "/zh-hant" or "/en"."""
        return prefix()

    @cached_property
    def home(self) -> str:
        return address("/~/")

    @cached_property
    def places(self) -> list[Place]:
        """Doors of the desktop rail, in order."""
        doors = [
            ("home", _("Home"), "house", ("/~/",)),
            ("circles", _("Circles"), "users-round", ("circles:index", "circles:circles")),
            ("guides", _("Guides"), "book-open", ("guides:index", "/~/guides/")),
            ("notes", _("Notes"), "notebook-pen", ("notes:index", "notes:notes")),
            ("contests", _("Contests"), "gift", ("contests:index", "/~/contests/")),
            ("live", pgettext("navigation", "Live"), "video", ("live:live",)),
            ("me", pgettext("navigation", "Me"), "user-round", ("profiles:me", "account_login")),
        ]
        return self._marked([Place(key, label, icon, address(*names)) for key, label, icon, names in doors])

    @cached_property
    def tabs(self) -> list[Place]:
        """Doors of the phone's tab bar: two to the left of the write button, one to its right, beside `more`."""
        return [place for place in self.places if place.key in TABS]

    @cached_property
    def more(self) -> list[Place]:
        """Every other door, and the search: what the last tab of the phone's bar opens."""
        search = Place("search", pgettext("site", "Search"), "search", self.search)
        found = [search, *self.places] if self.search else self.places
        return self._marked([place for place in found if place.key not in TABS])

    @property
    def in_more(self) -> bool:
        return any(place.current for place in self.more)

    @cached_property
    def write(self) -> list[Place]:
        """What a member can start from anywhere."""
        doors = [
            (
                "thread",
                _("Ask or tell your circle"),
                "message-circle",
                ("threads:new", "threads:open", "threads:start"),
            ),
            ("note", _("Share photos of something you used"), "camera", ("notes:new", "notes:publish")),
        ]
        found = [Place(key, label, icon, address(*names)) for key, label, icon, names in doors]
        return [place for place in found if place.href]

    @cached_property
    def account(self) -> list[Place]:
        """Doors behind the account picture."""
        doors = [
            ("me", _("My page"), "user-round", ("profiles:me",)),
            ("family", _("My family"), "baby", ("families:family",)),
            (
                "settings",
                _("Account and sign-in"),
                "settings",
                ("account_settings", "account_email"),
            ),
        ]
        found = [Place(key, label, icon, address(*names)) for key, label, icon, names in doors]
        return [place for place in found if place.href]

    @cached_property
    def search(self) -> str:
        return address("results:search", "search:search", "search_results:search", "/~/search/")

    @cached_property
    def suggest(self) -> str:
        return address("results:suggest", "search:suggest", "search_results:suggest")

    @cached_property
    def notices(self) -> str:
        return address("notifications:notices", "notifications:index", "notices:index")

    @cached_property
    def sign_in(self) -> str:
        return address("account_login", "accounts:sign_in")

    @cached_property
    def sign_out(self) -> str:
        return address("account_logout", "accounts:sign_out")

    def _marked(self, places: list[Place]) -> list[Place]:
        """Mark the door whose address is the longest beginning of this path."""
        reachable = [place for place in places if place.href]
        path = self.request.path
        leading = [p for p in reachable if path == p.href or (p.key != "home" and path.startswith(p.href))]
        here = max(leading, key=lambda place: len(place.href), default=None)
        return [Place(p.key, p.label, p.icon, p.href, current=p is here) for p in reachable]


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: `ui`. (Not `page`: that name belongs to Wagtail.)"""
    return {"ui": Layout(request)}
