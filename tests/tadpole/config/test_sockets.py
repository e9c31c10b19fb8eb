"""The front door for sockets: who comes from another site, or is nobody, stays outside."""

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from tadpole.config.asgi import inner
from tests.sockets import Wire

ELSEWHERE = [b"http://evil.example", b"https://localhost:1", b"null", b"http://localhost.evil.example:8000"]
NO_ADDRESS = [
    b"http://localhost:8000x",
    b"http://localhost:99999",
    b"http://[::1",
    b"http://[]:80",
    b"http://",
    b"\xff\xfe",
    b"",
]


@pytest.mark.parametrize("path", ["/ws/notices/", "/ws/live/1/"])
@pytest.mark.parametrize("origin", [*ELSEWHERE, *NO_ADDRESS, None])
async def test_a_socket_from_another_origin_is_refused(origin: bytes | None, path: str) -> None:
    """Also one that does not say where it comes from; before anything is read from the database (this test has none)."""
    wire = Wire(inner, path, headers=[(b"origin", origin)] if origin else [])
    assert (await wire.open())["type"] == "websocket.close"


@pytest.mark.parametrize("origin", [*ELSEWHERE, *NO_ADDRESS])
async def test_where_the_server_can_it_is_said_in_words(origin: bytes) -> None:
    headers = [(b"origin", origin), (b"accept-language", b"en")]
    wire = Wire(inner, "/ws/notices/", headers=headers, extensions={"websocket.http.response": {}})
    answer = await wire.open()
    assert (answer["type"], answer["status"]) == ("websocket.http.response.start", 403)
    assert (b"x-content-type-options", b"nosniff") in answer["headers"]
    assert b"another site" in (await wire.wire.receive_output(timeout=5))["body"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ws/",
        "/ws/live/",
        "/ws/live/-1/",
        "/ws/live/x/",
        f"/ws/live/{10**18}/",
        "/ws/live/1",
        "/ws/\x00/",
        "/t/1/",
    ],
)
async def test_where_no_socket_is_a_page_is_told_so(path: str) -> None:
    wire = Wire(inner, path, headers=[(b"origin", settings.ORIGIN.encode())])
    assert (await wire.open())["type"] == "websocket.accept"
    assert (await wire.heard())["code"] == 4404


@pytest.mark.django_db(transaction=True)
async def test_nobody_hears_no_notices() -> None:
    """From our own page, but not signed in: a code that the page understands, and nothing else."""
    wire = Wire(inner, "/ws/notices/", headers=[(b"origin", settings.ORIGIN.encode())])
    try:
        await wire.open()
        assert (await wire.heard())["code"] == 4401
    finally:
        await sync_to_async(connections.close_all)()
