"""Every kind of thing that can be found: one module each."""

from search.index.documents import circle, entry, guide, kol, live, note, product, review, thread
from search.index.documents.sources import Card, Source, Viewer

__all__ = ["SOURCES", "Card", "Source", "Viewer"]

SOURCES: dict[str, Source] = {
    one.SOURCE.kind: one.SOURCE for one in (guide, review, product, thread, note, entry, kol, live, circle)
}
