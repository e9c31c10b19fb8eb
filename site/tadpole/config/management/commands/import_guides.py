"""Articles, as guides: `manage.py import_guides FILE`."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.guides.actions import index_of, publish_guide
from content.guides.models import GuidePage
from tadpole.accounts.models import User
from tadpole.config.importing import BadLine, Record, bring_in, key_of, report, somebody, words_of
from tadpole.config.importing_html import blocks_of, plain
from tadpole.text import excerpt

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BODY = 255, 200, 200_000


class Command(BaseCommand):
    help = (
        "Bring in English guides from JSON lines: id, title, summary, body_html. Their mark-up is cleaned and cut into blocks; a record "
        "without a body keeps its summary as the body. Running it again adds nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by", metavar="EMAIL", help="the editor who stands for them; default: the first active member of staff"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        self.editor = somebody(options["by"]) if options["by"] else first_editor()
        self.index = index_of("en")
        tally = bring_in(options["file"], self.add, self.stderr)
        report(tally, begun, "guides", self.stdout)

    def add(self, record: Record) -> bool:
        """One guide; False when it is here. Its address is made of its key, so that the key is what makes it one."""
        slug = f"a-{key_of('guide', record).hex}"
        title = plain(words_of(record, "title", most=LONGEST_TITLE))
        summary = plain(words_of(record, "summary", most=LONGEST_BODY, needed=False))
        html = words_of(record, "body_html", most=LONGEST_BODY, needed=False)
        body = blocks_of(html) or blocks_of(summary)
        if not title or not body:
            raise BadLine("“title” is empty" if not title else "neither “body_html” nor “summary” has words")
        if GuidePage.objects.child_of(self.index).filter(slug=slug).exists():
            return False
        lead = excerpt(summary or plain(html), LONGEST_SUMMARY - 1)
        publish_guide(by=self.editor, title=title, summary=lead, body=body, index=self.index, slug=slug)
        return True


def first_editor() -> User:
    user = User.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
    if user is None:
        raise CommandError("No member of staff is here to stand for the guides: name one with --by.")
    return user
