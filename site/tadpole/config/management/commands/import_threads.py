"""Questions with their answers, as threads: `manage.py import_threads FILE`."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.circles.actions import ensure_topic_circle
from community.circles.models import Circle
from community.threads.actions import open_thread, reply
from community.threads.models import Post, Thread
from community.threads.rules import LONGEST_TEXT, LONGEST_TITLE
from tadpole.accounts.actions import forget_pace
from tadpole.config.importing import Record, bring_in, key_of, report, somebody, words_of

ASKER = ("archive@example.org", "旧信箱")
ANSWERER = ("archive-answers@example.org", "旧信箱的回信")
CIRCLE = {
    "slug": "archive",
    "name": "旧信箱",
    "name_zh_hant": "舊信箱",
    "name_en": "The old letter box",
    "description": "从别处搬来的问答，留着查。答案不能代替看医生。",
    "description_zh_hant": "從別處搬來的問答，留著查。答案不能代替看醫師。",
    "description_en": "Questions and answers brought along from elsewhere, kept for looking up. They do not replace a doctor.",
    "position": 900,
}


class Command(BaseCommand):
    help = (
        "Bring in threads from JSON lines: id, title, question, and answer if there is one. Running it again adds nothing twice. "
        "Without --circle they go into the circle “archive”, which is made when it is not there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--circle", metavar="SLUG", help="where they go (a circle that is there); default: archive")
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            help=f"who asks; default: {ASKER[0]}, made when not there, nobody can sign in to it",
        )
        parser.add_argument("--answered-by", metavar="EMAIL", help=f"who answers; default: {ANSWERER[0]}, likewise")
        parser.add_argument(
            "--days-ago",
            type=int,
            default=365,
            help="the records carry no time: they are dated that many days back, a minute apart (default 365)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        self.asker = somebody(options["by"]) if options["by"] else somebody(ASKER[0], name=ASKER[1])
        answers = options["answered_by"]
        self.answerer = somebody(answers) if answers else somebody(ANSWERER[0], name=ANSWERER[1])
        self.circle = circle_called(options["circle"])
        self.written_at = timezone.now() - timedelta(days=options["days_ago"])
        tally = bring_in(options["file"], self.add, self.stderr)
        report(tally, begun, "threads", self.stdout)

    def add(self, record: Record) -> bool:
        """One thread, with its answer; False when it is here."""
        token = key_of("thread", record)
        title = words_of(record, "title", most=LONGEST_TITLE)
        question = words_of(record, "question", most=LONGEST_TEXT)
        answer = words_of(record, "answer", most=LONGEST_TEXT, needed=False)
        if Post.objects.filter(token=token).exists():
            return False
        forget_pace(by=self.asker, doing="thread")
        thread = open_thread(by=self.asker, circle=self.circle, title=title, text=question, token=token)
        if answer:
            forget_pace(by=self.answerer, doing="reply")
            reply(by=self.answerer, thread=thread, text=answer, token=uuid5(token, "answer"))
        self.written_at -= timedelta(minutes=1)
        date_back(thread, self.written_at)
        return True


def date_back(thread: Thread, at: datetime) -> None:
    """An archive does not push today's talk off the first page."""
    Thread.objects.filter(pk=thread.pk).update(created_at=at, last_posted_at=at)
    Post.objects.filter(thread=thread).update(created_at=at)


def circle_called(slug: str | None) -> Circle:
    if slug:
        found = Circle.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no circle “{slug}”.")
        return found
    return ensure_topic_circle(**CIRCLE)  # type: ignore[arg-type]
