"""What every engine must do. Another engine joins by its module's name in ENGINES."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest

from search.index.rules import LONGEST_QUESTION, MOST_HITS, Document, Engine, Question, Variant, variants_of
from tests.search.emptied import emptied

pytestmark = pytest.mark.django_db
ENGINES = [
    pytest.param("search.index.engines.embedded", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("search.index.engines.elasticsearch", marks=pytest.mark.services("elasticsearch"), id="elasticsearch"),
]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(params=ENGINES)
def engine(request: Any) -> Iterator[Engine]:
    kept: Engine = import_module(request.param).SearchEngine()
    emptied(kept)
    yield kept


def a_document(key: str, title: str, *, kind: str = "thread", day: int = 0, **fields: Any) -> Document:
    return Document(kind, key, title, f"/~/{kind}/{key}/", LONG_AGO + timedelta(days=day), **fields)


def keys(engine: Engine, text: str, **more: Any) -> list[str]:
    return [f"{hit.document.kind}:{hit.document.key}" for hit in engine.find(Question(text, **more)).hits]


def moment(engine: Engine) -> int:
    with engine.reading() as now:
        return now


def test_what_is_put_is_found_and_comes_back_whole(engine: Engine) -> None:
    one = a_document(
        "1",
        "湿疹怎么护理",
        body="润肤做够",
        tags=("湿疹",),
        topics=("湿疹",),
        titles={"en": "Eczema"},
        language="zh-hans",
        family="page:x",
    )
    engine.put([one])
    assert [hit.document for hit in engine.find(Question("湿疹")).hits] == [one]
    assert keys(engine, "润肤") == keys(engine, "Eczema") == ["thread:1"]


def test_put_again_changes_nothing_and_put_anew_replaces(engine: Engine) -> None:
    for _twice in range(2):
        engine.put([a_document("1", "湿疹怎么护理", topics=("湿疹",))])
    assert engine.find(Question("湿疹")).total == 1 and engine.counts() == {"thread": 1}
    engine.put([a_document("1", "红屁股怎么护理")])
    assert keys(engine, "湿疹", exact=True) == [] and keys(engine, "红屁股") == ["thread:1"]
    assert engine.of_topic("湿疹").documents == []


def test_drop_lets_go_and_minds_nothing_missing(engine: Engine) -> None:
    engine.put([a_document("1", "湿疹", topics=("护理",)), a_document("1", "湿疹", kind="note")])
    for _twice in range(2):
        engine.drop("thread", ["1", "999"])
    assert keys(engine, "湿疹") == ["note:1"] and engine.of_topic("护理").documents == []
    assert [one.kind for one in engine.titles_like("湿疹", most=5)] == ["note"]


@pytest.mark.parametrize("typed", ["湿疹", "濕疹", "湿　疹", "濕疹 護理"])
def test_both_scripts_and_widths_are_one(engine: Engine, typed: str) -> None:
    engine.put([a_document("1", "湿疹护理"), a_document("2", "濕疹護理"), a_document("3", "奶瓶怎么选")])
    assert set(keys(engine, typed)) == {"thread:1", "thread:2"}


def test_capitals_and_full_width_letters_are_one(engine: Engine) -> None:
    engine.put([a_document("1", "Ｂ超 and Vitamin D3")])
    assert keys(engine, "b超") == keys(engine, "VITAMIN d3") == keys(engine, "ｖｉｔａｍｉｎ") == ["thread:1"]


def test_a_title_says_more_than_a_body_and_pairs_more_than_characters(engine: Engine) -> None:
    engine.put(
        [
            a_document("1", "别的事", body="顺便说到湿疹。" + "今天天气不错。" * 20),
            a_document("2", "湿疹"),
            a_document("3", "湿巾和疹子"),
        ]
    )
    assert keys(engine, "湿疹")[:2] == ["thread:2", "thread:1"]
    engine.put([a_document(str(number), "湿疹护理") for number in range(10, 16)])
    assert "thread:3" not in keys(engine, "湿疹"), "with enough hits nothing is guessed"


def test_facets_count_all_kinds_whatever_kind_is_asked(engine: Engine) -> None:
    engine.put(
        [
            a_document(str(number), "湿疹记录", kind=kind)
            for kind, many in (("thread", 7), ("note", 3))
            for number in range(many)
        ]
    )
    answer = engine.find(Question("湿疹", kind="note", size=2))
    assert answer.counts == {"": 10, "thread": 7, "note": 3} and answer.total == 10
    assert {hit.document.kind for hit in answer.hits} == {"note"} and answer.more
    assert engine.find(Question("湿疹", kind="guide")).hits == ()


def test_facets_count_also_what_nobody_will_read(engine: Engine) -> None:
    """More hits than are ranked: every kind is counted and can be reached."""
    engine.put(a_document(str(number), "湿疹湿疹") for number in range(MOST_HITS + 20))
    engine.put([a_document("1", "很长的一篇，说到别的事，也说到湿疹", kind="live", body="别的事。" * 50)])
    answer = engine.find(Question("湿疹"))
    assert answer.counts == {"": MOST_HITS + 21, "thread": MOST_HITS + 20, "live": 1}
    assert keys(engine, "湿疹", kind="live") == ["live:1"]


def test_pages_follow_each_other_without_gap_or_repeat(engine: Engine) -> None:
    engine.put([a_document(str(number), f"湿疹日记 {number}") for number in range(25)])
    pages = [keys(engine, "湿疹日记", start=start) for start in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0] and len({key for page in pages for key in page}) == 25


def test_one_of_a_family_in_the_readers_language(engine: Engine) -> None:
    for number, language in enumerate(("zh-hans", "zh-hant", "en")):
        title = {"zh-hans": "湿疹护理", "zh-hant": "濕疹護理", "en": "湿疹 Eczema"}[language]
        engine.put([a_document(str(number), title, kind="guide", language=language, family="page:1")])
    engine.put(
        [
            a_document("8", "湿疹空瓶记", kind="note", family="note:8"),
            a_document("9", "湿疹空瓶记", kind="entry", family="note:8"),
        ]
    )
    assert set(keys(engine, "湿疹", language="zh-hant")) == {"guide:1", "entry:9"}
    assert set(keys(engine, "湿疹", language="en")) == {"guide:2", "entry:9"}
    assert keys(engine, "湿疹", kind="note") == ["note:8"]
    assert engine.find(Question("湿疹")).counts == {"": 2, "guide": 1, "entry": 1, "note": 1}


def test_other_words_count_less_than_the_words_themselves(engine: Engine) -> None:
    engine.put([a_document("1", "奶癣护理一二三"), a_document("2", "湿疹护理一二三")])
    answer = engine.find(Question("湿疹护理", variants=[Variant("奶癣护理", "奶癣"), Variant("没有护理", "没有")]))
    assert [hit.document.key for hit in answer.hits] == ["2", "1"] and answer.also == ("奶癣",)
    assert engine.find(Question("湿疹护理", variants=[Variant("奶癣护理", "奶癣")], exact=True)).also == ()


def test_the_sound_is_enough(engine: Engine) -> None:
    engine.put([a_document("1", "小海豚水枪", topics=("海豚水枪",))])
    for typed in ("xiaohaitun", "xiao hai tun", "XiaoHaiTun", "晓孩吞"):
        answer = engine.find(Question(typed))
        assert [hit.document.key for hit in answer.hits] == ["1"] and answer.guessed, typed
    assert engine.find(Question("xiaohaitun", exact=True)).hits == ()
    for typed in ("小海", "xiaohai", "xiaoh", "xhts", "海豚"):
        assert [one.key for one in engine.titles_like(typed, most=3)] == ["1"], typed
    for typed in ("海豚", "haitun", "hts", "#海"):
        assert [one.name for one in engine.topics_like(typed, most=3)] == ["海豚水枪"], typed
    assert [one.name for one in engine.topics_sounding("haitunshuiqiang", most=3)] == ["海豚水枪"]


def test_topics_list_the_newest_first_and_page_by_key(engine: Engine) -> None:
    engine.put([a_document(str(number), f"帖 {number}", day=number, topics=("辅食", "其他")) for number in range(5)])
    engine.put(
        [
            a_document("1", "记", kind="note", day=9, topics=("辅食",), family="note:1"),
            a_document("1", "记", kind="entry", day=9, topics=("辅食",), family="note:1"),
        ]
    )
    first = engine.of_topic("辅食", size=4)
    second = engine.of_topic("辅食", size=4, after=first.next)
    assert [f"{one.kind}:{one.key}" for one in [*first.documents, *second.documents]] == [
        "entry:1",
        *(f"thread:{n}" for n in (4, 3, 2, 1, 0)),
    ]
    assert second.next == "" and first.counts == {"thread": 5, "note": 1, "entry": 1}
    assert [one.kind for one in engine.of_topic("辅食", kind="note").documents] == ["note"]
    assert engine.of_topic("辅食", after="'; DROP TABLE x~9").documents, (
        "a cursor of somebody else's making is the first page"
    )
    assert [(one.name, one.count) for one in engine.popular_topics(most=1, since=LONG_AGO)] == [("辅食", 6)]
    assert engine.popular_topics(most=5, since=LONG_AGO + timedelta(days=60)) == []


def test_a_rebuild_is_not_seen_before_the_swap_and_misses_nothing(engine: Engine) -> None:
    engine.put([a_document("1", "湿疹旧"), a_document("2", "湿疹将删")])
    beside = engine.rebuild()
    beside.put([a_document("1", "湿疹新"), a_document("2", "湿疹将删")])
    assert engine.find(Question("湿疹旧", exact=True)).hits[0].document.title == "湿疹旧"
    engine.put([a_document("3", "湿疹新来")])
    engine.drop("thread", ["2"])
    assert set(keys(engine, "湿疹")) == {"thread:1", "thread:3"}
    beside.swap()
    assert set(keys(engine, "湿疹")) == {"thread:1", "thread:3"}
    assert [hit.document.title for hit in engine.find(Question("湿疹")).hits if hit.document.key == "1"] == ["湿疹新"]
    left = engine.rebuild()
    left.put([a_document("7", "湿疹半途")])
    engine.rebuild().swap()
    assert engine.counts() == {}, "what a broken-off rebuild left is gone"


NASTY = [
    '"',
    "'",
    '湿疹" OR "x',
    "title : 湿",
    "NEAR(a b)",
    "* ^ - + ( )",
    "湿疹 AND",
    "NOT",
    "{title}:x",
    "%_",
    "\\",
    "\x00湿\x00",
    "🐸",
    "a" * LONGEST_QUESTION,
    "湿" * LONGEST_QUESTION,
    "' OR 1=1 --",
    "ﷺ",
    "é́́",
    "𬺰",
]


@pytest.mark.parametrize("typed", NASTY)
def test_nothing_typed_is_an_operator(engine: Engine, typed: str) -> None:
    engine.put([a_document("1", "湿疹护理", topics=("湿疹",))])
    engine.find(Question(typed, variants=variants_of(typed, [["湿", "x"]])))
    engine.titles_like(typed, most=3)
    engine.topics_like(typed, most=3)
    engine.of_topic(typed)
    assert engine.counts() == {"thread": 1}


def test_a_reading_that_arrives_late_takes_nobodys_place(engine: Engine) -> None:
    """Two workers read one thing, and the first one is slow; or what it read has gone since."""
    early = moment(engine)
    if not early:
        return  # readings cannot overtake each other there
    late = moment(engine)
    assert late > early
    engine.put([a_document("1", "湿疹新")], moment=late)
    engine.put([a_document("1", "湿疹旧"), a_document("2", "湿疹别的")], moment=early)
    engine.drop("thread", ["1"], moment=early)
    assert {hit.document.title for hit in engine.find(Question("湿疹")).hits} == {"湿疹新", "湿疹别的"}
    gone = moment(engine)
    engine.drop("thread", ["1", "3"], moment=gone)
    engine.put([a_document("1", "湿疹新"), a_document("3", "湿疹从未有过")], moment=late)
    assert keys(engine, "湿疹") == ["thread:2"], "what was dropped does not come back"
    engine.put([a_document("1", "湿疹又有了")])
    assert set(keys(engine, "湿疹")) == {"thread:1", "thread:2"}


@pytest.mark.data
def test_naughty_strings(engine: Engine, public_data: Any) -> None:
    engine.put([a_document("1", "湿疹护理")])
    for row in public_data("naughty_strings"):
        engine.find(Question(row["text"][:LONGEST_QUESTION]))
        engine.titles_like(row["text"][:LONGEST_QUESTION], most=3)
    assert engine.counts() == {"thread": 1}
    assert [hit.document.key for hit in engine.find(Question("湿疹")).hits] == ["1"]
