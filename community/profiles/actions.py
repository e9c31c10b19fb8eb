"""What people do with their face, and whom they follow."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from community.profiles import rules
from community.profiles.events import Followed, ProfileChanged
from community.profiles.models import Follow, Profile
from community.profiles.queries import kept_profile, names_to_trust
from media.photos.models import Photo
from media.photos.queries import own_photos
from tadpole.accounts.actions import keep_pace
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, NotFound, TooLarge
from tadpole.events import publish
from tadpole.text import fits, fold, line, lines, render
from tadpole.ui.versions import refuse_changed


def ensure_profile(*, by: User) -> Profile:
    """The person's profile; made with a name to start from when there is none. Safe to call at any time."""
    for tries in range(5):
        known = Profile.objects.filter(pk=by.pk).first()
        if known is not None:
            return known
        name = rules.first_name(by.pk, tries)
        try:
            with transaction.atomic():
                profile = Profile.objects.create(user=by, name=name, folded_name=fold(name))
                publish(ProfileChanged(user_id=by.pk))
                return profile
        except IntegrityError:  # made meanwhile by another worker, or somebody chose that very name
            continue
    raise Conflict(_("Your page could not be opened just now. Please try again."))


def change_profile(
    *, by: User, name: str, bio: str = "", avatar: Photo | UUID | str | None = None, version: str = ""
) -> Profile:
    """Give oneself a name, words and a picture (one's own; None takes it away).

    `version` is the digest of what the form showed; raises Changed when that is not what stands now.
    """
    name = checked_name(by, name)
    bio = lines(bio)
    if not fits(bio, rules.LONGEST_BIO):
        raise TooLarge(_("At most %(most)d characters fit here.") % {"most": rules.LONGEST_BIO}, field="bio")
    photo = own_picture(by, avatar)
    with transaction.atomic():
        profile = Profile.objects.select_for_update().filter(pk=by.pk).first() or ensure_profile(by=by)
        wanted = {"name": name, "bio": bio, "avatar": photo.pk if photo else None}
        refuse_changed(version, stands=kept_profile(profile), wanted=wanted)
        profile.name, profile.folded_name = name, fold(name)
        profile.bio, profile.bio_html = bio, bio_as_html(bio)
        profile.avatar, profile.avatar_url = photo, picture_address(photo)
        try:
            with transaction.atomic():
                profile.save()
        except IntegrityError:
            raise Conflict(_("Somebody is called that already. Another name?"), field="name") from None
        publish(ProfileChanged(user_id=by.pk))
    return profile


def checked_name(by: User, name: str) -> str:
    """`name` as it is kept, or a refusal that says what is wrong with it. A name that one has already is not asked again."""
    name = line(name)
    if Profile.objects.filter(pk=by.pk, name=name).exists():
        return name
    if rules.has_odd_length(name):
        raise Invalid(_("A name has 2 to 24 characters."), field="name")
    if rules.has_strange_letters(name) or rules.has_no_letters(name):
        raise Invalid(_("Please use letters, characters and digits; @ and # mean something else here."), field="name")
    if not by.is_staff and (rules.is_reserved(name) or rules.looks_like(name, names_to_trust(but=by))):
        raise Invalid(_("That name is kept for the people who run Tadpole. Another one?"), field="name")
    return name


def bio_as_html(bio: str) -> str:
    """The few words of a profile: links work, nobody is called and no picture is shown."""
    return render(bio, people=lambda _names: {}, topics=lambda _name: None, photos=lambda _ids: {}).html


def own_picture(by: User, avatar: Photo | UUID | str | None) -> Photo | None:
    """The photo itself, if it is the person's own; a forged id is refused by photos."""
    if not avatar:
        return None
    photo_id = avatar.pk if isinstance(avatar, Photo) else avatar
    return own_photos(by=by, ids=[photo_id])[0]


def picture_address(photo: Photo | None) -> str:
    """Where everybody can see the picture small; empty as long as not everybody may."""
    if photo is None or not Photo.objects.passed_for(AnonymousUser()).filter(pk=photo.pk).exists():
        return ""
    small = photo.renditions.filter(format__in=("webp", "jpg")).order_by("width", "-format").first()
    return photo.address(small.width, small.format) if small else ""


def refresh_pictures(*, photo_id: UUID | str) -> int:
    """A photo became visible or stopped to be: the profiles that show it follow. How many."""
    photo = Photo.objects.filter(pk=photo_id).first()
    return Profile.objects.filter(avatar=UUID(str(photo_id))).update(avatar_url=picture_address(photo))


def mark_verified(*, by: User | None, whom: User | int, as_: str) -> None:
    """Write under the name what was checked; empty takes the mark away. Who may is decided by the app that checked."""
    with transaction.atomic():
        user_id = whom if isinstance(whom, int) else whom.pk
        Profile.objects.filter(pk=user_id).update(verified_as=as_)
        publish(ProfileChanged(user_id=user_id))


def follow(*, by: User, whom: User | int) -> bool:
    """Follow somebody; False when one did already (the unique row stops the second click)."""
    user_id = whom if isinstance(whom, int) else whom.pk
    if user_id == by.pk:
        raise Invalid(_("You cannot follow yourself."))
    keep_pace(by=by, doing="follow", most=60, seconds=3600)
    with transaction.atomic():
        if not Profile.objects.visible_to(by).filter(pk=user_id).exists():
            raise NotFound(_("There is nobody here. The person may have left."))
        _row, new = Follow.objects.get_or_create(follower_id=by.pk, followed_id=user_id)
        if new:
            count_follow(follower_id=by.pk, followed_id=user_id, more=1)
            publish(Followed(follower_id=by.pk, followed_id=user_id))
    return new


def unfollow(*, by: User, whom: User | int) -> bool:
    """Stop following; False when one did not."""
    user_id = whom if isinstance(whom, int) else whom.pk
    with transaction.atomic():
        gone, _each = Follow.objects.filter(follower_id=by.pk, followed_id=user_id).delete()
        if gone:
            count_follow(follower_id=by.pk, followed_id=user_id, more=-1)
    return bool(gone)


def count_follow(*, follower_id: int, followed_id: int, more: int) -> None:
    """One follow more (1) or fewer (-1). The lower id first: two people who follow each other at once would wait for each other."""
    counters = {follower_id: "following_count", followed_id: "followers_count"}
    for user_id, counter in sorted(counters.items()):
        rows = Profile.objects.filter(pk=user_id, **{f"{counter}__gte": max(0, -more)})
        rows.update(**{counter: F(counter) + more})


def recount_follows(*, user_ids: list[int]) -> None:
    """Set the counters of these people to what the rows say: after somebody left, or when a number looks wrong."""
    with transaction.atomic():
        for user_id in sorted(user_ids):
            Profile.objects.select_for_update(no_key=True).filter(pk=user_id).first()  # held before it is counted
            Profile.objects.filter(pk=user_id).update(
                followers_count=Follow.objects.filter(followed=user_id).count(),
                following_count=Follow.objects.filter(follower=user_id).count(),
            )


def remove_profile(*, user_id: int) -> None:
    """The account is closed: name, words, picture and follows go; what the person wrote stays under no name."""
    with transaction.atomic():
        rows = Follow.objects.filter(Q(follower=user_id) | Q(followed=user_id))
        others = {one for pair in rows.values_list("follower", "followed") for one in pair} - {user_id}
        rows.delete()
        Profile.objects.filter(pk=user_id).delete()
        recount_follows(user_ids=sorted(others))
        publish(ProfileChanged(user_id=user_id))
