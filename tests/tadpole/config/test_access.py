"""Every address × every role × reading and sending: what happens is written in tests/golden/access.txt and held against the site."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site, Task, Workflow

from community.circles.models import Circle
from community.moderation.actions import flag
from community.moderation.models import Reviewable
from community.moderation.rules import Ref
from community.notifications.actions import notify
from community.notifications.models import Notice
from search.index.models import Synonyms
from tadpole.accounts.models import User
from tadpole.events.models import Delivery, Fact
from tests.access import METHODS, Things, Walker, lines, routes
from tests.cast import member
from tests.factories.content import a_guide, a_picture, a_product, a_review
from tests.factories.contests import a_contest, an_entry
from tests.factories.families import an_expected_child
from tests.factories.kols import an_application
from tests.factories.live import a_session
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread
from tests.second_factor import shown

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).resolve().parents[2] / "golden" / "access.txt"
ROLES = ["nobody", "closed", "newcomer", "outsider", "owner", "kol", "moderator", "editor", "no2nd", "admin"]
"""`owner` is who the things belong to, `kol` another expert, `no2nd` an administrator who came in with a password alone."""
STAFF_ROOMS = ("cms/", "admin/")
ALIKE = {"closed": "nobody", "newcomer": "outsider", "owner": "outsider", "kol": "outsider"}
"""Who is not asked one by one in the staff's rooms, where being staff is all that counts: 2,400 cells less."""


def browser(person: User | None, *, second_factor: bool = False) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return shown(client, person) if second_factor else client


def browsers(cast: Any) -> dict[str, Client]:
    """One for each role."""
    moderator = member("moderator", "管圈子的", is_staff=True)
    moderator.user_permissions.add(Permission.objects.get(codename="change_reviewable"))
    closed = member("closed", "走了的人")
    gone = browser(closed)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    staff = {"moderator": moderator, "editor": cast.editor, "admin": cast.staff}
    people = {"newcomer": cast.newcomer, "outsider": cast.outsider, "owner": cast.alice, "kol": another_kol(cast)}
    return {
        "nobody": browser(None),
        "closed": gone,
        "no2nd": browser(cast.staff),
        **{role: browser(person) for role, person in people.items()},
        **{role: browser(person, second_factor=True) for role, person in staff.items()},
    }


def another_kol(cast: Any) -> User:
    from community.kols.actions import verify

    person = member("nurse", "林护士")
    an_application(by=person)
    verify(by=cast.staff, user_id=person.pk)
    return person


def things(cast: Any) -> Things:
    """One of everything, made by alice where a member makes it, by the doctor where an expert does."""
    from community.kols.actions import verify

    owner, doctor, editor = cast.alice, cast.doctor, cast.editor
    an_application(by=owner)
    verify(by=cast.staff, user_id=owner.pk)
    thread, note = a_thread(by=owner), a_note(by=owner)
    contest = a_contest(by=editor)
    guide, review = a_guide(by=doctor), a_review(by=doctor)
    flag(by=cast.bob, ref=Ref("note", str(note.pk)), reason="other")
    notify(to=owner.pk, kind="follow", message="x", params={}, url="/~/notes/", key="k")
    applicant = an_application(by=cast.bob)
    group = Group.objects.get(name="Editors")
    restriction = PageViewRestriction.objects.create(page=review, restriction_type="password", password="frog")
    document = Document.objects.create(title="d", file="documents/d.pdf")
    fact = Fact.objects.order_by("pk").first()
    delivery = Delivery.objects.order_by("pk").first() or Delivery.objects.create(fact=fact, listener="x")
    pages = {
        "page_id": guide.pk,
        "parent_page_id": guide.get_parent().pk,
        "page_to_move_id": guide.pk,
        "destination_id": Page.objects.filter(depth=2).first().pk,
    }
    names = {
        **pages,
        "thread_id": thread.pk, "number": 1, "note_id": note.pk, "user_id": owner.pk, "slug": thread.circle.slug,
        "child_id": an_expected_child(by=owner).pk, "session_id": a_session(by=owner).pk, "contest_id": contest.pk,
        "entry_id": an_entry(by=owner, contest=contest).pk, "notice_id": Notice.objects.get(to=owner, key="k").pk,
        "photo_id": a_photo(by=owner, printed=True).pk, "width": 64, "kind": "webp", "id": note.pk, "name": "湿疹",
        "path": "images/nothing.webp", "url": "nothing/", "app_label": "guides", "model_name": "guidepage", "app_name": "guides",
        "content_type_app_name": "guides", "content_type_model_name": "guidepage", "action": "delete", "action_name": "publish",
        "object_id": delivery.pk, "content_type_id": ContentType.objects.get_for_model(User).pk, "task_id": Task.objects.order_by("pk")[0].pk,
        "revision_id": guide.save_revision().pk, "revision_id_a": "earliest", "revision_id_b": "latest", "pk": guide.pk,
        "page_pk": guide.pk, "workflow_pk": Workflow.objects.order_by("pk")[0].pk, "collection_id": Collection.objects.order_by("pk")[0].pk,
        "document_id": document.pk, "doc_id": document.pk, "image_id": a_picture().pk, "uploaded_file_id": 1, "filter_spec": "width-100",
        "redirect_id": 1, "task_state_id": 1, "workflow_state_id": 1, "page_view_restriction_id": restriction.pk, "uidb64": "MQ", "token": "set-password",
        "key": "frog", "uidb36": "1", "restriction_id": restriction.pk, "document_filename": "d.pdf",
    }  # fmt: skip
    near = {
        ("moderation/", "pk"): Reviewable.objects.get(kind="note").pk, ("moderation/", "kind"): "note",
        ("kols/queue/", "user_id"): applicant.pk, ("products/", "slug"): a_product().slug, ("products/product/", "pk"): a_product().pk,
        ("synonyms/", "pk"): Synonyms.objects.order_by("pk").values_list("pk", flat=True).first() or 1,
        ("cms/users/", "pk"): owner.pk, ("cms/groups/", "pk"): group.pk, ("cms/sites/", "pk"): Site.objects.get().pk,
        ("cms/locales/", "pk"): Locale.objects.order_by("pk")[0].pk, ("cms/collections/", "pk"): Collection.objects.order_by("pk")[0].pk,
        ("cms/workflows/", "pk"): Workflow.objects.order_by("pk")[0].pk, ("workflows/tasks/", "pk"): Task.objects.order_by("pk")[0].pk,
        ("workflows/tasks/add/", "app_label"): "wagtailcore", ("workflows/tasks/add/", "model_name"): "groupapprovaltask",
        ("_util/", "page_id"): review.pk, ("keys/", "pk"): 1, ("cms/settings/", "pk"): 1, ("editing-sessions/", "session_id"): 1,
        ("editing-sessions/", "object_id"): guide.pk, ("admin/account/", "object_id"): 1, ("admin/auth/", "object_id"): group.pk,
        ("admin/taggit/", "object_id"): 1, ("admin/mfa/", "object_id"): 1, ("admin/usersessions/", "object_id"): 1,
        ("admin/wagtaildocs/", "object_id"): document.pk, ("admin/", "app_label"): "events", ("admin/r/", "object_id"): owner.pk,
    }  # fmt: skip
    assert Circle.objects.exists()
    return Things(names, near, {r"^((?:[\w\-]+/)*)$": guide.url[1:], "^.*/$": "nothing/"})


def walked(cast: Any) -> dict[str, dict[str, list[str]]]:
    """The whole table: {address: {method: [a word for each role]}}."""
    known = things(cast)
    walkers = {role: Walker(client) for role, client in browsers(cast).items()}

    def asked(route: str, method: str) -> list[str]:
        alike = ALIKE if route.startswith(STAFF_ROOMS) else {}
        address = known.address(route)
        words = {role: walkers[role].ask(method, address) for role in ROLES if role not in alike}
        return ["ready?" if route == "readyz" else words[alike.get(role, role)] for role in ROLES]

    return {"/" + route: {method: asked(route, method) for method in METHODS} for route in sorted(set(routes()))}


@pytest.mark.embedded  # the numbers of rows that the table was made with are those of the first pass
def test_who_may_do_what_is_what_the_table_says(cast: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """To accept a change, read it first: TADPOLE_ACCESS=write writes the table anew."""
    table = walked(cast)
    now = lines(table, ROLES)
    if os.environ.get("TADPOLE_ACCESS") == "write":
        TABLE.write_text("\n".join(now) + "\n", encoding="utf-8")
    cells = {f"{route} {method} {role}": word for route, row in table.items() for method in METHODS for role, word in zip(ROLES, row[method], strict=True)}  # fmt: skip
    with capsys.disabled():
        print(f"\n{len(table)} addresses × {len(ROLES)} roles × {len(METHODS)} methods = {len(cells)} cells")  # noqa: T201
    assert {cell: word for cell, word in cells.items() if word.startswith("5")} == {}
    assert sorted(set(now) ^ set(TABLE.read_text(encoding="utf-8").splitlines())) == []
