"""The whole as it is deployed: processes, servers, and nginx's own configuration over TLS in front of them."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests import load
from tests.deploy.fronts import NAME, PAGES, Front, certificate, filled
from tests.servers.nginx import Nginx
from tests.servers.process import free_port
from tests.standing import Standing, standing

pytestmark = [pytest.mark.services("s3", "elasticsearch"), pytest.mark.long(45)]
KINDS = ("DATABASE", "REDIS", "ELASTICSEARCH", "FILES", "EMAIL")
A_PHOTO = """
import hashlib
import time
from io import BytesIO
from PIL import Image
from django.core.files.uploadedfile import SimpleUploadedFile
from media.photos.actions import hide_photo, receive_photo
held = BytesIO()
Image.effect_noise((640, 480), 60).convert("RGB").save(held, "JPEG")
photo = receive_photo(by=people[0], upload=SimpleUploadedFile("photo.jpg", held.getvalue(), "image/jpeg"))
from media.photos.models import PhotoRendition
until = time.monotonic() + 60
while not (made := PhotoRendition.objects.filter(photo=photo).order_by("-width").first()) and time.monotonic() < until:
    time.sleep(0.2)  # the worker draws it
with made.file.open("rb") as stored:
    digest = hashlib.sha256(stored.read()).hexdigest()
kind = made.file.name.rpartition(".")[2]
hide_photo(by=people[0], photo_id=photo.pk)  # from now on it is hers alone
print("photo", f"/photos/{photo.pk}/{made.width}.{kind}", digest, made.file.name)
"""


@dataclass
class Deployed:
    site: Standing
    front: Front
    emails: list[str]
    thread: str
    photo: str
    digest: str
    stored: str

    def cookie_of(self, email: str) -> str:
        """Signs in through the page; the cookies a browser then has."""
        browser = load.Browser(self.site.origin, load.Outcome(), load.threading.Lock())
        status, *_ = browser.send("/account/login/", "/account/login/", {"login": email, "password": load.PASSWORD})
        assert status == 302
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("deployed")
    folder.chmod(0o755)
    servers = {f"TADPOLE_{kind}_URL": os.environ[f"TADPOLE_{kind}_URL"] for kind in KINDS}
    bucket = urlsplit(servers["TADPOLE_FILES_URL"])
    extra = {"proxies": "1", "files_by_nginx": "1", "hosts": f"localhost,{NAME}", "search_prefix": "deployed"}
    with standing(servers, folder, sockets=0, **extra) as site:
        found = load.make_people(site.environment, 2)
        said = site.manage(
            "shell",
            "--no-imports",
            "-c",
            "from tadpole.accounts.models import User\npeople = list(User.objects.order_by('pk'))\n" + A_PHOTO,
        )
        photo, digest, stored = next(line for line in said.splitlines() if line.startswith("photo ")).split()[1:]
        certificate(folder)
        shutil.copytree(PAGES, folder / "maintenance")
        inside = filled(
            folder,
            web=[one.port for one in site.web],
            http_port=free_port(),
            bucket=f"http://{bucket.hostname}:{bucket.port}",
        )
        server = Nginx(folder / "front", inside=inside)
        (folder / "front").mkdir()
        server.start()
        try:
            known = json.loads(found)
            yield Deployed(
                site, Front(server, 0, folder), known["emails"], f"/t/{known['threads'][0]}/", photo, digest, stored
            )
        finally:
            server.stop()


def test_a_picture_in_the_bucket_comes_through_nginx_for_its_owner_and_for_nobody_else(deployed: Deployed) -> None:
    given = deployed.front.ask(deployed.photo, Cookie=deployed.cookie_of(deployed.emails[0]))
    assert given.status == 200, given.text
    assert hashlib.sha256(given.body).hexdigest() == deployed.digest
    assert given.headers["Content-Type"].startswith("image/")
    assert given.headers["Cache-Control"].startswith("private")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not [name for name in given.headers if name.lower().startswith("x-amz")]
    for cookie in ("", deployed.cookie_of(deployed.emails[1])):
        assert deployed.front.ask(deployed.photo, Cookie=cookie).status == 404
    bucket = urlsplit(os.environ["TADPOLE_FILES_URL"]).path
    assert deployed.front.ask(f"/_bucket{bucket}/{deployed.stored}").status == 404


def test_a_thread_is_made_once_for_strangers_and_again_for_a_member(deployed: Deployed) -> None:
    answers = [deployed.front.ask(f"{deployed.thread}?again") for _ in range(2)]
    assert [one.status for one in answers] == [200, 200]
    assert [one.headers["X-Cache"] for one in answers] == ["MISS", "HIT"]
    assert answers[0].headers["Content-Security-Policy"] == answers[1].headers["Content-Security-Policy"]
    hers = deployed.front.ask(deployed.thread, Cookie=deployed.cookie_of(deployed.emails[0]))
    assert hers.headers["X-Cache"] == "BYPASS"
    assert "private" in hers.headers["Cache-Control"]


def test_a_sign_in_page_is_never_kept_and_the_inside_stays_inside(deployed: Deployed) -> None:
    assert [deployed.front.ask("/account/login/").headers["X-Cache"] for _ in range(2)] == ["MISS", "MISS"]
    assert deployed.front.ask("/metrics").status == 404
    assert deployed.front.ask("/healthz").status == 200


def test_strangers_still_read_what_is_kept_while_no_process_answers(deployed: Deployed) -> None:
    assert deployed.front.ask(deployed.thread).status == 200
    try:
        for one in deployed.site.web:
            one.kill()
        kept = deployed.front.ask(deployed.thread)
        assert (kept.status, kept.headers["X-Cache"]) == (200, "HIT")
        away = deployed.front.ask("/zh-hant/circles/", Cookie="sessionid=hers")
        assert (away.status, away.headers["Retry-After"]) == (503, "30")
        assert 'lang="zh-Hant"' in away.text
    finally:
        for one in deployed.site.web:
            one.start()
