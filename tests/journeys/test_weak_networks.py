"""Networks that lose answers: what was sent is there once, and what was sent halfway goes on."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from pytest_django.plugin import DjangoDbBlocker

from community.live.models import Comment
from media.photos.models import Photo, Upload
from tests.cast import Cast
from tests.factories.live import on_air
from tests.journeys.conftest import Visitor
from tests.running import RunningSite

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cast(site: RunningSite, django_db_blocker: DjangoDbBlocker) -> Any:
    with django_db_blocker.unblock():
        cast = Cast()
        cast.session = on_air(by=cast.doctor)
        return cast


@pytest.fixture
def page(newcomer: Visitor) -> Page:
    return newcomer.page


def noise(path: Path, size: tuple[int, int], kind: str, **more: Any) -> str:
    """A picture that no encoder makes small."""
    out = io.BytesIO()
    Image.effect_noise(size, 100).convert("RGB").save(out, kind, **more)
    path.write_bytes(out.getvalue())
    return str(path)


def rotated() -> Image.Exif:
    """What a phone held upright writes into a picture that lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def choose(page: Page, site: RunningSite, *files: str) -> None:
    page.goto(f"{site.origin}/notes/new/")
    page.wait_for_selector("photo-picker.ready")
    page.set_input_files(".picker-choose input", list(files))


def test_a_comment_whose_answer_was_lost_is_one_comment(
    page: Page, site: RunningSite, cast: Any, django_db_blocker: Any
) -> None:
    """F22: send, drop all that the server says, close, come back, press send again."""
    lost = True

    def between(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        server.on_message(lambda frame: None if lost else route.send(frame))

    page.route_web_socket("**/ws/live/**", between)
    page.goto(site.origin + cast.session.get_absolute_url())
    page.wait_for_timeout(1_000)
    page.fill("#live-text", "丢包测试")
    page.locator("form.say button").click()
    expect(page.locator("[data-wrong]")).not_to_be_empty()
    lost = False
    page.reload()
    expect(page.locator("#live-text")).to_have_value("丢包测试")
    expect(page.locator("#said li")).to_have_count(1)
    page.locator("form.say button").click()
    expect(page.locator("#live-text")).to_have_value("")
    with django_db_blocker.unblock():
        assert [one.text for one in Comment.objects.filter(session=cast.session)] == ["丢包测试"]
    expect(page.locator("#said li")).to_have_count(1)
    page.fill("#live-text", "丢包测试")
    page.locator("form.say button").click()
    expect(page.locator("#said li")).to_have_count(2)


def test_a_picture_goes_on_where_it_stopped(
    newcomer: Visitor, page: Page, site: RunningSite, tmp_path: Path, django_db_blocker: Any
) -> None:
    picture = noise(tmp_path / "bowl.png", (700, 700), "PNG")  # about 1.5 MB: a PNG goes as it is
    sent: list[int] = []
    broken = True

    def carry(route: Route) -> None:
        if len(sent) >= 2 and broken:
            route.abort("connectionreset")
            return
        if route.request.method in ("POST", "PUT"):
            sent.append(len(route.request.post_data_buffer or b""))
        route.continue_()

    page.route("**/photos/**", carry)
    choose(page, site, picture)
    expect(page.locator("photo-picker li[data-state=failed]")).to_have_count(1)
    expect(page.locator("photo-picker li .err")).to_contain_text("继续")
    go_on = page.locator("photo-picker li [data-do=retry]")
    expect(go_on).to_have_text("继续")
    with django_db_blocker.unblock():
        assert Upload.objects.get(owner=newcomer.person).received == sum(sent)
    broken = False
    go_on.click()
    expect(page.locator("photo-picker li[data-state=here]")).to_have_count(1)
    assert sum(sent) == Path(picture).stat().st_size, "no byte was sent twice"
    with django_db_blocker.unblock():
        assert Photo.objects.get(owner=newcomer.person).width == 700
    newcomer.forgive("ERR_CONNECTION_RESET")


def test_an_answer_that_was_lost_sends_no_picture_twice(
    newcomer: Visitor, page: Page, site: RunningSite, tmp_path: Path, django_db_blocker: Any
) -> None:
    picture = noise(tmp_path / "bowl.png", (300, 300), "PNG")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if not lost and route.request.method == "POST":
            route.fetch()
            lost.append(route.request.url)
            route.abort("connectionreset")
            return
        route.continue_()

    page.route("**/photos/?id=*", lose)
    choose(page, site, picture)
    expect(page.locator("photo-picker li[data-state=here]")).to_have_count(1)  # it goes on by itself
    assert lost
    with django_db_blocker.unblock():
        assert Photo.objects.filter(owner=newcomer.person).count() == 1
    newcomer.forgive("ERR_CONNECTION_RESET")


def test_a_session_renewed_in_another_tab_stops_no_picture(
    newcomer: Visitor, page: Page, site: RunningSite, tmp_path: Path
) -> None:
    answers: list[int] = []
    page.on("response", lambda one: answers.append(one.status) if "/photos/?id=" in one.url else None)
    page.goto(f"{site.origin}/notes/new/")
    page.wait_for_selector("photo-picker.ready")
    page.context.clear_cookies(name="csrftoken")
    page.set_input_files(".picker-choose input", noise(tmp_path / "spoon.png", (300, 300), "PNG"))
    expect(page.locator("photo-picker li[data-state=here]")).to_have_count(1)
    assert answers == [403, 201]
    newcomer.forgive("403")


class Watched:
    """The requests that carry pictures: bytes sent of each, and how many pictures were under way at each request.

    The first picture waits for the second, so that they go together on any machine.
    """

    def __init__(self) -> None:
        self.sent: dict[str, int] = {}
        self.most: list[int] = []
        self.going: set[str] = set()
        self.held: list[tuple[Route, str]] = []

    def watch(self, route: Route) -> None:
        name = route.request.url.split("id=")[-1].split("&")[0].split("/uploads/")[-1].split("/")[0]
        if route.request.method in ("POST", "PUT"):
            self.going.add(name)
            self.most.append(len(self.going))
            self.sent[name] = self.sent.get(name, 0) + len(route.request.post_data_buffer or b"")
            if len(self.most) == 1:
                self.held.append((route, name))
                return
        self.carry(route, name)
        if self.held and len(self.sent) > 1:
            self.carry(*self.held.pop())

    def carry(self, route: Route, name: str) -> None:
        answer = route.fetch()
        if answer.status == 201:
            self.going.discard(name)
        route.fulfill(response=answer)


def test_pictures_are_made_smaller_go_two_at_a_time_and_stay_after_a_reload(
    page: Page, site: RunningSite, tmp_path: Path, django_db_blocker: Any
) -> None:
    large = noise(tmp_path / "large.jpg", (3000, 2000), "JPEG", quality=95, exif=rotated())
    long = noise(tmp_path / "long.jpg", (700, 1600), "JPEG", quality=95)
    frames = [Image.effect_noise((500, 500), 100).convert("RGB") for _n in range(3)]
    moving = tmp_path / "moving.webp"
    frames[0].save(moving, save_all=True, append_images=frames[1:], duration=200, quality=90)
    files = [large, long, str(moving)]
    assert all(Path(one).stat().st_size > 300_000 for one in files)
    watched = Watched()
    page.route("**/photos/**", watched.watch)
    choose(page, site, *files)
    here = page.locator("photo-picker li[data-state=here]")
    expect(here).to_have_count(3)
    assert max(watched.most) == 2
    ids = [str(one.get_attribute("value")) for one in page.query_selector_all("photo-picker input[name=photos]")]
    assert watched.sent[ids[0]] < 0.8 * Path(large).stat().st_size
    assert [watched.sent[one] for one in ids[1:]] == [Path(one).stat().st_size for one in files[1:]], "sent as they are"
    with django_db_blocker.unblock():
        first = Photo.objects.get(pk=ids[0])
        assert first.height > first.width and first.height == 2560, "upright, and not larger than is shown"

    page.unroute("**/photos/**")
    page.reload()
    expect(here).to_have_count(3)
    assert {one.get_attribute("value") for one in page.query_selector_all("photo-picker input[name=photos]")} == set(
        ids
    )
    expect(page.locator(".picker-say")).to_contain_text("还在")
    here.first.locator("[data-do=remove]").click()
    expect(here).to_have_count(2)
    page.wait_for_timeout(500)
    page.reload()
    expect(here).to_have_count(2)
    page.goto(f"{site.origin}/t/new/")
    page.wait_for_selector("photo-picker.ready")
    page.wait_for_timeout(500)
    expect(page.locator("photo-picker li")).to_have_count(0)
