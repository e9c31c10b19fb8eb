"""What the editors wrote: guides and reviews, each in the tree of its language."""

import re
from copy import copy
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from wagtail.users.models import UserProfile

from content.guides.actions import publish_guide, record_yes
from content.guides.models import GuideCheck, GuidePage
from content.guides.rules import Span
from content.home.models import HomePage
from content.reviews.actions import publish_review
from content.reviews.models import Honesty
from tadpole.accounts.models import User
from tadpole.config.seeding.ground import Ground, Row, act, demo

STAGE = re.compile(r"(?:pregnancy-)?(\d+)-(\d+)([wmy])")
NO_SPAN = {"trying": Span("trying"), "postpartum": Span("baby", 0, 3)}


def span_of(code: str) -> Span | None:
    """`pregnancy-28-40w`, `4-6m`, `1-3y`, `trying`; None for what is no stage of weeks or months (`loss`)."""
    if not (found := STAGE.fullmatch(code)):
        return NO_SPAN.get(code)
    start, end, unit = int(found[1]), int(found[2]), found[3]
    return (
        Span("pregnancy", start, end)
        if unit == "w"
        else Span("baby", start * 12, end * 12)
        if unit == "y"
        else Span("baby", start, end)
    )


def body_of(ground: Ground, blocks: list[Row]) -> list[tuple[str, Any]]:
    """The demo's blocks as StreamField takes them."""
    return [block_of(ground, one) for one in blocks]


def block_of(ground: Ground, one: Row) -> tuple[str, Any]:
    match one["type"]:
        case "heading":
            return "heading", one["text"]
        case "paragraph":
            return "paragraph", one["html"]
        case "list":
            return "list", {"title": "", "items": [escape(item) for item in one["items"]], "numbered": False}
        case "tip" | "warning" as kind:
            return kind, {"title": one["title"], "text": f"<p>{escape(one['text'])}</p>"}
        case "quote":
            return "quote", {"text": one["text"], "cite": one["who"], "href": ""}
        case "claim":
            due = timezone.localdate(ground.now) + timedelta(days=one["review_in_days"])
            return "claim", {
                "text": one["statement"],
                "source": one["source"],
                "grade": "3",
                "reviewer": one["reviewer"],
                "review_due": due,
            }
        case "voices":
            return "voices", {"old": one["elders"], "doctor": one["doctor"], "we": one["parents"]}
        case "image":
            image = copy(ground.pictures[one["picture"]])
            image.contextual_alt_text, image.decorative = one["alt"], False
            return "picture", {"image": image, "caption": one["caption"]}
    raise KeyError(one["type"])


def publish_guides(ground: Ground) -> None:
    """The oldest first; the first front page shows the newest of its language."""
    with transaction.atomic():
        for row in ground.shown(sorted(demo("guides"), key=lambda row: -row["published_days_ago"]), "guides"):
            reviewer = ground.people[row["reviewer"]].kol if row["reviewer"] else None
            page = act(
                publish_guide,
                by=ground.people[row["author"]],
                title=row["title"],
                summary=row["summary"],
                body=body_of(ground, row["body"]),
                locale=row["language"],
                stages=[span for code in row["stages"] if (span := span_of(code))],
                author=ground.people[row["author"]].profile,
                reviewer=reviewer,
                cover=ground.pictures[row["picture"]],
                sources=[{"title": title, "publisher": "", "year": None, "url": ""} for title in row["sources"]],
                published_at=ground.ago(row["published_days_ago"]),
                slug=row["slug"],
            )
            if reviewer:
                check(ground, page, row)
            dress_home(ground, page)


def check(ground: Ground, page: GuidePage, row: Row) -> None:
    """The expert whom it names has said yes. Of one guide the editors have written another version since, which waits."""
    writer = ground.people[row["author"]]
    yes = act(record_yes, by=ground.people[row["reviewer"]], revision=page.latest_revision, asked_by=writer)
    GuideCheck.objects.filter(pk=yes.pk).update(made_at=ground.ago(row["reviewed_days_ago"]))
    if more := row.get("waiting"):
        for block in body_of(ground, more):
            page.body.append(block)
        page.save_revision(user=writer)
        hand_in(page, writer)


def hand_in(page: GuidePage, by: User) -> None:
    """Into its workflow, as the editors' form does; Wagtail's mail to administrators about it is not for the first start's terminal."""
    told = UserProfile.objects.filter(user__is_superuser=True)
    for administrator in User.objects.filter(is_superuser=True):
        UserProfile.get_for_user(administrator)
    told.update(submitted_notifications=False)
    if workflow := page.get_workflow():
        workflow.start(page, by)
    told.update(submitted_notifications=True)


def dress_home(ground: Ground, page: GuidePage) -> None:
    """The front page of its language recommends it."""
    HomePage.objects.filter(locale=page.locale_id).update(hero_guide=page, cover=ground.pictures["pond"])


def publish_reviews(ground: Ground) -> None:
    """Scores of the demo go to 10, those of the page to 5."""
    with transaction.atomic():
        for row in ground.shown(sorted(demo("reviews"), key=lambda row: -row["published_days_ago"]), "reviews"):
            scores = [
                {"criterion": one["criterion"], "score": str(Decimal(one["score"]) / 2), "remark": ""}
                for one in row["scores"]
            ]
            overall = sum(Decimal(one["score"]) for one in scores) / len(scores)
            act(
                publish_review,
                by=ground.people[row["author"]],
                product=ground.products[row["product"]],
                title=row["title"],
                summary=row["summary"],
                overall=str(round(overall, 1)),
                body=body_of(ground, row["body"]),
                locale=row["language"],
                scores=scores,
                pros=row["pros"],
                cons=row["cons"],
                used_days=row["used_days"],
                honesty=Honesty.BOUGHT if "自费" in row["how_obtained"] else Honesty.GIFT,
                verdict=row["verdict"],
                author=ground.people[row["author"]].profile,
                cover=ground.pictures[row["picture"]],
                published_at=ground.ago(row["published_days_ago"]),
                slug=row["slug"],
            )
