"""Who should know of a reply, and who earned a badge by it."""

from django.utils.translation import gettext_noop

from community.badges.actions import award
from community.badges.rules import ENOUGH_LIKES
from community.notifications.actions import notify
from community.threads.actions import leave_threads
from community.threads.events import PostEdited, PostLiked, ReplyPosted, ThreadOpened
from community.threads.models import Post, Thread
from media.previews.actions import preview_link_in
from tadpole.accounts.events import AccountClosed
from tadpole.accounts.models import User
from tadpole.events import listens_to

REPLIED = gettext_noop("%(name)s replied in “%(title)s”")
ANSWERED = gettext_noop("%(name)s answered you in “%(title)s”")
CALLED = gettext_noop("%(name)s mentioned you in “%(title)s”")


@listens_to(ThreadOpened)
def tell_of_thread(event: ThreadOpened) -> None:
    """People called in the first post are told."""
    post = standing(thread=event.thread_id, number=1)
    if post:
        for person in post.mentions:
            tell(post, person, "mention", CALLED)


@listens_to(ReplyPosted)
def tell_of_reply(event: ReplyPosted) -> None:
    """Each is told once: who is answered, who is called, who opened the thread. The key is the post."""
    post = standing(pk=event.post_id)
    if post is None:
        return
    if post.reply_to and post.reply_to.author_id:
        tell(post, post.reply_to.author_id, "answer", ANSWERED)
    for person in post.mentions:
        tell(post, person, "mention", CALLED)
    if post.thread.author_id:
        tell(post, post.thread.author_id, "reply", REPLIED)


@listens_to(PostEdited)
def tell_newly_called(event: PostEdited) -> None:
    """People whom an edit calls for the first time. Whoever was told of this post before is not told again: the key is the post."""
    post = standing(pk=event.post_id)
    if post:
        for person in post.mentions:
            tell(post, person, "mention", CALLED)


@listens_to(ThreadOpened)
def award_first_thread(event: ThreadOpened) -> None:
    award(to=event.author_id, code="first_thread")


@listens_to(ReplyPosted)
def award_first_reply(event: ReplyPosted) -> None:
    """For answering others: not for writing on in one's own thread."""
    post = standing(pk=event.post_id)
    if post and post.thread.author_id != event.author_id:
        award(to=event.author_id, code="first_reply")


@listens_to(PostLiked)
def award_helpful(event: PostLiked) -> None:
    post = standing(pk=event.post_id)
    if post and post.author_id and post.likes_count >= ENOUGH_LIKES:
        award(to=post.author_id, code="helpful")


@listens_to(ThreadOpened, queue="slow", alone=True)
def preview_first_link(event: ThreadOpened) -> None:
    """Alone: another site takes its time."""
    preview_link_of(standing(thread=event.thread_id, number=1))


@listens_to(ReplyPosted, queue="slow", alone=True)
def preview_replys_link(event: ReplyPosted) -> None:
    preview_link_of(standing(pk=event.post_id))


@listens_to(PostEdited, queue="slow", alone=True)
def preview_changed_link(event: PostEdited) -> None:
    preview_link_of(standing(pk=event.post_id))


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    leave_threads(user_id=event.user_id)


def standing(**which: int) -> Post | None:
    """The post, if it is still there for others to read."""
    posts = Post.objects.there().filter(thread__deleted_at=None, thread__hidden_at=None, **which)
    return posts.select_related("thread", "reply_to", "author__profile").first()


def may_read(person: int, thread: Thread) -> bool:
    """Whether somebody may read the discussion now, or did when they wrote in it: a password is known to their session alone."""
    reader = User.objects.filter(pk=person).first()
    if reader is None:
        return False
    there = Thread.objects.visible_to(reader).filter(pk=thread.pk).exists()
    return there or Post.objects.filter(thread=thread.pk, author=person).exists()


def preview_link_of(post: Post | None) -> None:
    if post is not None:
        preview_link_in(html=post.html)


def tell(post: Post, person: int, kind: str, message: str) -> None:
    """`notify` leaves out the one who did it, and tells nobody twice of the same post. Under a page that not everybody may read
    only those are told who may, or who wrote there before: a title says much."""
    if post.thread.is_discussion and not may_read(person, post.thread):
        return
    profile = getattr(post.author, "profile", None)
    notify(
        to=person,
        kind=kind,
        message=message,
        params={"name": profile.name if profile else "", "title": post.thread.title},
        url=f"/~/t/{post.thread_id}/{post.number}/",
        actor_id=post.author_id,
        key=f"post:{post.pk}",
    )
