"""The catalogue, and what parents tell of what is in it."""

from datetime import datetime

from django.db import transaction

from community.notes.actions import like, publish_note
from community.notes.models import Note, NoteLike
from community.products.models import Product
from tadpole.config.seeding.ground import Ground, Row, act, demo
from tadpole.config.seeding.pictures import photos_of

CATEGORIES = {
    "feeding": Product.Category.FEEDING,
    "bath": Product.Category.CARE,
    "skincare": Product.Category.CARE,
    "travel": Product.Category.OUTING,
    "carrier": Product.Category.OUTING,
    "home": Product.Category.SLEEP,
    "sleep": Product.Category.SLEEP,
}


def fill_catalogue(ground: Ground) -> None:
    """Products have no action: editors keep them as snippets."""
    with transaction.atomic():
        for row in demo("products"):
            ground.products[row["slug"]] = Product.objects.create(
                slug=row["slug"],
                name=row["name"],
                brand=row["brand"],
                category=CATEGORIES[row["category"]],
                description=row["description"],
                picture=ground.pictures[row["picture"]],
            )


def write_notes(ground: Ground) -> None:
    """All notes, the oldest first."""
    with transaction.atomic():
        for row in ground.shown(sorted(demo("notes"), key=lambda row: -row["days_ago"]), "notes"):
            ground.notes[row["key"]] = told(ground, row, ground.ago(row["days_ago"]))


def told(ground: Ground, row: Row, at: datetime) -> Note:
    """One note written at `at`, and who liked it."""
    note = act(
        publish_note,
        by=ground.people[row["author"]],
        title=row["title"],
        text=row["text"],
        photos=photos_of(ground, row["author"], row["key"], len(row["pictures"])),
        product=ground.products.get(row["product"] or ""),
        stars=row["stars"],
    )
    Note.objects.filter(pk=note.pk).update(created_at=at)
    for person in ground.some(set(ground.people) - {row["author"]}, ground.dice.randrange(2, 15)):
        act(like, by=person, note=note)
        NoteLike.objects.filter(note=note, user=person).update(created_at=ground.between(at, ground.now))
    return note
