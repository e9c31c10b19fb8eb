"""`manage.py search_reindex`: build the index anew while the old one answers."""

from typing import Any

from django.core.management import BaseCommand
from tqdm import tqdm

from search.index.actions import rebuild
from search.index.documents import SOURCES


class Command(BaseCommand):
    """May be run again at any time, also after one that was broken off."""

    help = "Build the search index anew beside the one that answers, then swap; says how many things of each kind it holds."

    def handle(self, *args: Any, **options: Any) -> None:
        total = sum(source.count() for source in SOURCES.values())
        with tqdm(total=total, unit="doc", disable=options["verbosity"] == 0) as bar:

            def progress(kind: str, done: int) -> None:
                bar.set_description(kind, refresh=False)
                bar.update(done)

            counts = rebuild(progress)
        for kind, count in counts.items():
            self.stdout.write(f"{kind:<10}{count:>8}")
        self.stdout.write(f"{'all':<10}{sum(counts.values()):>8}")
