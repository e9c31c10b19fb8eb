"""What somebody would try who means harm, from outside: hosts, addresses, ways back, rows of others, odd bytes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory, override_settings

from community.notes.models import Note
from community.threads.models import Post, Thread
from tadpole.config.headers import believe
from tests.factories.notes import a_note
from tests.factories.photos import a_file, a_photo
from tests.factories.threads import a_thread
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
EVIL = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "///evil.example", "\\\\evil.example", "javascript:alert(1)", "https:evil.example", "/\t/evil.example"]  # fmt: skip


@pytest.mark.parametrize("headers", [{"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Port": "666"}, {"Forwarded": "host=evil.example;proto=https"}])  # fmt: skip
@pytest.mark.parametrize("proxies", [0, 1])
def test_no_header_changes_where_the_site_thinks_it_is(headers: dict[str, str], proxies: int) -> None:
    with override_settings(PROXIES=proxies):
        for path in ("/account/login/", "/robots.txt", "/sitemap.xml", "/nowhere/"):
            answer = Client().get(path, headers=headers)
            assert b"evil.example" not in answer.content and ":666" not in str(answer.headers)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "evil.example:80", "[::1", "a b", ""]
)
def test_a_host_that_is_not_ours_is_answered_without_a_page(host: str) -> None:
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        answer = Client(raise_request_exception=False).get("/circles/", headers={"host": host})
    assert answer.status_code == 400 and b"evil" not in answer.content


@pytest.mark.parametrize(
    ("proxies", "heard", "address", "https"),
    [
        (0, "198.51.100.1", "192.0.2.1", False),
        (1, "198.51.100.1", "198.51.100.1", True),
        (1, "127.0.0.1, 198.51.100.1", "198.51.100.1", True),
        (2, "10.0.0.1, 198.51.100.1, 192.0.2.9", "198.51.100.1", True),
        (2, "198.51.100.1", "198.51.100.1", True),
        (1, "", "192.0.2.1", True),
        (1, "<script>, frog", "192.0.2.1", True),
        (1, "198.51.100.1, 2001:db8::1", "2001:db8::1", True),
    ],
)
def test_only_our_own_proxies_say_whose_address_it_is(proxies: int, heard: str, address: str, https: bool) -> None:
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        asked = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/", headers={"X-Forwarded-For": heard, "X-Forwarded-Proto": "https", "X-Real-IP": "7.7.7.7"})  # fmt: skip
        believe(asked.META, proxies)
        assert (asked.META["REMOTE_ADDR"], asked.is_secure()) == (address, https)
        assert not [name for name in asked.META if name in ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")]


@pytest.mark.parametrize("evil", EVIL)
def test_no_way_back_leads_to_another_site(evil: str, cast: Any, client_of: ClientOf) -> None:
    thread = a_thread(by=cast.alice)
    asked = [
        Client().post("/account/login/", {"login": cast.alice.email, "password": "pond-lily-2026", "next": evil}),
        client_of(cast.alice).get("/account/login/", {"next": evil}),
        client_of(cast.alice).post("/account/logout/", {"next": evil}),
        client_of(cast.bob).post(f"/circles/{thread.circle.slug}/join/", {"next": evil, "back": evil}),
        client_of(cast.staff).get("/cms/login/", {"next": evil}),
        Client().get("/cms/login/", {"next": evil}),
    ]
    for answer in asked:
        place = answer.headers.get("Location", "/")
        assert place.startswith("/") and place[:2] not in ("//", "/\\"), place


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example/circles", "/%2f%2fevil.example", "/\\evil.example", "/circles//evil.example", "/en//evil.example/"])  # fmt: skip
def test_an_address_that_looks_like_another_host_leads_nowhere(path: str) -> None:
    answer = Client().get("/", PATH_INFO=path)
    place = answer.headers.get("Location", "")
    assert answer.status_code in (301, 302, 400, 404) and not place.startswith(("//", "/\\", "http")), place


@pytest.mark.needs("elasticsearch")
@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 100_000, "q=%ff%fe", "after=%00", "after=-1", "page=9999999999999999999999", "kind=%00", "q=" + "(" * 5_000, "q=%27%20OR%201%3D1--"])  # fmt: skip
def test_odd_questions_break_nothing(query: str) -> None:
    for path in (
        "/search/",
        "/search/suggest/",
        "/circles/",
        "/notes/",
        "/topics/a%00b/",
        "/products/%00/",
        "/circles/a%00/",
    ):
        assert Client(raise_request_exception=False).get(f"{path}?{query}").status_code < 500, path


@pytest.mark.parametrize("cookie", ["sessionid=../../etc/passwd", "sessionid=" + "a" * 9_000, "sessionid=\x00", "csrftoken=<script>", "messages=frog", "django_language=../../x", 'messages="a:b:c"'])  # fmt: skip
def test_hostile_cookies_are_strangers(cookie: str) -> None:
    answer = Client(raise_request_exception=False).get("/circles/", HTTP_COOKIE=cookie)
    assert answer.status_code == 200 and b"<script>" not in answer.headers.get("Set-Cookie", "").encode()


def test_pictures_of_others_are_not_taken(cast: Any, client_of: ClientOf) -> None:
    hers, thread = a_photo(by=cast.alice), a_thread(by=cast.bob)
    mine = client_of(cast.outsider)
    sent = {
        "title": "她的照片是我的",
        "text": "看。",
        "photos": [str(hers.pk)],
        "photo": str(hers.pk),
        "avatar": str(hers.pk),
        "name": "路过的人",
        "bio": "",
    }
    answers = [
        mine.post("/notes/new/", sent),
        mine.post("/t/new/", {**sent, "circle": thread.circle.slug}),
        mine.post(f"/t/{thread.pk}/reply/", sent),
        edited(mine, "/people/edit/", sent),
    ]
    assert [answer.status_code for answer in answers[:3]] == [422] * 3
    assert not Note.objects.exists() and Thread.objects.count() == 1 and Post.objects.count() == 1
    cast.outsider.profile.refresh_from_db()
    assert cast.outsider.profile.avatar_id is None


def test_what_a_form_does_not_ask_is_not_written(cast: Any, client_of: ClientOf) -> None:
    extra = {"is_staff": "on", "is_superuser": "1", "verified_as": "医生", "user": cast.alice.pk, "author": cast.alice.pk, "likes_count": 999, "hidden_at": "2020-01-01", "by": cast.alice.pk, "owner": cast.alice.pk}  # fmt: skip
    edited(client_of(cast.outsider), "/people/edit/", {"name": "路过的人", "bio": "", **extra})
    thread = a_thread(by=cast.bob)
    client_of(cast.outsider).post(f"/t/{thread.pk}/reply/", {"text": "来了。", **extra})
    cast.outsider.refresh_from_db()
    cast.outsider.profile.refresh_from_db()
    post = Post.objects.get(number=2)
    assert (cast.outsider.is_staff, cast.outsider.is_superuser, cast.outsider.profile.verified_as) == (False, False, "")
    assert (post.author_id, post.likes_count, post.hidden_at) == (cast.outsider.pk, 0, None)


def test_an_answer_points_to_no_post_of_another_thread(cast: Any, client_of: ClientOf) -> None:
    open_one, other = a_thread(by=cast.bob), a_thread(by=cast.alice)
    other_post = Post.objects.get(thread=other)
    for number in (other_post.pk, 99, "frog", "-1", "1 OR 1=1"):
        client_of(cast.outsider).post(f"/t/{open_one.pk}/reply/", {"text": f"回 {number}", "reply_to": number})
    strays = Post.objects.filter(thread=open_one).exclude(reply_to=None).exclude(reply_to__thread=open_one)
    assert not strays.exists()


def test_a_form_of_another_site_is_refused_by_htmx_too(cast: Any) -> None:
    thread, note = a_thread(by=cast.alice), a_note(by=cast.alice)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in (
        f"/t/{thread.pk}/reply/",
        f"/t/{thread.pk}/1/like/",
        f"/notes/{note.pk}/like/",
        "/photos/",
        "/account/close/",
        "/notices/read/",
    ):
        for headers in (
            {"HX-Request": "true"},
            {"X-Requested-With": "XMLHttpRequest"},
            {"Accept": "application/json"},
            {},
        ):
            assert client.post(path, {"text": "x"}, headers=headers).status_code == 403, path


@pytest.mark.parametrize("name", ['a"\r\nSet-Cookie: frog=1\r\n.jpg', "../../../etc/passwd.jpg", "a\x00.jpg", "蝌蚪" * 200 + ".jpg", ".htaccess", "a.svg"])  # fmt: skip
def test_a_files_name_goes_nowhere(name: str, cast: Any, client_of: ClientOf) -> None:
    upload = SimpleUploadedFile(name, a_file().read(), content_type="image/jpeg")
    answer = client_of(cast.alice).post("/photos/", {"file": upload})
    assert answer.status_code in (201, 422) and "frog" not in str(answer.headers)
    assert "passwd" not in answer.content.decode() and "htaccess" not in answer.content.decode()


def test_a_page_in_one_language_is_not_kept_for_another(cast: Any) -> None:
    """Where the address has no language the answer says what it depends on."""
    for path in ("/nowhere/", "/photos/screening/", "/cms/login/"):
        vary = Client().get(path).headers.get("Vary", "")
        assert "Cookie" in vary or "Accept-Language" in vary, path
