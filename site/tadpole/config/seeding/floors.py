"""The order in which the community is built, and a count of what came of it."""

from collections.abc import Callable

from campaigns.contests.models import ContestPage, Entry, Vote
from community.badges.models import Award
from community.circles.models import Circle
from community.live.models import Comment, LiveSession
from community.notes.models import Note
from community.notifications.models import Notice
from community.products.models import Product
from community.profiles.models import Follow
from community.threads.models import Post, PostLike, Thread
from content.guides.models import GuidePage
from content.reviews.models import ReviewPage
from media.photos.models import EditorialImage, Photo
from tadpole.accounts.models import User
from tadpole.config.seeding.contests import hold_contests
from tadpole.config.seeding.ground import Ground
from tadpole.config.seeding.live import go_live
from tadpole.config.seeding.pages import publish_guides, publish_reviews
from tadpole.config.seeding.people import check_experts, found_families, give_faces, make_company, settle_people
from tadpole.config.seeding.pictures import hang_editorial_pictures, take_in_photos
from tadpole.config.seeding.talk import open_circles, talk
from tadpole.config.seeding.things import fill_catalogue, write_notes

FLOORS: tuple[Callable[[Ground], None], ...] = (
    settle_people,
    take_in_photos,
    give_faces,
    hang_editorial_pictures,
    check_experts,
    open_circles,
    found_families,
    make_company,
    fill_catalogue,
    publish_guides,
    publish_reviews,
    talk,
    write_notes,
    hold_contests,
    go_live,
)


def counted() -> dict[str, int]:
    """How many of everything there are."""
    threads = Thread.objects.in_circles()
    return {
        "people": User.objects.count(),
        "circles": Circle.objects.count(),
        "guides": GuidePage.objects.count(),
        "reviews": ReviewPage.objects.count(),
        "products": Product.objects.count(),
        "threads": threads.count(),
        "posts": Post.objects.count(),
        "likes": PostLike.objects.count(),
        "follows": Follow.objects.count(),
        "notes": Note.objects.count(),
        "contests": ContestPage.objects.count(),
        "entries": Entry.objects.count(),
        "votes": Vote.objects.count(),
        "live sessions": LiveSession.objects.count(),
        "comments": Comment.objects.count(),
        "badges": Award.objects.count(),
        "notices": Notice.objects.count(),
        "photos": Photo.objects.count(),
        "editors' pictures": EditorialImage.objects.count(),
    }
