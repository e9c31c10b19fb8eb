"""The Celery app: what the clock runs, and which modules hold tasks."""

import os
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.embedded")

app = Celery("tadpole", task_cls="tadpole.operations.work:Work")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # a request's thread would otherwise talk to amqp://localhost: Celery's current app is thread-local
app.autodiscover_tasks()

QUEUES = ("deliveries", "mail", "pictures", "search", "slow")
SCHEDULE: dict[str, dict[str, Any]] = {
    "events.sweep": {"task": "events.sweep", "schedule": 10.0, "options": {"expires": 10}},
    "events.sweep_slow": {
        "task": "events.sweep",
        "args": (True,),
        "schedule": 10.0,
        "options": {"queue": "slow", "expires": 10},
    },
    # beat sends all of these at once when it sees that the clock was set
    "events.forgive_clock": {"task": "events.forgive_clock", "schedule": 300.0},
    "accounts.tell_untold": {"task": "accounts.tell_untold", "schedule": 300.0},
    "kols.end_pauses": {"task": "kols.end_pauses", "schedule": 60.0},
    "accounts.send_left_mails": {"task": "accounts.send_left_mails", "schedule": 300.0, "options": {"queue": "mail"}},
    "accounts.forget_ended_sessions": {"task": "accounts.forget_ended_sessions", "schedule": 24 * 3600.0},
    "accounts.close_unconfirmed": {"task": "accounts.close_unconfirmed", "schedule": 24 * 3600.0},
    "blocks.follow_schedule": {"task": "blocks.follow_schedule", "schedule": 30.0},
    "blocks.follow_up_reviews": {"task": "blocks.follow_up_reviews", "schedule": 3600.0},
    "blocks.clear_desks": {"task": "blocks.clear_desks", "schedule": 3600.0},
    "live.close_forgotten": {"task": "live.close_forgotten", "schedule": 600.0},
    "profiles.sweep": {"task": "profiles.sweep", "schedule": 60.0},
    "home.tell_lost": {"task": "home.tell_lost", "schedule": 60.0},
    "photos.erase_forgotten": {"task": "photos.erase_forgotten", "schedule": 6 * 3600.0},
    "photos.sweep_uploads": {"task": "photos.sweep_uploads", "schedule": 900.0},
    "events.prune": {"task": "events.prune", "schedule": 24 * 3600.0},
    "operations.tell_late": {"task": "operations.tell_late", "schedule": 60.0},
}
for (
    name,
    entry,
) in SCHEDULE.items():  # each run says which entry it is, so that each is watched (`tadpole.operations.watch`)
    entry.setdefault("options", {})["headers"] = {"tadpole_entry": name}
app.conf.beat_schedule = SCHEDULE
