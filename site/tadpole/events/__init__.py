"""The bus: typed facts through a transactional outbox.

    publish(ThreadOpened(thread_id=1))        inside the action's transaction
    @listens_to(ThreadOpened)                 in an app's listeners.py

`publish` writes the fact and one delivery row per listener in the caller's transaction; on commit a nudge
hands each delivery to Celery; a beat sweep finds what a lost nudge or a dead worker left behind.

Promised: every listener hears every fact, once (`alone` ones: at least once), however many runners deliver and whichever
of them dies. Not promised: an order, not even of two facts about one thing. Nobody needs one: a listener reads the present
state, so that an older fact heard late changes nothing.
"""

from tadpole.events.registry import Event, hearing, listens_to

__all__ = ["Event", "hearing", "listens_to", "publish"]


def publish(event: Event, *, key: str | None = None) -> None:
    """See `tadpole.events.bus.publish` (imported late: events.py modules load before the models do)."""
    from tadpole.events import bus

    bus.publish(event, key=key)
