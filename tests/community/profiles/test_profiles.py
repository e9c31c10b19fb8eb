"""A face of one's own: name, words, page."""

import pytest
from django.db import transaction

from community.profiles.actions import change_profile, ensure_profile, mark_verified
from community.profiles.models import Profile
from community.profiles.queries import people_by_name, profile_or_none
from community.profiles.tasks import sweep
from tadpole.accounts.events import AccountClosed, AccountOpened
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid
from tadpole.events import publish
from tests.factories.profiles import a_person
from tests.forms_on_pages import edited


def test_who_signs_up_has_a_page_and_a_name_that_is_not_the_email(db, settle):
    user = User.objects.create_user("secret.name@example.org", "x")
    with transaction.atomic():
        publish(AccountOpened(user_id=user.pk))
    settle()
    profile = Profile.objects.get(pk=user.pk)
    assert "secret" not in profile.name
    settle()
    assert Profile.objects.count() == 1


def test_the_sweep_finds_accounts_that_nobody_told_of(db):
    User.objects.create_user("made-by-hand@example.org", "x")
    User.objects.create_user("closed@example.org", "x", is_active=False)
    assert sweep() == 1
    assert sweep() == 0


def test_somebody_took_the_name_we_start_with(db):
    user = User.objects.create_user("late@example.org", "x")
    a_person(f"新朋友{user.pk}")
    assert ensure_profile(by=user).name != f"新朋友{user.pk}"


def test_me_leads_to_ones_own_page_even_without_one_yet(client_of, db):
    user = User.objects.create_user("new@example.org", "x")
    answer = client_of(user).get("/people/me/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == f"/people/{user.pk}/"


def test_alice_changes_her_page_and_others_see_it(cast, client_of):
    answer = edited(
        client_of(cast.alice),
        "/people/edit/",
        {"name": "阿芷在家", "bio": "三月的宝宝 https://example.org"},
        follow=True,
    )
    assert answer.status_code == 200
    seen = client_of(cast.nobody).get(f"/people/{cast.alice.pk}/").content.decode()
    assert "阿芷在家" in seen
    assert 'rel="nofollow ugc noopener"' in seen


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "字" * 25,
        "@alice",
        "#话题",
        "   ",
        "。。。",
        "管理员小王",
        "ＡＤＭＩＮ",
        "小 蝌 蚪",
        "tad\npole\x00",
        "﷽﷽﷽﷽",
        "🩷🩵",
        "Tаdpole助手",
        "官·方",
        "官.方小助手",
        "小-蝌-蚪",
        "admín",
        "adm1n",
        "客\u3164服",
        "官x方",
        "官〇方",
        "官の方",
        "客|服",
        "小一蝌ー蚪",
        "小丨蝌丨蚪",
        "客戶服務",
        "5upport",
        "adm!n",
        "ᴀᴅᴍɪɴ",
        "🅣🅐🅓🅟🅞🅛🅔",
        "οfficial",
        "\ue000\ue001",
        "a" + "\u0301\u0323" * 60,
    ],
)
def test_a_name_that_cannot_be_is_said_so_and_what_was_typed_stays(cast, client_of, name):
    answer = edited(client_of(cast.alice), "/people/edit/", {"name": name, "bio": "慢慢来"})
    assert answer.status_code == 422
    assert "慢慢来" in answer.content.decode()
    assert Profile.objects.get(pk=cast.alice.pk).name == "阿芷在路上"


def test_a_taken_name_is_refused_however_it_is_spelt(cast):
    change_profile(by=cast.mei, name="Rain 媽媽")
    for spelling in ("rain 妈妈", "ＲＡＩＮ 媽媽", "Rain  妈妈"):
        with pytest.raises(Conflict) as refusal:
            change_profile(by=cast.alice, name=spelling)
        assert refusal.value.field == "name"
    change_profile(by=cast.mei, name="rain 妈妈")


def test_names_of_the_house_are_for_staff(cast):
    assert change_profile(by=cast.editor, name="小蝌蚪客服").name == "小蝌蚪客服"
    with pytest.raises(Invalid):
        change_profile(by=cast.alice, name="官方客服")


@pytest.mark.parametrize(
    "name",
    [
        "🩷妈妈",
        "𮯰𮯱",
        "妈😀" * 12,
        "👨\u200d👩\u200d👧一家",
        "ส้มโอ",
        "王医生的粉丝",
        "一一妈妈",
        "🅰型妈妈",
        "小M丫",
        "7个月的Adam",
    ],
)
def test_names_that_are_kept(cast, client_of, name):
    assert edited(client_of(cast.alice), "/people/edit/", {"name": name, "bio": ""}).status_code == 302
    assert Profile.objects.get(pk=cast.alice.pk).name == name


def test_what_cannot_be_seen_is_left_out_of_a_name(cast):
    assert change_profile(by=cast.alice, name="a\u200bb\u202ec\u200f").name == "abc"
    assert change_profile(by=cast.alice, name="ส" + "\u0e47" * 40 + "m").name == "ส" + "\u0e47" * 4 + "m"


def test_nobody_new_looks_like_an_expert_or_a_member_of_staff(cast):
    change_profile(by=cast.mei, name="Dr. Lin 林医生")
    change_profile(by=cast.editor, name="Anna Polly")
    mark_verified(by=cast.editor, whom=cast.mei, as_="儿科")
    for name in ("Dr Lin林醫生", "ＤＲ·Ｌin 林医生", "Dr. Lіn 林医生", "AnnaPolly", "Anna PoIIy"):
        with pytest.raises(Invalid) as refusal:
            change_profile(by=cast.alice, name=name)
        assert refusal.value.field == "name"
    assert change_profile(by=cast.alice, name="林医生的粉丝").name == "林医生的粉丝"


def test_a_name_that_is_there_stays(cast):
    Profile.objects.filter(pk=cast.alice.pk).update(name="官方小蝌蚪", folded_name="官方小蝌蚪")
    assert change_profile(by=cast.alice, name="官方小蝌蚪", bio="新的话").bio == "新的话"


@pytest.mark.once("tests/community/threads/test_bad_input.py::test_naughty_titles_and_fields_get_an_answer")
def test_ten_megabytes_of_bio_are_one_sentence(cast, client_of, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    answer = client_of(cast.alice).post("/people/edit/", {"name": "阿芷", "bio": "长" * 3_300_000})
    assert answer.status_code in (413, 422)
    assert Profile.objects.get(pk=cast.alice.pk).bio == ""


def test_hostile_markup_in_words_and_name_is_only_text(cast, client_of):
    client_of(cast.alice).post(
        "/people/edit/", {"name": "阿芷", "bio": "<script>alert(1)</script><img src=x onerror=alert(1)>"}
    )
    page = client_of(cast.nobody).get(f"/people/{cast.alice.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert client_of(cast.alice).post("/people/edit/", {"name": "<b>x</b>", "bio": ""}).status_code == 422


def test_nobody_edits_without_an_account(cast, client_of):
    assert client_of(cast.nobody).get("/people/edit/").status_code == 302
    assert client_of(cast.nobody).post("/people/edit/", {"name": "贼贼", "bio": ""}).status_code == 403


def test_a_page_that_is_not_there(cast, client_of):
    for number in ("999999", "0", "9" * 30):
        assert client_of(cast.alice).get(f"/people/{number}/").status_code == 404
        assert client_of(cast.alice).get(f"/people/{number}/followers/").status_code == 404
        assert client_of(cast.alice).post(f"/people/{number}/follow/").status_code == 404


def test_people_are_found_by_any_spelling_of_their_names_in_one_query(cast, django_assert_num_queries):
    alice, mei = cast.alice, cast.mei
    with django_assert_num_queries(1):
        found = people_by_name(["阿芷在路上", "小美妈妈", "没有这个人"])
    assert found == {"阿芷在路上": f"/~/people/{alice.pk}/", "小美妈妈": f"/~/people/{mei.pk}/"}


def test_who_leaves_is_nobody_any_more(cast, client_of, settle):
    client_of(cast.bob).post(f"/people/{cast.alice.pk}/follow/")
    User.objects.filter(pk=cast.alice.pk).update(is_active=False)
    with transaction.atomic():
        publish(AccountClosed(user_id=cast.alice.pk))
    settle()
    assert client_of(cast.bob).get(f"/people/{cast.alice.pk}/").status_code == 404
    assert Profile.objects.get(pk=cast.bob.pk).following_count == 0
    assert profile_or_none(User.objects.get(pk=cast.alice.pk)) is None
    assert people_by_name(["阿芷在路上"]) == {}


def test_pages_speak_the_readers_language(cast, client_of):
    page = f"/people/{cast.alice.pk}/"
    reader = client_of(cast.bob)
    assert "关注" in reader.get(page).content.decode()
    assert "追蹤" in reader.get(f"/zh-hant{page}").content.decode()
    assert "Follow" in reader.get(f"/en{page}").content.decode()


def test_a_session_that_ran_out_while_writing_is_said_and_leads_nowhere_else(cast, client_of):
    alice = client_of(cast.alice)
    alice.logout()
    answer = alice.post("/people/edit/", {"name": "阿芷在家", "bio": "写了很久"})
    assert answer.status_code == 403
    assert "/account/" in answer.content.decode()
    assert Profile.objects.get(pk=cast.alice.pk).bio == ""


def test_the_page_says_when_somebody_joined(cast, client_of):
    """A month alone would be read as a birthday."""
    alice = Profile.objects.get(pk=cast.alice.pk)
    month = f"{alice.created_at:%Y}年{alice.created_at.month}月"
    assert f"{month}加入" in client_of(cast.bob).get(f"/people/{alice.pk}/").content.decode()
    assert "Joined" in client_of(cast.bob).get(f"/en/people/{alice.pk}/").content.decode()
