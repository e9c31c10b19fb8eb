"""Reading threads: pages of posts, lists of threads, the discussion under a page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from community.circles.models import Circle
from community.moderation.models import Decision
from community.moderation.queries import may_moderate
from community.moderation.rules import Ref, Subject
from community.profiles.queries import profile_or_none
from community.threads import rules
from community.threads.models import Post, PostLike, PostPhoto, Thread, ThreadQuerySet, under_readable_pages
from community.threads.queries.shapes import Fresh, PostView, Quoted, State, ThreadPage, ThreadRow
from media.photos.models import Photo
from media.previews.queries import cards_for
from tadpole.accounts.models import User
from tadpole.errors import NotFound, Refused
from tadpole.text import excerpt
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser


def thread_page(viewer: Viewer, thread_id: int, after: str | None = None) -> ThreadPage:
    """20 posts of a thread after number `after`; removed and hidden ones keep their place."""
    thread = visible_thread(viewer, thread_id)
    return page_of(viewer, thread, rules.read_cursor(after))


def discussion(viewer: Viewer, ref: Ref, *, after: str | None = None) -> ThreadPage | None:
    """The discussion under a page (`actions.ensure_discussion` makes it); None when it has none yet."""
    kind, subject_id = ref
    threads = Thread.objects.visible_to(viewer).select_related("circle")
    thread = threads.filter(about_kind=kind, about_id=str(subject_id)).first()
    return page_of(viewer, thread, rules.read_cursor(after)) if thread else None


def page_of(viewer: Viewer, thread: Thread, after: int) -> ThreadPage:
    rows = list(with_people(thread.posts.filter(number__gt=after)).order_by("number")[: rules.PAGE + 1])
    shown = rows[: rules.PAGE]
    views = post_views(viewer, thread, shown)
    after_next = str(shown[-1].number) if len(rows) > rules.PAGE else ""
    return ThreadPage(thread, KeyPage(views, after_next), after, may_close=may_moderate(viewer))


def answers_after(viewer: Viewer, thread: Thread, number: int) -> Fresh:
    """What others have written after `number` and everybody may read. No query when the thread has no higher number."""
    if thread.last_number <= number:
        return Fresh()
    posts = thread.posts.there().filter(number__gt=number)
    if viewer.is_authenticated:
        posts = posts.exclude(author=viewer.pk)
    found = posts.aggregate(count=Count("pk"), first=Min("number"))
    return Fresh(found["count"], found["first"] or 0)


def visible_thread(viewer: Viewer, thread_id: int) -> Thread:
    thread = Thread.objects.visible_to(viewer).select_related("circle").filter(pk=thread_id).first()
    if thread is None:
        raise NotFound(_("This thread is not there any more."))
    return thread


def may_open_page(viewer: Viewer, thread: Thread) -> bool:
    """Whether the page that the discussion stands under is open to who may read the discussion: staff also read it under closed ones."""
    if not (thread.about_id and viewer.is_authenticated and viewer.is_staff):
        return True
    return under_readable_pages(Thread.objects.filter(pk=thread.pk), AnonymousUser()).exists()


def visible_post(viewer: Viewer, thread_id: int, number: int) -> Post:
    posts = Post.objects.visible_to(viewer).select_related("thread__circle")
    post = posts.filter(thread=thread_id, number=number).first()
    if post is None:
        raise NotFound(_("This post is not there any more."))
    return post


def own_post(viewer: Viewer, thread_id: int, number: int) -> Post:
    """The post to be changed; refused when somebody else wrote it."""
    post = visible_post(viewer, thread_id, number)
    refuse_others(viewer, post)
    return post


def kept_post(post: Post) -> dict[str, Any]:
    """What the form that changes a post shows, by field."""
    title = {"title": post.thread.title} if post.opens_thread else {}
    rows = post.post_photos.select_related("photo").order_by("position")
    return {**title, "text": post.text, "photos": [row.photo for row in rows]}


def refuse_others(viewer: Viewer, post: Post) -> None:
    if not viewer.is_authenticated or post.author_id != viewer.pk:
        raise Refused(_("Somebody else wrote this. Only they can change it."))


def numbered_post(viewer: Viewer, thread_id: int, number: int) -> Post:
    """For a permalink: also a removed post has a place to go to."""
    posts = Post.objects.filter(thread__in=Thread.objects.visible_to(viewer)).select_related("thread")
    post = posts.filter(thread=thread_id, number=number).first()
    if post is None:
        raise NotFound(_("This thread has no post with that number."))
    return post


def post_view(viewer: Viewer, post: Post) -> PostView:
    return post_views(viewer, post.thread, list(with_people(Post.objects.filter(pk=post.pk))))[0]


def answered_post(viewer: Viewer, thread: Thread, number: str) -> PostView | None:
    """The post that a form says it answers; None for none, or one that is not there."""
    posts = thread.posts.filter(number=rules.read_cursor(number))
    return next((view for view in post_views(viewer, thread, list(with_people(posts))) if view.open), None)


def with_people(posts: QuerySet[Post]) -> QuerySet[Post]:
    return posts.select_related("author__profile", "reply_to__author__profile")


def post_views(viewer: Viewer, thread: Thread, posts: Sequence[Post]) -> list[PostView]:
    """What this viewer sees of them: three queries however many there are (one more each when some are hidden or hold a link)."""
    ids = [post.pk for post in posts]
    photos = photos_of(viewer, ids)
    liked: set[int] = set()
    if viewer.is_authenticated and ids:
        liked = set(PostLike.objects.filter(user=viewer.pk, post__in=ids).values_list("post", flat=True))
    reasons = reasons_of([post for post in posts if post.hidden_at and may_see_hidden(viewer, post)])
    cards = cards_for({post.pk: post.html for post in posts})
    views = [one_view(viewer, thread, post, photos.get(post.pk, []), post.pk in liked, reasons) for post in posts]
    return [replace(view, card=cards[view.post.pk]) if view.open and view.post.pk in cards else view for view in views]


def one_view(
    viewer: Viewer, thread: Thread, post: Post, photos: list[Photo], liked: bool, reasons: dict[str, str]
) -> PostView:
    state: State = "removed" if post.deleted_at else "hidden" if post.hidden_at else "shown"
    is_open = state == "shown" or (state == "hidden" and may_see_hidden(viewer, post))
    return PostView(
        post=post,
        state=state,
        open=is_open,
        mine=viewer.is_authenticated and post.author_id == viewer.pk,
        liked=liked,
        opener=thread.author_id is not None and post.author_id == thread.author_id,
        person=profile_or_none(post.author) if is_open else None,
        photos=[photo for photo in photos if str(photo.pk) not in post.html] if is_open else [],
        among=[photo for photo in photos if str(photo.pk) in post.html] if is_open else [],
        quoted=quoted_by(post) if is_open else None,
        reason=reasons.get(str(post.pk), ""),
    )


def quoted_by(post: Post) -> Quoted | None:
    answered = post.reply_to
    if answered is None:
        return None
    there = answered.deleted_at is None and answered.hidden_at is None
    words = excerpt(answered.text, 60) if there else ""
    return Quoted(answered.number, profile_or_none(answered.author) if there else None, words)


def may_see_hidden(viewer: Viewer, post: Post) -> bool:
    return viewer.is_authenticated and (viewer.is_staff or post.author_id == viewer.pk)


def reasons_of(posts: Iterable[Post]) -> dict[str, str]:
    """{post id: why it was hidden}; no query when nothing is hidden."""
    ids = [str(post.pk) for post in posts]
    if not ids:
        return {}
    decisions = Decision.objects.filter(reviewable__kind="post", reviewable__subject_id__in=ids, verdict="hide")
    return dict(decisions.order_by("pk").values_list("reviewable__subject_id", "reason"))


def photos_of(viewer: Viewer, post_ids: Sequence[int]) -> dict[int, list[Photo]]:
    """The photos of these posts that the viewer may see, in their order."""
    found: dict[int, list[Photo]] = {}
    if not post_ids:
        return found
    rows = PostPhoto.objects.filter(post__in=post_ids, photo__in=Photo.objects.passed_for(viewer))
    for row in rows.select_related("photo").order_by("post", "position"):
        found.setdefault(row.post_id, []).append(row.photo)
    return found


def circle_threads(viewer: Viewer, circle: Circle, *, after: str | None) -> KeyPage[ThreadRow]:
    """A circle's threads, those with the latest words first."""
    if circle._state.adding:
        return KeyPage([])
    threads = Thread.objects.visible_to(viewer).filter(circle=circle)
    return rows_of(viewer, page_by_key(for_lists(threads), order=("-last_posted_at", "-pk"), after=after))


def threads_by(viewer: Viewer, user_id: int, *, after: str | None, size: int = 10) -> KeyPage[ThreadRow]:
    """What a person opened, the newest first."""
    threads = Thread.objects.visible_to(viewer).in_circles().filter(author=user_id)
    return rows_of(viewer, page_by_key(for_lists(threads), after=after, size=size))


def recent_threads(viewer: Viewer, most: int) -> list[ThreadRow]:
    """Those with the latest words, of all circles that are offered to the viewer or that they joined."""
    threads = for_lists(Thread.objects.visible_to(viewer).in_circles().offered_to(viewer)).order_by(
        "-last_posted_at", "-pk"
    )
    return rows_of(viewer, KeyPage(list(threads[:most]))).items


def for_lists(threads: ThreadQuerySet) -> ThreadQuerySet:
    return threads.select_related("circle", "author__profile")


def rows_of(viewer: Viewer, page: KeyPage[Thread]) -> KeyPage[ThreadRow]:
    """With the first photo of each opening post: one query however many threads."""
    ids = [thread.pk for thread in page]
    firsts = PostPhoto.objects.visible_to(viewer).filter(photo__in=Photo.objects.passed_for(viewer))
    firsts = (
        firsts.filter(post__thread__in=ids, post__number=1).order_by("-position").select_related("photo", "post")
        if ids
        else PostPhoto.objects.none()
    )
    pictures = {row.post.thread_id: row.photo for row in firsts}
    rows = [ThreadRow(thread, profile_or_none(thread.author), pictures.get(thread.pk)) for thread in page]
    return KeyPage(rows, page.next)


def describe_posts(viewer: Viewer, ids: Sequence[str]) -> dict[str, Subject]:
    """For moderation: those of these posts that the viewer may see."""
    wanted = [int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 19]
    posts = Post.objects.visible_to(viewer).filter(pk__in=wanted).select_related("thread")
    return {
        str(post.pk): Subject(
            title=post.thread.title,
            excerpt=excerpt(post.text, 140),
            url=f"/~/t/{post.thread_id}/{post.number}/",
            author_id=post.author_id,
        )
        for post in posts
    }
