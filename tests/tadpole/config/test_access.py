"""Every address × every role × reading and sending: what happens is written in tests/golden/access.txt and held against the site."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site, Task, TaskState, Workflow

from community.circles.models import Circle
from community.moderation.actions import flag
from community.moderation.models import Reviewable
from community.moderation.rules import Ref
from community.notifications.actions import notify
from community.notifications.models import Notice
from media.photos.models import Upload
from search.index.models import Synonyms
from tadpole.accounts.models import User
from tadpole.events.models import Delivery, Fact
from tests.access import METHODS, Things, Walker, lines, routes, unwritten_pages
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

pytestmark = [pytest.mark.django_db, pytest.mark.long(150)]
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


def made(cast: Any) -> SimpleNamespace:
    """One of everything, made by alice where a member makes it, by the doctor where an expert does."""
    from community.kols.actions import verify

    owner, editor = cast.alice, cast.editor
    an_application(by=owner)
    verify(by=cast.staff, user_id=owner.pk)
    photo = a_photo(by=owner, printed=True)
    thread, note, contest = a_thread(by=owner), a_note(by=owner, photos=[photo]), a_contest(by=editor)
    guide, review = a_guide(by=cast.doctor), a_review(by=cast.doctor)
    flag(by=cast.bob, ref=Ref("note", str(note.pk)), reason="other")
    notify(to=owner.pk, kind="follow", message="x", params={}, url="/~/notes/", key="k")
    assert Circle.objects.exists()
    fact = Fact.objects.order_by("pk").first()
    return SimpleNamespace(
        owner=owner,
        thread=thread,
        note=note,
        contest=contest,
        entry=an_entry(by=owner, contest=contest),
        child=an_expected_child(by=owner),
        session=a_session(by=owner),
        photo=photo,
        upload=Upload.objects.create(pk=uuid4(), owner=owner, size=1),
        notice=Notice.objects.get(to=owner, key="k"),
        guide=guide,
        review=review,
        revision=guide.save_revision(),
        product=a_product(),
        picture=a_picture(),
        document=Document.objects.create(title="d", file="documents/d.pdf"),
        applicant=an_application(by=cast.bob),
        group=Group.objects.get(name="Editors"),
        restriction=PageViewRestriction.objects.create(page=review, restriction_type="password", password="frog"),
        delivery=Delivery.objects.order_by("pk").first() or Delivery.objects.create(fact=fact, listener="x"),
        case=Reviewable.objects.get(kind="note"),
        synonyms=Synonyms.objects.order_by("pk").first(),
        check=a_waiting_guide(editor, owner),
        **{
            model._meta.model_name: model.objects.order_by("pk")[0]
            for model in (Task, Workflow, Collection, Locale, Site)
        },
    )


def a_waiting_guide(editor: User, expert: User) -> TaskState:
    """A guide that waits for the expert's yes."""
    guide = a_guide(by=editor, title="等着看的", reviewer=expert.kol)
    guide.get_workflow().start(guide, editor)
    return TaskState.objects.latest("pk")


def things(cast: Any) -> Things:
    """What stands in the addresses' holes."""
    one = made(cast)
    return Things(names(one), near(one), {r"^((?:[\w\-]+/)*)$": one.guide.url[1:], "^.*/$": "nothing/"})


def names(one: SimpleNamespace) -> dict[str, Any]:
    return {
        "page_id": one.guide.pk, "parent_page_id": one.guide.get_parent().pk, "page_to_move_id": one.guide.pk,
        "destination_id": Page.objects.filter(depth=2).first().pk,
        "review_id": one.check.pk, "thread_id": one.thread.pk, "number": 1, "note_id": one.note.pk, "user_id": one.owner.pk, "slug": one.thread.circle.slug,
        "child_id": one.child.pk, "session_id": one.session.pk, "contest_id": one.contest.pk, "entry_id": one.entry.pk,
        "notice_id": one.notice.pk, "photo_id": one.photo.pk, "upload_id": one.upload.pk, "width": 64, "kind": "webp", "id": one.note.pk, "name": "湿疹",
        "path": "images/nothing.webp", "url": "nothing/", "app_label": "guides", "model_name": "guidepage", "app_name": "guides",
        "content_type_app_name": "guides", "content_type_model_name": "guidepage", "action": "delete", "action_name": "publish",
        "object_id": one.delivery.pk, "content_type_id": ContentType.objects.get_for_model(User).pk, "task_id": one.task.pk,
        "revision_id": one.revision.pk, "revision_id_a": "earliest", "revision_id_b": "latest", "pk": one.guide.pk,
        "page_pk": one.guide.pk, "workflow_pk": one.workflow.pk, "collection_id": one.collection.pk,
        "document_id": one.document.pk, "doc_id": one.document.pk, "image_id": one.picture.pk, "uploaded_file_id": 1,
        "filter_spec": "width-100", "redirect_id": 1, "task_state_id": 1, "workflow_state_id": 1,
        "page_view_restriction_id": one.restriction.pk, "uidb64": "MQ", "token": "set-password", "key": "frog", "uidb36": "1",
        "restriction_id": one.restriction.pk, "document_filename": "d.pdf",
    }  # fmt: skip


def near(one: SimpleNamespace) -> dict[tuple[str, str], Any]:
    """Where a name means another thing: by the start or a part of the address."""
    return {
        ("moderation/", "pk"): one.case.pk, ("moderation/", "kind"): "note", ("kols/queue/", "user_id"): one.applicant.pk,
        ("products/", "slug"): one.product.slug, ("products/product/", "pk"): one.product.pk,
        ("synonyms/", "pk"): one.synonyms.pk if one.synonyms else 1,
        ("cms/users/", "pk"): one.owner.pk, ("cms/groups/", "pk"): one.group.pk, ("cms/sites/", "pk"): one.site.pk,
        ("cms/locales/", "pk"): one.locale.pk, ("cms/collections/", "pk"): one.collection.pk,
        ("cms/workflows/", "pk"): one.workflow.pk, ("workflows/tasks/", "pk"): one.task.pk,
        ("workflows/tasks/add/", "app_label"): "wagtailcore", ("workflows/tasks/add/", "model_name"): "groupapprovaltask",
        ("_util/", "page_id"): one.review.pk, ("keys/", "pk"): 1, ("cms/settings/", "pk"): 1, ("editing-sessions/", "session_id"): 1,
        ("editing-sessions/", "object_id"): one.guide.pk, ("admin/account/", "object_id"): 1, ("admin/auth/", "object_id"): one.group.pk,
        ("admin/taggit/", "object_id"): 1, ("admin/mfa/", "object_id"): 1, ("admin/usersessions/", "object_id"): 1,
        ("admin/wagtaildocs/", "object_id"): one.document.pk, ("admin/", "app_label"): "events", ("admin/r/", "object_id"): one.owner.pk,
    }  # fmt: skip


def walked(cast: Any) -> dict[str, dict[str, list[str]]]:
    """The whole table: {address: {method: [a word for each role]}}."""
    known = things(cast)
    walkers = {role: Walker(client) for role, client in browsers(cast).items()}

    def asked(route: str, method: str) -> list[str]:
        alike = ALIKE if route.startswith(STAFF_ROOMS) else {}
        address = known.address(route)
        with unwritten_pages():
            words = {role: walkers[role].ask(method, address) for role in ROLES if role not in alike}
        if method == "GET":  # once with its page: one that cannot be written is a 500
            reader = "admin" if alike else "owner"
            words[reader] = walkers[reader].ask(method, address)
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
