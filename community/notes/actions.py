"""Publishing, changing, removing and liking notes; hiding and restoring by staff."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.moderation.actions import admit
from community.notes import rules
from community.notes.events import NoteEdited, NoteLiked, NotePublished, NoteRemoved
from community.notes.models import Note, NoteLike, NotePhoto
from community.notes.queries import called_in, kept_note
from community.products.actions import count_note, set_counts
from community.products.models import Product
from community.profiles.queries import people_by_name
from media.photos.models import Photo
from media.photos.queries import own_photos
from tadpole.accounts.actions import signed_in
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, NotFound, TooLarge
from tadpole.events import publish
from tadpole.text import excerpt, fits, length, line, lines, readable, render
from tadpole.ui.versions import refuse_changed

Writer = User | AnonymousUser


def publish_note(
    *,
    by: Writer,
    title: str,
    text: str,
    photos: Sequence[Any],
    product: Product | None = None,
    stars: int | None = None,
    token: uuid.UUID | None = None,
) -> Note:
    """A note with one to nine own photos. The same `token` (of one rendered form) again gives the same note."""
    author = signed_in(by)
    fields, pictures = checked(author, title, text, photos)
    check_stars(stars, product)
    if token and (known := Note.objects.filter(token=token).first()):
        return own(known, author)
    try:
        with transaction.atomic():
            admit(by=author, doing="note")
            note = Note.objects.create(
                author=author, product=product, stars=stars, token=token or uuid.uuid4(), **fields
            )
            attach(note, pictures)
            count_note(product_id=note.product_id, stars=stars, more=1)
            publish(NotePublished(note_id=note.pk, author_id=author.pk, product_id=note.product_id))
    except IntegrityError:  # the other click was a moment faster
        other = Note.objects.filter(token=token).first() if token else None
        if other is None:
            raise
        return own(other, author)
    return note


def edit_note(
    *,
    by: Writer,
    note: Note,
    title: str,
    text: str,
    photos: Sequence[Any],
    product: Product | None = None,
    stars: int | None = None,
    version: str = "",
) -> Note:
    """The author's second thoughts. `version`: the digest of what the form showed; raises Changed when that stands no more."""
    author = signed_in(by)
    fields, pictures = checked(author, title, text, photos)
    check_stars(stars, product)
    with transaction.atomic():
        row = locked(note.pk)
        own(row, author)
        wanted = {**fields, "product": product.slug if product else None, "stars": stars, "photos": pictures}
        refuse_changed(version, stands=kept_note(row), wanted=wanted)
        if set(called_in(fields["text"])) - set(called_in(row.text)):
            admit(by=author, doing="note")  # who is called is told: calling by edits is no faster than by notes
        move_note((row.product_id, row.stars), (product.pk if product else None, stars))
        Note.objects.filter(pk=row.pk).update(product=product, stars=stars, edited_at=timezone.now(), **fields)
        attach(row, pictures)
        publish(NoteEdited(note_id=row.pk))
    return Note.objects.get(pk=row.pk)


def move_note(was: tuple[int | None, int | None], now: tuple[int | None, int | None]) -> None:
    """A note's product or stars changed. The lower product first: two notes that change places would wait for each other."""
    for (product_id, stars), more in sorted([(was, -1), (now, 1)], key=lambda one: one[0][0] or 0):
        count_note(product_id=product_id, stars=stars, more=more)


def delete_note(*, by: Writer, note: Note) -> None:
    """Gone for everybody, and it lets go of its photos; a second time changes nothing."""
    author = signed_in(by)
    with transaction.atomic():
        row = own(locked(note.pk), author)
        Note.objects.filter(pk=row.pk).update(deleted_at=timezone.now())
        NotePhoto.objects.filter(note=row).delete()
        count_note(product_id=row.product_id, stars=row.stars, more=-1)
        publish(NoteRemoved(note_id=row.pk))


def forget(*, user_id: int) -> None:
    """The account is closed: notes are emptied and removed, likes go. The rows stay for the votes and links that know their number."""
    with transaction.atomic():
        likes = NoteLike.objects.filter(user=user_id)
        Note.objects.filter(pk__in=likes.values("note"), likes_count__gt=0).update(likes_count=F("likes_count") - 1)
        likes.delete()
        notes = Note.objects.filter(author=user_id)
        for note in (
            notes.filter(deleted_at=None).order_by("product", "pk").select_for_update(no_key=True, of=("self",))
        ):
            if note.hidden_at is None:
                count_note(product_id=note.product_id, stars=note.stars, more=-1)
            publish(NoteRemoved(note_id=note.pk))
        NotePhoto.objects.filter(note__in=notes).delete()
        notes.filter(deleted_at=None).update(deleted_at=timezone.now())
        notes.update(title="", text="", html="", excerpt="", topics=[], product=None, stars=None)


def like(*, by: Writer, note: Note) -> bool:
    """False when one did already (the unique row stops the second click)."""
    person = signed_in(by)
    if note.author_id == person.pk:
        raise Invalid(_("This one is yours. Likes come from others."))
    admit(by=person, doing="like")
    with transaction.atomic():
        _row, new = NoteLike.objects.get_or_create(note=note, user=person)
        if new:
            Note.objects.filter(pk=note.pk).update(likes_count=F("likes_count") + 1)
            publish(NoteLiked(note_id=note.pk, user_id=person.pk))
    return new


def unlike(*, by: Writer, note: Note) -> bool:
    """False when one did not."""
    person = signed_in(by)
    with transaction.atomic():
        gone, _rows = NoteLike.objects.filter(note=note, user=person).delete()
        if gone:
            Note.objects.filter(pk=note.pk, likes_count__gt=0).update(likes_count=F("likes_count") - 1)
    return bool(gone)


def hide_note(*, by: User, id: str) -> None:  # noqa: A002  moderation's own word
    """Called by moderation, which has checked that `by` is staff."""
    change_sight(int(id), hidden=True)


def restore_note(*, by: User, id: str) -> None:  # noqa: A002  moderation's own word
    """Undo hide_note."""
    change_sight(int(id), hidden=False)


def change_sight(note_id: int, *, hidden: bool) -> None:
    with transaction.atomic():
        rows = Note.objects.filter(pk=note_id, deleted_at=None, hidden_at__isnull=hidden)
        note = rows.select_for_update(no_key=True).first()
        if note is not None and rows.update(hidden_at=timezone.now() if hidden else None):
            count_note(product_id=note.product_id, stars=note.stars, more=-1 if hidden else 1)
            publish(NoteRemoved(note_id=note_id) if hidden else NoteEdited(note_id=note_id))


def recount_likes(*, note_id: int) -> None:
    """Make a note's stored count true again."""
    with transaction.atomic():
        Note.objects.select_for_update(no_key=True).filter(pk=note_id).first()  # held before they are counted
        Note.objects.filter(pk=note_id).update(likes_count=NoteLike.objects.filter(note=note_id).count())


def recount_product(*, product_id: int) -> None:
    """Make a product's stored counts true again."""
    with transaction.atomic():
        Product.objects.select_for_update(no_key=True).filter(pk=product_id).first()  # held before they are counted
        rows = Note.objects.filter(product=product_id, deleted_at=None, hidden_at=None)
        sums = rows.aggregate(notes_count=Count("pk"), rated_count=Count("stars"), stars_sum=Coalesce(Sum("stars"), 0))
        set_counts(product_id=product_id, **sums)


def own(note: Note, author: User) -> Note:
    if note.author_id != author.pk:
        raise NotFound(_("This note is not there any more."))
    return note


def locked(note_id: int) -> Note:
    note = Note.objects.select_for_update(no_key=True).filter(pk=note_id, deleted_at=None).first()
    if note is None:
        raise NotFound(_("This note is not there any more."))
    return note


def checked(author: User, title: str, text: str, photos: Sequence[Any]) -> tuple[dict[str, Any], list[Photo]]:
    """The row's text fields, and the photos in order. Raises Invalid or TooLarge."""
    title, text = line(title), lines(text)
    refuse_odd_lengths(title, text)
    ids = list(dict.fromkeys(str(getattr(one, "pk", one)) for one in photos))
    if not ids:
        raise Invalid(_("A note needs at least one picture."), field="photos")
    if len(ids) > rules.MOST_PHOTOS:
        sentence = ngettext(
            "At most %(most)d picture fits here.", "At most %(most)d pictures fit here.", rules.MOST_PHOTOS
        )
        raise Invalid(sentence % {"most": rules.MOST_PHOTOS}, field="photos")
    topic_url: Callable[[str], str] = lambda name: f"/~/topics/{quote(name, safe='')}/"  # noqa: E731
    rendered = render(text, people=people_by_name, topics=topic_url, photos=lambda _ids: {})
    fields = {
        "title": title,
        "text": text,
        "html": rendered.html,
        "topics": list(rendered.topics),
        "excerpt": excerpt(text, rules.EXCERPT),
    }
    return fields, own_photos(by=author, ids=ids)


def refuse_odd_lengths(title: str, text: str) -> None:
    if not fits(title, rules.LONGEST_TITLE):
        raise TooLarge(_("A title has at most %(most)d characters.") % {"most": rules.LONGEST_TITLE}, field="title")
    if readable(title) < rules.SHORTEST_TITLE:
        raise Invalid(
            _("A title of at least %(fewest)d characters helps others to find this.")
            % {"fewest": rules.SHORTEST_TITLE},
            field="title",
        )
    if not fits(text, rules.LONGEST_TEXT):
        sentence = _("%(most)s characters fit into a note; here are %(count)s. Your words are still below.")
        raise TooLarge(sentence % {"most": f"{rules.LONGEST_TEXT:,}", "count": f"{length(text):,}"}, field="text")
    if not readable(text):
        raise Invalid(_("There are no words yet. One is enough."), field="text")


def check_stars(stars: int | None, product: Product | None) -> None:
    if stars is not None and not 1 <= stars <= 5:
        raise Invalid(_("Between one and five stars, please."), field="stars")
    if stars is not None and product is None:
        raise Conflict(_("Stars belong to a product. Choose one, or leave the stars out."), field="product")


def attach(note: Note, photos: list[Photo]) -> None:
    """Set the note's photos, in their order."""
    NotePhoto.objects.filter(note=note).delete()
    NotePhoto.objects.bulk_create(
        NotePhoto(note=note, photo=photo, position=place) for place, photo in enumerate(photos)
    )
