"""Circles that are meant for some: a preterm parent is offered hers first, nobody is met by the one of those who lost a child."""

from datetime import date
from typing import Any

import pytest
import time_machine

from community.circles.actions import ensure_topic_circle, join
from community.circles.models import Circle
from tests.factories.circles import a_circle
from tests.factories.families import a_born_child, an_expected_child
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db
NOW = "2026-11-22T10:00:00+08:00"
LOSS, EARLY = "没能留下来的孩子", "早到的孩子"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def circles(db: None) -> dict[str, Circle]:
    a_circle(name="夜里怎么睡")
    rows = {"preterm": (EARLY, Circle.For.EARLY, 3), "loss": (LOSS, Circle.For.LOSS, 7)}
    return {
        slug: ensure_topic_circle(slug=slug, name=name, position=place, meant_for=who)
        for slug, (name, who, place) in rows.items()
    }


def page(client: Any, address: str) -> str:
    return str(client.get(address, follow=True).content.decode())


def test_after_signing_up_a_preterm_parent_is_offered_the_preterm_circle_first(
    cast: Any, client_of: Any, circles: dict[str, Circle]
) -> None:
    fresh = client_of(cast.newcomer)
    answer = fresh.post("/circles/welcome/", {"due_date": "2026-11-30", "birth_date": "2026-09-30"}, follow=True)
    said = answer.content.decode()
    assert "/circles/preterm/join/" in said and "/circles/born-2026-09/join/" in said
    assert said.index("/circles/preterm/join/") < said.index("/circles/born-2026-09/join/")
    assert said.count('action="/circles/preterm/join/"') == 1, "offered once"
    for address in ("/circles/", "/family/"):
        assert page(fresh, address).index("/circles/preterm/join/") < page(fresh, address).index("born-2026-09/join/")
    fresh.post("/circles/preterm/join/")
    assert "/circles/preterm/join/" not in page(fresh, "/circles/")


@pytest.mark.parametrize(("born", "weeks"), [(date(2026, 9, 1), 37), (date(2024, 11, 22), 30)], ids=["term", "two"])
def test_others_find_it_in_its_place(
    cast: Any, client_of: Any, circles: dict[str, Circle], born: date, weeks: int
) -> None:
    a_born_child(by=cast.bob, birth_date=born, weeks=weeks)
    an_expected_child(by=cast.alice)
    for parent in (cast.bob, cast.alice):
        said = page(client_of(parent), "/circles/")
        assert said.index('id="topics"') < said.index("/circles/preterm/join/"), "among the topics, not before them"


def test_nobody_is_met_by_the_circle_of_those_who_lost_a_child(
    cast: Any, client_of: Any, circles: dict[str, Circle], settle: Any
) -> None:
    a_thread(by=cast.bob, circle=circles["loss"], title="第一个没有她的冬天")
    a_thread(by=cast.bob, circle=circles["preterm"], title="出院那天")
    settle()
    an_expected_child(by=cast.newcomer)
    for reader in (cast.newcomer, cast.alice, cast.nobody):
        client = client_of(reader)
        for address in ("/", "/circles/", "/circles/welcome/", "/t/new/", "/family/", "/search/"):
            said = page(client, address)
            assert LOSS not in said and "没有她的冬天" not in said, address
        assert "没有她的冬天" in page(client, "/circles/loss/"), "by its address"
        assert LOSS in page(client, "/search/?q=失去 没能留下"), "by search"
    assert "出院那天" in page(client_of(cast.nobody), "/")


def test_who_joined_has_it_with_the_others(cast: Any, client_of: Any, circles: dict[str, Circle]) -> None:
    a_thread(by=cast.bob, circle=circles["loss"], title="第一个没有她的冬天")
    join(by=cast.mei, circle=circles["loss"])
    mei = client_of(cast.mei)
    assert LOSS in page(mei, "/circles/") and LOSS in page(mei, "/t/new/")
    assert "没有她的冬天" in page(mei, "/")
    assert LOSS in page(client_of(cast.alice), "/t/new/?circle=loss"), "whoever came from the circle writes in it"


@pytest.mark.parametrize(("front", "words"), [("", "给失去"), ("/zh-hant", "給失去"), ("/en", "For families")])
def test_a_found_circle_speaks_one_language(cast: Any, client_of: Any, settle: Any, front: str, words: str) -> None:
    texts = {
        "": "给失去过孩子的家庭。",
        "_zh_hant": "給失去過孩子的家庭。",
        "_en": "For families who have lost a child.",
    }
    described = {f"description{code}": text for code, text in texts.items()}
    names = {"name_zh_hant": "沒能留下來的孩子", "name_en": "Children we lost"}
    ensure_topic_circle(slug="loss", name=LOSS, **names, **described)
    settle()
    said = page(client_of(cast.nobody), f"{front}/search/?q=没能留下来的孩子&kind=circle")
    there = [
        text
        for text in ("给失去", "給失去", "For families")
        if text in said.replace("<mark>", "").replace("</mark>", "")
    ]
    assert there == [words]
