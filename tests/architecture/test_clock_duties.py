"""What somebody has to run by the clock is on beat, or stands here with the reason why not."""

import inspect
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.db import models
from django.test.utils import isolate_apps

from tadpole.config.celery import QUEUES, SCHEDULE, app

OURS = ("campaigns.", "community.", "content.", "media.", "search.", "tadpole.")
WHEN_ASKED = "somebody asks for it, at a deploy or at a desk"

COMMANDS: dict[str, str] = {
    # app.command → `beat: entry of the schedule`, or why the clock has nothing to do with it
    "wagtail.publish_scheduled": "beat: blocks.follow_schedule",
    "wagtail.publish_scheduled_pages": "beat: blocks.follow_schedule",
    "django.contrib.sessions.clearsessions": "beat: accounts.forget_ended_sessions",
    "wagtail.purge_revisions": "the versions of a page are what an editor goes back to; none is thrown away",
    "wagtail.purge_embeds": "no embeds are made: WAGTAILEMBEDS_FINDERS is empty",
    "wagtail.search.update_index": "signals keep the CMS's index with each save; run after a restore",
    "wagtail.search.wagtail_update_index": "the same under another name",
    "wagtail.rebuild_references_index": "signals keep it with each save; run after a bulk write past the models",
    "wagtail.images.wagtail_update_image_renditions": "a release that changes renditions runs it",
    "taggit.remove_orphaned_tags": "a tag that no picture has now is still offered to editors",
    "taggit.deduplicate_tags": "for databases from before tags were told apart without case",
    "django.contrib.contenttypes.remove_stale_contenttypes": "after an app is taken out, by whoever takes it out",
    "allauth.account.account_unsetmultipleprimaryemails": "for databases from before the unique key",
    "wagtail.fixtree": "a repair after damage, under somebody's eyes",
    "wagtail.set_url_paths": "a repair after damage, under somebody's eyes",
    "wagtail.create_log_entries_from_revisions": "for databases from before the log",
    "wagtail.convert_mariadb_uuids": "another database",
    **dict.fromkeys(
        (
            "channels.runworker",
            "django.contrib.auth.changepassword",
            "django.contrib.auth.createsuperuser",
            "django.contrib.staticfiles.collectstatic",
            "django.contrib.staticfiles.findstatic",
            "django.contrib.staticfiles.runserver",
            "wagtail.api_tokens",
            "wagtail.move_pages",
            "wagtail.show_references_index",
            "wagtail.contrib.redirects.import_redirects",
            "wagtail.search.enable_fuzzystrmatch",
            "wagtail.search.enable_trigram",
            "wagtail.search.enable_unaccent",
        ),
        WHEN_ASKED,
    ),
}

METHODS: dict[str, str] = {
    "wagtailadmin.EditingSession.cleanup": "beat: blocks.clear_desks",
    "wagtailadmin.EditingSession.stale": "beat: blocks.clear_desks",
    "wagtailadmin.FormState.stale": "beat: blocks.clear_desks",
    "usersessions.UserSession.purge": "beat: accounts.forget_ended_sessions",
    "usersessions.UserSession.purge_and_list": "beat: accounts.forget_ended_sessions",
    "wagtailcore.Site.clear_site_root_paths_cache": "Wagtail calls it when a site or a page is saved",
    "account.EmailConfirmation.all_expired": "confirmations are signed addresses, no rows",
    "account.EmailConfirmation.delete_expired_confirmations": "confirmations are signed addresses, no rows",
    "account.EmailConfirmation.expired_q": "confirmations are signed addresses, no rows",
    "account.EmailConfirmation.key_expired": "confirmations are signed addresses, no rows",
}

COLUMNS: dict[str, str] = {
    "wagtailcore.Page.go_live_at": "beat: blocks.follow_schedule",
    "wagtailcore.Page.expire_at": "beat: blocks.follow_schedule",
    "wagtailcore.Revision.approved_go_live_at": "beat: blocks.follow_schedule",
    "wagtailcore.TaskState.started_at": "beat: blocks.follow_up_reviews",
    "wagtailadmin.EditingSession.last_seen_at": "beat: blocks.clear_desks",
    "wagtailadmin.FormState.last_updated_at": "beat: blocks.clear_desks",
    "sessions.Session.expire_date": "beat: accounts.forget_ended_sessions",
    "usersessions.UserSession.last_seen_at": "beat: accounts.forget_ended_sessions",
    "accounts.Mail.useful_until": "beat: accounts.send_left_mails",
    "accounts.Mail.taken_until": "beat: accounts.send_left_mails",
    "accounts.User.silenced_until": "each request compares it with the hour: in_force",
    "accounts.User.suspended_until": "each request compares it with the hour: in_force",
    "accounts.Sanction.until": "a line of what was decided; what is in force stands on the account",
    "kols.Kol.paused_until": "beat: kols.end_pauses",
    "events.Delivery.due_at": "beat: events.sweep",
    "live.LiveSession.started_at": "beat: live.close_forgotten",
    "live.LiveSession.scheduled_at": "each reading compares it with the hour: LATEST_START",
    "contests.ContestPage.opens_at": "each reading asks the clock: phase_of",
    "contests.ContestPage.entries_close_at": "each reading asks the clock: phase_of",
    "contests.ContestPage.votes_close_at": "each reading asks the clock; an editor names the winners",
    "families.Child.due_date": "each reading works the week out",
    "wagtailembeds.Embed.cache_until": "no embeds are made: WAGTAILEMBEDS_FINDERS is empty",
    "wagtailcore.APIToken.last_used_at": "a token stands until somebody revokes it",
    "mfa.Authenticator.last_used_at": "a second factor stands until its owner takes it away",
    "operations.Run.started_at": "one row an entry of the schedule, written over by each run",
    "wagtailcore.Comment.updated_at": "an editor's comment on a draft stands until it is resolved",
    "wagtailcore.CommentReply.updated_at": "an editor's comment on a draft stands until it is resolved",
}
TELLING = re.compile(
    r"expir|until|due|go_live|scheduled|started_at|last_(seen|used)|updated_at|close_at|opens_at|valid|lease"
)
SWEEPING = re.compile(r"clean_?up|clear|purge|expired|prune|sweep|stale|outdated|obsolete")
BY_MESSAGE = {"events.deliver"}
"""Tasks that no clock sends: a published event does."""


def commands() -> dict[str, str]:
    """`app.command` of all that is installed and not ours, nor Django's own tools for developers."""
    found = {f"{app_name}.{name}": name for name, app_name in get_commands().items() if isinstance(app_name, str)}
    return {full: name for full, name in found.items() if not full.startswith((*OURS, "django.core."))}


def sweepers(found: Iterable[type[models.Model]]) -> set[str]:
    """Methods of other people's models, managers and querysets whose names say that they throw away what is over."""
    names = set()
    for model in found:
        if model.__module__.startswith(OURS):
            continue
        own = {name for name, value in vars(model).items() if callable(value) or isinstance(value, classmethod)}
        manager = model._default_manager  # type: ignore[attr-defined]
        for kind in (type(manager), type(manager.get_queryset())):
            own |= {
                name
                for name, value in inspect.getmembers(kind, callable)
                if not (getattr(value, "__module__", None) or "django.").startswith("django.")
            }
        names |= {f"{model._meta.label}.{name}" for name in own if SWEEPING.search(name) and not name.startswith("_")}
    return names


def moments(found: Iterable[type[models.Model]]) -> set[str]:
    """Columns that say until when, or since when, something counts."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in model._meta.local_fields
        if isinstance(field, models.DateField) and TELLING.search(field.name)
    }


def unanswered(found: Iterable[str], answers: dict[str, str]) -> list[str]:
    """What is found and has neither an entry of the schedule nor a reason; and answers that name no entry, or nothing that is."""
    there = set(found)
    wrong = [name for name in answers if name in there and (entry := on_beat(answers[name])) and entry not in SCHEDULE]
    return sorted([*(there - set(answers)), *(set(answers) - there), *wrong])


def on_beat(answer: str) -> str:
    return answer.removeprefix("beat: ") if answer.startswith("beat: ") else ""


def test_every_command_of_a_library_is_on_beat_or_has_a_reason() -> None:
    assert unanswered(commands(), COMMANDS) == []


def test_every_sweeper_that_a_library_offers_is_run_or_has_a_reason() -> None:
    assert unanswered(sweepers(apps.get_models()), METHODS) == []
    assert settings.WAGTAILEMBEDS_FINDERS == []
    assert getattr(settings, "ACCOUNT_EMAIL_CONFIRMATION_HMAC", True)
    assert "clear_expired" in dir(import_module(settings.SESSION_ENGINE).SessionStore)


def test_every_column_with_an_hour_in_it_has_somebody_who_looks_at_it() -> None:
    assert unanswered(moments(apps.get_models()), COLUMNS) == []


@isolate_apps("tadpole.events")
def test_a_duty_that_is_planted_is_found() -> None:
    class Voucher(models.Model):
        useful_until = models.DateTimeField()

        class Meta:
            app_label = "planted"

        def __str__(self) -> str:
            return "planted"

        def purge_outdated(self) -> None: ...

    Voucher.__module__ = "planted.models"
    assert unanswered(moments([Voucher]), {}) == ["planted.Voucher.useful_until"]
    assert unanswered(sweepers([Voucher]), {}) == ["planted.Voucher.purge_outdated"]
    assert unanswered([*commands(), "planted.clear_vouchers"], COMMANDS) == ["planted.clear_vouchers"]
    assert unanswered(["planted.a"], {"planted.a": "beat: nobody.knows"}) == ["planted.a"]


def test_every_task_of_ours_is_sent_by_the_clock_or_by_a_message() -> None:
    app.loader.import_default_modules()
    modules = {name.rpartition(".")[0] for name in OURS}
    ours = {name: task for name, task in app.tasks.items() if task.__module__.split(".")[0] in modules}
    sent: set[Any] = {entry["task"] for entry in SCHEDULE.values()}
    assert set(ours) - BY_MESSAGE == sent
    assert {entry["options"].get("queue", "deliveries") for entry in SCHEDULE.values()} <= set(QUEUES)
    root = Path(__file__).resolve().parents[2]
    files = [one for one in root.rglob("tasks.py") if ".venv" not in one.relative_to(root).parts]
    declared = {name for one in files for name in re.findall(r'shared_task\(name="([\w.]+)"', one.read_text())}
    assert declared == set(ours)
