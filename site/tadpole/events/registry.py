"""Which events exist and who listens. Filled at import; read by the bus, `manage.py events` and the golden file."""

import dataclasses
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


class Event:
    """Base of all events: a frozen dataclass in the past tense, of ids and plain values only."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = EVENTS.setdefault(name_of(cls), cls)
        if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
            raise TypeError(f"two events are called {name_of(cls)}")
        EVENTS[name_of(cls)] = cls


@dataclass(frozen=True)
class Listener:
    """A function that wants to hear; `name` is what its deliveries are kept under."""

    name: str
    event: type[Event]
    queue: str
    hear: Callable[[Any], None]
    alone: bool = False


EVENTS: dict[str, type[Event]] = {}
LISTENERS: dict[str, Listener] = {}


def name_of(event: type[Event]) -> str:
    """`threads.ThreadOpened`: the app's package and the class."""
    return f"{event.__module__.removesuffix('.events').rsplit('.', 1)[-1]}.{event.__name__}"


def listens_to(
    event: type[Event], *, queue: str = "deliveries", alone: bool = False
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register a listener. `Event` itself means all events. `queue` is the Celery queue that carries its deliveries.

    `alone`: runs outside any transaction and opens its own, because it draws or talks to the network; it may then be
    delivered again after it wrote.
    """

    def register(hear: Callable[[Any], None]) -> Callable[[Any], None]:
        name = f"{hear.__module__}.{hear.__name__}"
        LISTENERS[name] = Listener(name, event, queue, hear, alone)
        return hear

    return register


def alone(listener: str) -> bool:
    """Whether the listener of that name runs outside any transaction; one that is gone does not."""
    return listener in LISTENERS and LISTENERS[listener].alone


def listeners_of(event: type[Event]) -> Iterator[Listener]:
    """Who hears `event`, in a stable order."""
    for name in sorted(LISTENERS):
        if issubclass(event, LISTENERS[name].event):
            yield LISTENERS[name]


def shape_of(event: type[Event]) -> dict[str, str]:
    """The event's fields and their types, as the golden file keeps them."""
    return {
        one.name: one.type.__name__ if isinstance(one.type, type) else str(one.type)
        for one in dataclasses.fields(event)
    }


def load(name: str, payload: dict[str, Any]) -> Event:
    """The event as it was published. Fields that old rows lack take their defaults; fields since gone are dropped."""
    event = EVENTS[name]
    known = {one.name for one in dataclasses.fields(event)}
    return event(**{key: value for key, value in payload.items() if key in known})


@dataclass(frozen=True)
class Hearing:
    """What a listener may know of its delivery: a key for the outside world, and when the news was written."""

    delivery_id: int
    fact_id: int
    at: datetime


HEARING: ContextVar[Hearing | None] = ContextVar("hearing", default=None)


def hearing() -> Hearing:
    """The delivery that the running listener serves; only inside a listener."""
    found = HEARING.get()
    if found is None:
        raise RuntimeError("hearing() is for listeners")
    return found
