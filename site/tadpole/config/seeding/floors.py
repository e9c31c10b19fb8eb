"""The order in which the community is built, and a count of what came of it."""

from collections.abc import Callable

from community.circles.models import Circle
from community.notes.models import Note
from community.notifications.models import Notice
from community.products.models import Product
from community.profiles.models import Follow
from community.threads.models import Post, PostLike, Thread

from media.photos.models import EditorialImage, Photo
from tadpole.accounts.models import User
from tadpole.config.seeding.closing import deliver
from tadpole.config.seeding.ground import Ground
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
    talk,
    write_notes,
    lambda ground: print(deliver(ground.out)),
)


def counted() -> dict[str, int]:
    """How many of everything there are."""
    models = {
        "people": User,
        "circles": Circle,
        "threads": Thread,
        "posts": Post,
        "likes": PostLike,
        "follows": Follow,
        "products": Product,
        "notes": Note,
        "photos": Photo,
        "pictures": EditorialImage,
        "notices": Notice,
    }
    return {what: model.objects.count() for what, model in models.items()}
