"""Bars, their menus and toasts: in the largest letters, from the smallest phone to a desk, they leave room and cover nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast
from tests.factories.circles import a_circle
from tests.factories.content import a_guide, a_review
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import a_replay, on_air
from tests.factories.notes import a_note
from tests.factories.threads import a_reply, a_thread
from tests.journeys.conftest import Visitor
from tests.running import RunningSite
from tests.tadpole.config.test_addresses import leaves

pytestmark = pytest.mark.browser
SCREENS = [(320, 568), (390, 844), (1280, 900)]
LARGEST = "elder"
SECTIONS = (
    "/circles/",
    "/contests/",
    "/family/",
    "/kols/",
    "/live/",
    "/notes/",
    "/notices/",
    "/people/",
    "/products/",
    "/t/",
)
MOST = 1 / 3
"""Of a screen's height, for all bars together."""

BARS = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const style = getComputedStyle(one);
    if (!["sticky", "fixed"].includes(style.position) || style.visibility === "hidden") return false;
    const { width, height } = one.getBoundingClientRect();
    return height > 1 && width > innerWidth / 2 && !one.closest("dialog");
  }).filter((one, _n, all) => !all.some((other) => other !== one && other.contains(one)))"""
HEIGHTS = f"() => ({BARS})().map((one) => [one.className, one.getBoundingClientRect().height])"
HIDDEN_FIELDS = f"""async () => {{
    const bars = ({BARS})(), hidden = [];
    const frame = () => new Promise(requestAnimationFrame);
    const covered = (field) => {{
      const seen = field.getBoundingClientRect();
      return bars.filter((bar) => {{
        const over = bar.getBoundingClientRect();
        if (seen.left >= over.right || seen.right <= over.left) return false;
        return seen.top < over.bottom - 2 && seen.bottom > over.top + 2;
      }});
    }};
    const fields = [...document.querySelectorAll("main :is(input, select, textarea, button, summary, a.btn)")];
    for (const from of [0, document.documentElement.scrollHeight]) for (const field of fields) {{
      if (!field.checkVisibility({{ visibilityProperty: true }}) || bars.some((bar) => bar.contains(field))) continue;
      if (field.getBoundingClientRect().height > innerHeight / 3) continue;
      const reach = () => {{
        field.blur();
        scrollTo(0, from);
        field.focus();
      }};
      reach();
      if (document.activeElement !== field) continue;
      if (covered(field).length) {{ // pictures on the way there may just have taken their room
        await frame().then(frame);
        reach();
      }}
      for (const bar of covered(field)) hidden.push([field.outerHTML.slice(0, 80), bar.className]);
    }}
    return hidden;
  }}"""
MENUS = """() => [...document.querySelectorAll("header.top details, nav.tabbar details")].flatMap((one) => {
    if (!one.checkVisibility()) return [];
    one.open = true;
    const sheet = one.querySelector(".sheet-menu").getBoundingClientRect();
    one.open = false;
    const fits = sheet.left >= 0 && sheet.top >= 0 && sheet.right <= innerWidth && sheet.bottom <= innerHeight;
    return fits ? [] : [one.querySelector("summary").textContent.trim()];
  })"""
LINE_STARTS = """() => {
    const never = /[，。！？；：、）》」』】”’…·,!?;:)]/, found = [];
    const inside = "p, li, h1, h2, h3, dd, dt, figcaption, blockquote, button, label, summary, legend, a";
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const seen = (node, n) => {
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      return range.getBoundingClientRect();
    };
    let last = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, { data, parentElement } = node, block = parentElement.closest(inside);
      if (!block || !data.trim() || !parentElement.checkVisibility() || parentElement.closest(".sr")) continue;
      let before = last?.block === block ? last : null;
      for (let n = 0; n < data.length; n += 1) {
        if (!data[n].trim()) continue;
        if (before && never.test(data[n])) {
          const here = seen(node, n), there = seen(before.node, before.n);
          if (here.width && here.top >= there.bottom - 3) found.push(data.slice(Math.max(0, n - 8), n + 8).trim());
        }
        before = { node, n, block };
      }
      last = before;
    }
    return found;
  }"""
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def addresses(site: RunningSite, browser: object, django_db_blocker: DjangoDbBlocker) -> list[str]:
    """Pages for the doctor, who may host and wrote what there is: those without a number, and one of each kind."""
    with django_db_blocker.unblock():
        cast = Cast()
        return pages_of(cast)


def pages_of(cast: Any) -> list[str]:
    thread = a_thread(by=cast.doctor, title="八个月了，夜里还要醒三次，要不要断夜奶？", text="白天吃得好，夜里像闹钟。")
    a_reply(by=cast.bob, thread=thread)
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.bob, contest=contest)
    wagtail = [one.get_url() for one in (a_guide(by=cast.editor), a_review(by=cast.editor), contest)]
    rows: list[Any] = [
        thread,
        a_circle(),
        on_air(by=cast.doctor),
        a_replay(by=cast.doctor),
        entry,
        entry.note,
        cast.bob.profile,
    ]
    made = [one.get_absolute_url() for one in rows]
    under = [f"{thread.get_absolute_url()}{part}" for part in ("reply/", "1/edit/", "1/delete/")]
    under.append(f"{a_note(by=cast.doctor).get_absolute_url()}delete/")
    routes = {f"/{route}" for route, _pattern in leaves(get_resolver().url_patterns) if "<" not in route}
    plain = sorted(one for one in routes if one.startswith(SECTIONS) and not one.endswith(("/queue/", "/read/")))
    settings = ["/account/", "/account/zone/", f"/contests/do/{contest.pk}/enter/", "/search/?q=夜奶"]
    return ["/", *wagtail, *made, *under, *settings, *plain]


@pytest.fixture
def reader(visit: Callable[..., Visitor], addresses: list[str]) -> Visitor:
    """The doctor, whom `addresses` makes, whichever test comes first."""
    one = visit(width=320, height=568)
    one.sign_in("doctor")
    one.context.add_cookies([{"name": "size", "value": LARGEST, "url": one.site.origin}])
    return one


def too_high(page: Page, height: int) -> list[str]:
    """The bars of a page, when they take too much of a screen of this height together."""
    bars = page.evaluate(HEIGHTS)
    whole = sum(one for _name, one in bars)
    return [f"{whole:.0f} of {height}: {bars}"] if whole > height * MOST else []


def test_bars_leave_room_and_cover_nothing(reader: Visitor, addresses: list[str]) -> None:
    assert len(addresses) > 25
    page, wrong = reader.page, []
    for address in addresses:
        page.goto(reader.site.origin + address)
        assert page.locator(".tabbar").count() == 1, f"{address} is no page of the site"
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            found = too_high(page, height)
            found += ["scrolls sideways"] if not page.evaluate(FITS) else []
            found += [f"a line begins with a mark: {one}" for one in page.evaluate(LINE_STARTS)]
            if width == 320:
                found += [f"under a bar: {one}" for one in page.evaluate(HIDDEN_FIELDS)]
            wrong += [f"{address} at {width}: {one}" for one in found]
    page.goto(reader.site.origin)
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{width}: the menu {one!r} leaves the screen" for one in page.evaluate(MENUS)]
    assert not wrong, "\n".join(wrong)


def test_a_bar_that_takes_too_much_is_found(reader: Visitor) -> None:
    """What the test above looks for, planted: a high bar at the foot, and a field right behind the header."""
    page = reader.page
    page.goto(f"{reader.site.origin}/notes/new/")
    assert too_high(page, 568) == [] and page.evaluate(HIDDEN_FIELDS) == []
    page.evaluate("""() => {
        const bar = document.createElement("div");
        bar.className = "planted";
        Object.assign(bar.style, { position: "sticky", bottom: "0", height: "300px", zIndex: 9 });
        document.querySelector("main").append(bar);
        const words = document.createElement("p");
        words.innerHTML = "<b>那几分钟里和之后的一个晚上</b><br><span>。</span>";
        document.querySelector("main").prepend(words);
    }""")
    assert "planted" in too_high(page, 568)[0]
    assert any(bar == "planted" for _field, bar in page.evaluate(HIDDEN_FIELDS))
    assert page.evaluate(LINE_STARTS) == ["。"]


def test_the_rest_of_the_site_is_two_taps_away_on_a_phone_without_scripts(visit: Callable[..., Visitor]) -> None:
    one = visit(width=320, height=568, java_script_enabled=False)
    one.context.add_cookies([{"name": "size", "value": LARGEST, "url": one.site.origin}])
    for part in ("guides", "notes", "contests", "search"):
        one.page.goto(one.site.origin)
        one.page.locator("nav.tabbar .more summary").click()
        with one.page.expect_navigation():
            one.page.locator(f"nav.tabbar .more a[href$='/{part}/']").click()
    one.forgive("404")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_search_begins_in_its_field(visit: Callable[..., Visitor], width: int) -> None:
    one = visit(width=width)
    one.go("/search/")
    expect(one.page.locator("input[name=q]:focus")).to_be_visible()
    one.page.keyboard.type("小碗")
    with one.page.expect_navigation():
        one.page.keyboard.press("Enter")
    assert one.page.locator("input[name=q]:focus").count() == 0


def test_a_toast_lets_taps_through(reader: Visitor) -> None:
    """It stands under the header; what lies behind it is tapped as if it were not there, its own button closes it."""
    page = reader.page
    page.goto(f"{reader.site.origin}/notes/")
    page.evaluate("document.getElementById('toasts').show('这条意见没有收到，请再发一次。', 'refused')")
    page.evaluate("""() => {
        const button = document.createElement("button");
        button.id = "behind";
        Object.assign(button.style, { position: "fixed", top: "0", left: "0", width: "100%", height: "50%" });
        button.addEventListener("click", () => button.dataset.tapped = "yes");
        document.body.append(button);
    }""")
    toast = page.locator("ui-toast").bounding_box() or {}
    page.mouse.click(toast["x"] + 24, toast["y"] + toast["height"] / 2)
    expect(page.locator("#behind")).to_have_attribute("data-tapped", "yes")
    for bar in ("header.top", "nav.tabbar"):
        box = page.locator(bar).bounding_box() or {}
        assert toast["y"] >= box["y"] + box["height"] or toast["y"] + toast["height"] <= box["y"], f"over {bar}"
    page.locator("ui-toast [data-closes]").click()
    expect(page.locator("ui-toast")).to_have_count(0)


def test_stars_are_tapped_and_chosen_by_arrows(reader: Visitor) -> None:
    page = reader.page
    page.goto(f"{reader.site.origin}/notes/new/")
    chosen = page.locator("input[name=stars]:checked")
    expect(chosen).to_have_value("")
    boxes = [one.bounding_box() or {} for one in page.locator(".five label").all()]
    assert len(boxes) == 5 and all(min(box["width"], box["height"]) >= 44 for box in boxes)
    assert len({box["y"] for box in boxes}) == 1, "in one row"
    page.locator(".five label").nth(3).click()
    expect(chosen).to_have_value("4")
    page.keyboard.press("ArrowLeft")
    expect(chosen).to_have_value("3")
    expect(page.get_by_role("radio", name="3 星，满分 5 星")).to_be_checked()
    reader.hold()
