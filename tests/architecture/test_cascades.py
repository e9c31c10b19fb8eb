"""Deleting one row takes no words and no votes of people with it: every cascade stands here with the reason why it may."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

OURS = ("campaigns.", "community.", "content.", "media.", "search.", "tadpole.")
BELONGS = "a part of it: without the whole it shows nothing"
CHILD_TABLE = "the same page, in its second table"

MAY: dict[str, str] = {
    # what is deleted with what: label.field → why it may
    "contests.Terms.contest": "what was promised to those who entered; entries and votes protect the page",
    "threads.PostPhoto.post": BELONGS + "; posts are emptied, never deleted",
    "threads.PostPhoto.photo": "the picture is erased: by its owner's leaving, or because nothing shows it",
    "notes.NotePhoto.note": BELONGS + "; notes are emptied, never deleted",
    "notes.NotePhoto.photo": "the picture is erased: by its owner's leaving, or because nothing shows it",
    "photos.Piece.upload": BELONGS,
    "photos.Upload.owner": "on its way for a day at most; the profile protects the account",
    "photos.PhotoRendition.photo": BELONGS,
    "photos.EditorialRendition.image": BELONGS,
    "screening.ScreeningDecision.screening": "the history of a picture goes with the picture",
    "families.Child.family": "closing an account erases its family; nothing else deletes one",
    "kols.KolDecision.kol": "the answers to an application go with it when the account is closed",
    "accounts.Sanction.person": "what staff decided about somebody who is not here; the profile protects the account",
    "badges.Award.user": "given by rules, which give it again; the profile protects the account",
    "notifications.Notice.to": "told to somebody who is not here; the profile protects the account",
    "events.Delivery.fact": "a fact is pruned when everybody has heard it",
    "guides.GuideStage.page": BELONGS,
    "guides.GuideCheck.page": "a yes to words that are not there any more",
    "guides.GuideCheck.expert": "goes when the account is closed: nobody vouches for a guide who is not here",
    "guides.ExpertReviewTask.task_ptr": "the same step of a workflow, in its second table",
    "photos.EditorialImage.collection": "Wagtail deletes no collection that holds something",
    "accounts.User_groups.group": "who is in a group, not what anybody made",
    "accounts.User_user_permissions.permission": "who may do what, not what anybody made",
    **dict.fromkeys(
        (
            "contests.ContestIndexPage.page_ptr",
            "contests.ContestPage.page_ptr",
            "home.HomePage.page_ptr",
            "home.StandardPage.page_ptr",
            "guides.GuideIndexPage.page_ptr",
            "guides.GuidePage.page_ptr",
            "reviews.ReviewIndexPage.page_ptr",
            "reviews.ReviewPage.page_ptr",
        ),
        CHILD_TABLE,
    ),
    # other people's models that point to ours: an account is protected by its profile, these only follow it
    **dict.fromkeys(
        (
            "accounts.User_groups.user",
            "accounts.User_user_permissions.user",
            "account.EmailAddress.user",
            "admin.LogEntry.user",
            "mfa.Authenticator.user",
            "usersessions.UserSession.user",
            "wagtailadmin.EditingSession.user",
            "wagtailadmin.FormState.user",
            "wagtailcore.APIToken.user",
            "wagtailcore.Comment.user",
            "wagtailcore.CommentReply.user",
            "wagtailcore.PageSubscription.user",
            "wagtailusers.UserProfile.user",
        ),
        "the account's own; the profile protects the account",
    ),
}
WORDS_AND_VOTES = {
    "contests.Entry", "contests.Vote", "threads.Post", "threads.PostLike", "notes.Note", "notes.NoteLike", "live.Comment",
    "moderation.Flag", "moderation.Decision", "circles.Membership", "profiles.Profile", "profiles.Follow",
    "families.Family", "kols.Kol", "photos.Photo", "accounts.Consent",
}  # fmt: skip
"""What people said, gave, chose or agreed to. None of it goes by a cascade; what points from it protects its target."""


def cascades(found: Iterable[type[models.Model]]) -> set[str]:
    """`label.field` of every foreign key of `found` that deletes its row and concerns a model of ours on either side."""
    names = set()
    for model in found:
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.remote_field.on_delete is not models.CASCADE:
                continue
            target: Any = field.remote_field.model
            if model.__module__.startswith(OURS) or target.__module__.startswith(OURS):
                names.add(f"{model._meta.label}.{field.name}")
    return names


def every_model() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


def test_every_cascade_has_a_reason() -> None:
    assert sorted(cascades(every_model()) ^ set(MAY)) == []


def test_no_cascade_reaches_what_people_said_or_gave() -> None:
    reached = {name for name in cascades(every_model()) if name.rpartition(".")[0] in WORDS_AND_VOTES}
    assert reached == set()


def written_by_people(found: Iterable[type[models.Model]]) -> set[str]:
    """Models of ours that cannot be without an account: somebody's own."""
    owned = set()
    for model in found:
        for field in model._meta.local_fields:
            mine = (
                isinstance(field, models.ForeignKey)
                and field.remote_field.model._meta.label == settings.AUTH_USER_MODEL
            )
            if mine and not field.null and model.__module__.startswith(OURS) and not model._meta.auto_created:
                owned.add(model._meta.label)
    return owned


def test_everything_that_somebody_owns_is_protected_or_has_a_reason() -> None:
    reasons = {name.rpartition(".")[0] for name in MAY}
    assert written_by_people(every_model()) - reasons - WORDS_AND_VOTES == set()


@isolate_apps("community.notes")
def test_a_cascade_that_is_planted_is_found() -> None:
    class Answer(models.Model):
        author = models.ForeignKey("accounts.User", models.PROTECT)
        about = models.ForeignKey("self", models.CASCADE)

        class Meta:
            app_label = "notes"

        def __str__(self) -> str:
            return "planted"

    Answer.__module__ = "community.notes.models"
    Answer._meta.get_field("author").remote_field.model = apps.get_model("accounts.User")  # type: ignore[union-attr]
    assert cascades([Answer]) - set(MAY) == {"notes.Answer.about"}
    assert written_by_people([Answer]) - WORDS_AND_VOTES == {"notes.Answer"}
