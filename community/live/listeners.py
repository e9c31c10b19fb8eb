"""Followers hear that somebody is on air, a batch at a time."""

from django.utils.translation import gettext_noop

from community.kols.events import KolWithdrawn
from community.live.actions import close_abandoned, leave_comments
from community.live.events import FollowersTold, SessionStarted
from community.live.models import LiveSession
from community.notifications.actions import notify
from community.profiles.models import Follow
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to, publish

STARTED = gettext_noop("%(name)s is live now: “%(title)s”")
BATCH = 100


@listens_to(SessionStarted)
def tell_followers(event: SessionStarted) -> None:
    tell_batch(event.session_id, event.host_id, after=0)


@listens_to(FollowersTold)
def tell_more_followers(event: FollowersTold) -> None:
    tell_batch(event.session_id, event.host_id, after=event.last)


def tell_batch(session_id: int, host_id: int, *, after: int) -> None:
    """Short transactions, however many follow: each batch makes the news that starts the next. Nothing once it is over."""
    session = LiveSession.objects.on_air().select_related("host__user__profile").filter(pk=session_id).first()
    if session is None or session.host is None:
        return
    follows = Follow.objects.filter(followed=host_id, pk__gt=after).order_by("pk").values_list("pk", "follower")
    batch = list(follows[:BATCH])
    words = {"name": session.host.user.profile.name, "title": session.title}
    for _follow, follower in batch:
        notify(
            to=follower,
            kind="live",
            message=STARTED,
            params=words,
            url=f"/~/live/{session_id}/",
            actor_id=host_id,
            key=f"live:{session_id}",
        )
    if len(batch) == BATCH:
        last = batch[-1][0]
        publish(FollowersTold(session_id=session_id, host_id=host_id, last=last), key=f"{session_id}:{last}")


@listens_to(KolWithdrawn)
def end_without_host(event: KolWithdrawn) -> None:
    close_abandoned()


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    leave_comments(user_id=event.user_id)
