"""What somebody should know, in their language, once."""

import re

from django.utils import translation

from community.notifications.actions import notify
from community.notifications.models import Notice
from community.notifications.rules import spoken
from tests.budget import same_queries


def tell(person, number=1, **changes):
    given = {
        "to": person.pk,
        "kind": "test",
        "message": "%(name)s follows you now",
        "params": {"name": f"某人{number}"},
        "url": "/~/people/me/",
        "key": f"test:{number}",
    }
    return notify(**{**given, **changes})


def test_told_once_per_key_and_never_of_oneself(cast):
    assert tell(cast.alice) is not None
    assert tell(cast.alice) is None
    assert tell(cast.alice, 2, actor_id=cast.alice.pk) is None
    assert tell(cast.alice, 3, to=999_999) is None
    assert Notice.objects.count() == 1


def test_the_list_speaks_the_readers_language_and_escapes_what_others_wrote(cast, client_of):
    tell(cast.alice, params={"name": "<b>x</b>%s"})
    reader = client_of(cast.alice)
    assert "关注了你" in reader.get("/notices/").content.decode()
    assert "追蹤了你" in reader.get("/zh-hant/notices/").content.decode()
    page = reader.get("/en/notices/").content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;%s follows you now" in page
    assert "<b>x</b>" not in page


def test_a_value_can_be_a_message_itself_and_missing_ones_do_not_break_the_page():
    with translation.override("en"):
        assert (
            spoken("You have a new badge: %(badge)s", {"badge": {"msgid": "First note"}})
            == "You have a new badge: First note"
        )
        assert spoken("%(name)s follows you now", {}) == "%(name)s follows you now"


def test_reading_one_leads_to_it_and_counts_down(cast, client_of):
    notice = tell(cast.alice, url=f"/~/people/{cast.bob.pk}/")
    reader = client_of(cast.alice)
    answer = reader.post(f"/en/notices/{notice.pk}/read/")
    assert answer.headers["Location"] == f"/en/people/{cast.bob.pk}/"
    assert reader.get("/notices/").context["unread"] == 0
    assert reader.post(f"/notices/{notice.pk}/read/").status_code == 302


def test_only_our_own_addresses_are_gone_to(cast, client_of):
    notice = tell(cast.alice, url="https://elsewhere.example/")
    assert client_of(cast.alice).post(f"/notices/{notice.pk}/read/").headers["Location"] == "/notices/"


def test_all_read(cast, client_of):
    for number in range(3):
        tell(cast.alice, number)
    reader = client_of(cast.alice)
    assert '<span class="dot">3' in reader.get("/people/me/", follow=True).content.decode()
    assert reader.post("/notices/read/").status_code == 302
    assert reader.get("/notices/").context["unread"] == 0


def test_the_outsider_neither_sees_nor_marks_them(cast, client_of):
    notice = tell(cast.alice)
    outsider = client_of(cast.outsider)
    assert "某人1" not in outsider.get("/notices/").content.decode()
    assert outsider.post(f"/notices/{notice.pk}/read/").status_code == 404
    assert outsider.get(f"/notices/{notice.pk}/read/").status_code == 405
    assert client_of(cast.nobody).get("/notices/").status_code == 302
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_list_is_paged_and_costs_the_same(cast, client_of):
    tell(cast.alice, 0, actor_id=cast.bob.pk)
    reader = client_of(cast.alice)
    same_queries(
        lambda: reader.get("/notices/"), lambda: [tell(cast.alice, n, actor_id=cast.bob.pk) for n in range(1, 50)]
    )
    page = reader.get("/notices/").context["page"]
    assert len(page.items) == 20
    assert len(reader.get("/notices/", {"after": page.next}).context["page"].items) == 20


def test_an_empty_list_says_something_kind(cast, client_of):
    assert client_of(cast.bob).get("/notices/").status_code == 200


def test_each_line_is_a_link_to_what_it_is_about(cast, client_of):
    new, seen = tell(cast.alice, url="/~/notes/7/"), tell(cast.alice, 2, url="/~/live/3/")
    told_before = tell(cast.alice, 3, url="")
    reader = client_of(cast.alice)
    reader.post(f"/notices/{seen.pk}/read/")
    page = reader.get("/en/notices/").content.decode()
    links = re.findall(r'<a class="whole" href="([^"]+)"\s*(?:data-posts="([^"]+)")?', page)
    assert links == [
        ("/en/people/me/", f"/en/notices/{told_before.pk}/read/"),
        ("/en/live/3/", ""),
        ("/en/notes/7/", f"/en/notices/{new.pk}/read/"),
    ]
    assert page.count("<noscript>") == 2, "without scripts a button marks it read"
