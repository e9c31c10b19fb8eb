from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.template.loader import render_to_string

from tadpole.ui.slots import fill

if TYPE_CHECKING:
    from django.http import HttpRequest


class ThreadsConfig(AppConfig):
    name = "community.threads"
    label = "threads"

    def ready(self) -> None:
        from community.moderation.actions import watch
        from community.threads import actions, listeners, queries  # noqa: F401
        from community.threads.models import PostPhoto
        from media.photos.actions import show_in

        watch("post", describe=queries.describe_posts, hide=actions.hide_post, restore=actions.restore_post)
        show_in("threads.PostPhoto.photo", rows=PostPhoto.objects.visible_to)
        fill("circle.sections", circle_section)
        fill("circle.actions", circle_action)
        fill("profile.sections", profile_section, order=50)


def circle_section(request: "HttpRequest", circle: object) -> str:
    """The threads of a circle, on its page."""
    from community.circles.models import Circle
    from community.threads.queries import circle_threads

    if not isinstance(circle, Circle):
        return ""
    page = circle_threads(request.user, circle, after=request.GET.get("after"))
    return render_to_string("threads/circle_section.html", {"page": page, "circle": circle}, request)


def circle_action(request: "HttpRequest", circle: object) -> str:
    """The button that opens a thread here."""
    return render_to_string("threads/circle_action.html", {"circle": circle}, request)


def profile_section(request: "HttpRequest", profile: object) -> str:
    """What a person opened, on their page."""
    from community.profiles.models import Profile
    from community.threads.queries import threads_by

    if not isinstance(profile, Profile):
        return ""
    page = threads_by(request.user, profile.pk, after=request.GET.get("threads"))
    return (
        render_to_string("threads/profile_section.html", {"page": page, "profile": profile}, request)
        if page.items
        else ""
    )
