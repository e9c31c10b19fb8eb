"""Reading notices: only ever one's own."""

from django.contrib.auth.models import AnonymousUser

from community.notifications.models import Notice
from tadpole.accounts.models import User
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser
MOST_COUNTED = 100
"""Beyond this the badge says 99+, so counting on would be for nobody."""


def unread_count(by: Viewer) -> int:
    """How many notices wait, at most 100."""
    return unread_of(by.pk) if by.is_authenticated else 0


def unread_of(user_id: int) -> int:
    return Notice.objects.filter(to=user_id, read_at=None)[:MOST_COUNTED].count()


def notices_page(viewer: Viewer, *, after: str | None) -> KeyPage[Notice]:
    """The viewer's notices, the newest first, with who caused them."""
    return page_by_key(Notice.objects.visible_to(viewer).select_related("actor__profile"), after=after)
