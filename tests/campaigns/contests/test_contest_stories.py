"""A contest from the editor's desk to the winner's badge."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.contests.models import ContestPage, Entry, Terms
from community.moderation.actions import hide, restore
from community.moderation.models import Flag
from community.moderation.rules import Ref
from community.notes.actions import delete_note, hide_note
from community.notes.models import Note
from tadpole.events.models import Fact
from tests.budget import same_queries
from tests.cast import member
from tests.factories.contests import a_contest, a_vote, an_entry, moved, vote_url
from tests.factories.notes import a_note
from tests.factories.photos import a_photo

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]


def typed(photo: Any, **changes: Any) -> dict[str, Any]:
    return {
        "title": "用了三百天的小碗",
        "text": "吸得住，洗得净。",
        "photos": [str(photo.pk)],
        "token": str(uuid.uuid4()),
        **changes,
    }


def told(name: str) -> list[dict[str, Any]]:
    return list(Fact.objects.filter(name=f"contests.{name}").order_by("pk").values_list("payload", flat=True))


def test_alice_enters_bob_votes_the_editor_closes_and_alice_wins(cast: Any, client_of: Browser, settle: Any) -> None:
    contest = a_contest(by=cast.editor)
    alice, bob = client_of(cast.alice), client_of(cast.bob)
    place = contest.get_url()
    assert "投一篇" in alice.get(place).content.decode()
    answer = alice.post(f"/contests/do/{contest.pk}/enter/", typed(a_photo(by=cast.alice)))
    assert answer.status_code == 302
    entry = Entry.objects.get()
    assert entry.note.text.endswith("#碗底朝天#")
    assert entry.note.topics == ["碗底朝天"]
    settle()
    assert cast.alice.awards.filter(code="contest_entry", because=str(contest.pk)).count() == 1

    assert "投一票\u00a0· 还剩\u00a05" in bob.get(place).content.decode()
    answer = bob.post(vote_url(entry), {"back": place})
    assert answer["Location"] == f"{place}#entry-{entry.pk}"
    page = bob.get(place).content.decode()
    assert "今天投过了" in page
    assert "<b>4</b>" in page

    moved(contest, opens_at=-9, entries_close_at=-5, votes_close_at=-1)
    assert "正在点票" in bob.get(place).content.decode()
    desk = client_of(cast.editor)
    assert desk.get(f"/contests/do/{contest.pk}/close/").status_code == 200
    for _ in range(2):
        assert desk.post(f"/contests/do/{contest.pk}/close/").status_code == 302
    settle()
    assert told("ContestClosed") == [{"contest_id": contest.pk}]
    (won,) = told("EntryWon")
    assert (won["entry_id"], won["author_id"], won["place"]) == (entry.pk, cast.alice.pk, 1)
    assert cast.alice.awards.filter(code="contest_winner", because=str(contest.pk)).count() == 1
    assert cast.alice.notices.filter(kind="contest_won").count() == 1
    assert not cast.alice.notices.filter(kind="contest_over").exists()
    for reader in (cast.nobody, cast.bob):
        page = client_of(reader).get(place).content.decode()
        assert "获奖的是" in page
        assert "获奖 第1" in page
        assert "1 票" in page
    assert "碗底朝天" in client_of(cast.nobody).get(f"/people/{cast.alice.pk}/").content.decode()


def test_an_existing_note_takes_part_and_gets_the_topic(cast: Any, client_of: Browser) -> None:
    contest, note = a_contest(by=cast.editor), a_note(by=cast.alice)
    alice = client_of(cast.alice)
    form = alice.get(f"/contests/do/{contest.pk}/enter/").content.decode()
    assert note.title in form
    for _ in range(2):
        answer = alice.post(f"/contests/do/{contest.pk}/enter/", {"note": str(note.pk)})
        assert answer.status_code == 302
    assert Entry.objects.get().note == note
    note.refresh_from_db()
    assert note.text.count("#碗底朝天#") == 1
    assert contest.title in client_of(cast.nobody).get(f"/notes/{note.pk}/").content.decode()
    assert alice.get(f"/contests/do/entry/{Entry.objects.get().pk}/").status_code == 200


def test_a_double_click_makes_one_note_and_one_entry(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    form = typed(a_photo(by=cast.alice))
    places = {client_of(cast.alice).post(f"/contests/do/{contest.pk}/enter/", form)["Location"] for _ in range(2)}
    assert len(places) == Note.objects.count() == Entry.objects.count() == 1


def test_one_entry_each_and_taking_it_back_makes_room(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    entry, alice = an_entry(by=cast.alice, contest=contest), client_of(cast.alice)
    other = a_note(by=cast.alice, title="另一篇")
    answer = alice.post(f"/contests/do/{contest.pk}/enter/", {"note": str(other.pk)})
    assert answer.status_code == 409
    assert "一人一篇" in answer.content.decode()
    answer = alice.post(f"/contests/do/{contest.pk}/enter/", typed(a_photo(by=cast.alice), title="第三篇"))
    assert answer.status_code == 409
    assert "第三篇" in answer.content.decode()
    assert not Note.objects.filter(title="第三篇").exists()

    assert client_of(cast.outsider).post(f"/contests/do/entry/{entry.pk}/withdraw/").status_code == 404
    assert alice.post(f"/contests/do/entry/{entry.pk}/withdraw/").status_code == 302
    assert client_of(cast.bob).post(vote_url(entry)).status_code == 404
    assert alice.post(f"/contests/do/{contest.pk}/enter/", {"note": str(other.pk)}).status_code == 302
    assert Entry.objects.filter(withdrawn_at=None).get().note == other


@pytest.mark.parametrize(
    ("days", "sentence"), [({"opens_at": 1}, "还没开始"), ({"opens_at": -9, "entries_close_at": -1}, "投稿结束了")]
)
def test_nobody_enters_before_or_after(cast: Any, client_of: Browser, days: dict[str, int], sentence: str) -> None:
    contest = moved(a_contest(by=cast.editor), **days)
    alice = client_of(cast.alice)
    assert alice.get(f"/contests/do/{contest.pk}/enter/").status_code == 200
    answer = alice.post(f"/contests/do/{contest.pk}/enter/", typed(a_photo(by=cast.alice)))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert sentence in page
    assert "用了三百天的小碗" in page
    assert not Entry.objects.exists()
    assert not Note.objects.exists()


def test_forged_notes_are_refused(cast: Any, client_of: Browser) -> None:
    contest, foreign = a_contest(by=cast.editor), a_note(by=cast.bob)
    hidden = a_note(by=cast.alice)
    hide_note(by=cast.staff, id=str(hidden.pk))
    alice = client_of(cast.alice)
    for note in (str(foreign.pk), str(hidden.pk), "999999", "<script>", "1" * 40):
        answer = alice.post(f"/contests/do/{contest.pk}/enter/", {"note": note})
        assert answer.status_code == 422, note
        assert "<script>" not in answer.content.decode().split("<main")[1].split("</main>")[0]
    assert not Entry.objects.exists()
    assert client_of(cast.nobody).get(f"/contests/do/{contest.pk}/enter/").status_code == 302
    assert alice.get("/contests/do/999999/enter/").status_code == 404


def test_only_editors_close_and_before_the_end_only_when_they_say_so(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    an_entry(by=cast.alice, contest=contest)
    address = f"/contests/do/{contest.pk}/close/"
    assert client_of(cast.nobody).post(address).status_code == 403
    for person in (cast.outsider, cast.alice, cast.doctor):
        assert client_of(person).get(address).status_code == 403
        assert client_of(person).post(address, {"early": "on"}).status_code == 403
    desk = client_of(cast.editor)
    answer = desk.post(address)
    assert answer.status_code == 409
    assert "还在投票" in answer.content.decode()
    assert Terms.objects.get().closed_at is None
    assert desk.post(address, {"early": "on"}).status_code == 302
    contest = ContestPage.objects.get(pk=contest.pk)
    assert contest.closed_at
    assert contest.phase() == "closed"
    assert "这次没有获奖的" in desk.get(contest.get_url()).content.decode()
    coming = a_contest(by=cast.editor, title="下一场", opens=2)
    assert desk.post(f"/contests/do/{coming.pk}/close/", {"early": "on"}).status_code == 409


def test_several_win_in_order_and_everybody_hears(cast: Any, client_of: Browser, settle: Any) -> None:
    contest = a_contest(by=cast.editor, places=2)
    first, second, third = (
        an_entry(by=person, contest=contest, title=f"{person.pk} 的碗") for person in (cast.alice, cast.bob, cast.mei)
    )
    for voter, entry in ((cast.outsider, first), (cast.doctor, second), (cast.outsider, second), (cast.doctor, third)):
        a_vote(by=voter, entry=entry)
    hidden = an_entry(by=cast.doctor, contest=contest)
    for voter in (cast.outsider, cast.alice, cast.bob):
        a_vote(by=voter, entry=hidden)
    hide(by=cast.staff, ref=Ref("entry", str(hidden.pk)), reason="照抄的")
    client_of(cast.editor).post(f"/contests/do/{contest.pk}/close/", {"early": "on"})
    settle()
    places = dict(Entry.objects.values_list("pk", "place"))
    assert places == {second.pk: 1, first.pk: 2, third.pk: None, hidden.pk: None}
    assert cast.mei.notices.filter(kind="contest_over").count() == 1
    assert cast.mei.notices.filter(kind="contest_won").count() == 0
    assert cast.bob.notices.filter(kind="contest_won").count() == 1


def test_a_hidden_entry_leaves_the_wall_and_the_votes_and_comes_back(
    cast: Any, client_of: Browser, settle: Any
) -> None:
    contest = a_contest(by=cast.editor)
    entry, bob = an_entry(by=cast.alice, contest=contest, title="被举报的碗"), client_of(cast.bob)
    hide(by=cast.staff, ref=Ref("entry", str(entry.pk)), reason="照片是别人的")
    assert "被举报的碗" not in bob.get(contest.get_url()).content.decode()
    assert bob.get(entry.get_absolute_url()).status_code == 404
    assert bob.post(vote_url(entry)).status_code == 404
    assert "先隐藏" in client_of(cast.alice).get(entry.get_absolute_url()).content.decode()
    settle()
    assert cast.alice.notices.filter(kind="moderation").count() == 1
    restore(by=cast.staff, ref=Ref("entry", str(entry.pk)), reason="看过了")
    assert bob.post(vote_url(entry)).status_code == 302
    assert [len(told("EntryRemoved")), len(told("EntryChanged"))] == [1, 1]


def test_an_entry_goes_with_its_note(cast: Any, client_of: Browser, settle: Any) -> None:
    contest = a_contest(by=cast.editor)
    entry, other = (
        an_entry(by=cast.alice, contest=contest, title="会删掉的碗"),
        an_entry(by=cast.mei, contest=contest, title="会隐藏的碗"),
    )
    delete_note(by=cast.alice, note=entry.note)
    hide_note(by=cast.staff, id=str(other.note_id))
    page = client_of(cast.bob).get(contest.get_url()).content.decode()
    assert "会删掉的碗" not in page
    assert "会隐藏的碗" not in page
    assert [client_of(cast.bob).post(vote_url(one)).status_code for one in (entry, other)] == [404, 404]
    settle()
    assert {fact["entry_id"] for fact in told("EntryRemoved")} == {entry.pk, other.pk}


def test_somebody_reports_an_entry(cast: Any, client_of: Browser) -> None:
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.editor))
    address = reverse("moderation:flag", args=["entry", entry.pk])
    bob = client_of(cast.bob)
    assert address in bob.get(entry.get_absolute_url()).content.decode()
    assert bob.post(address, {"reason": "false", "note": "照片见过"}).status_code in (200, 302)
    assert Flag.objects.get().reviewable.subject_id == str(entry.pk)


def test_the_wall_turns_its_pages_and_costs_the_same_for_many(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    an_entry(by=cast.alice, contest=contest)
    numbers = iter(range(100))

    def more() -> None:
        for number in (next(numbers) for _ in range(13)):
            entry = an_entry(by=member(f"m{number}", f"很多人 {number}"), contest=contest, title=f"第 {number} 只碗")
            a_vote(by=cast.mei if number < 4 else member(f"v{number}", f"投票的 {number}"), entry=entry)

    place = contest.get_url()
    for reader, most in ((client_of(cast.nobody), 20), (client_of(cast.bob), 32)):
        for address in (place, f"{place}?sort=votes"):
            assert same_queries(lambda address=address, reader=reader: reader.get(address), more) <= most  # type: ignore[misc]
    same_queries(
        lambda: client_of(cast.nobody).get("/contests/"),
        lambda: [a_contest(by=cast.editor, title=f"第 {number} 场") for number in range(4)],
    )
    seen: list[int] = []
    after = ""
    while True:
        answer = client_of(cast.nobody).get(place, {"sort": "votes", "after": after})
        seen += [entry.pk for entry in answer.context["page_of_entries"]]
        after = answer.context["page_of_entries"].next
        if not after:
            break
    assert len(seen) == len(set(seen)) == Entry.objects.count() == 53


def test_counts_are_hidden_while_people_vote_unless_the_editor_shows_them(cast: Any, client_of: Browser) -> None:
    quiet, loud = a_contest(by=cast.editor), a_contest(by=cast.editor, title="看得见的", show_votes=True)
    for contest in (quiet, loud):
        a_vote(by=cast.bob, entry=an_entry(by=cast.alice, contest=contest))
    assert "1 票</p>" not in client_of(cast.nobody).get(quiet.get_url()).content.decode()
    assert "1 票</p>" in client_of(cast.nobody).get(loud.get_url()).content.decode()


def test_running_contests_stand_on_the_front_page(cast: Any, client_of: Browser) -> None:
    a_contest(by=cast.editor)
    a_contest(by=cast.editor, title="早就过去的", opens=-9, entries=-5, votes=-1)
    page = client_of(cast.nobody).get("/").content.decode()
    assert "碗底朝天" in page
    assert "早就过去的" not in page
    assert "碗底朝天" not in client_of(cast.nobody).get("/en/").content.decode()


def test_every_language_has_its_contests(client_of: Browser, cast: Any) -> None:
    for address, title in (("/contests/", "晒单赛"), ("/zh-hant/contests/", "徵文活動"), ("/en/contests/", "Contests")):
        answer = client_of(cast.nobody).get(address)
        assert answer.status_code == 200
        assert title in answer.content.decode()
