"""The workers' broker dies while a worker has messages in hand and waits for more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kombu
import pytest

from tadpole.config.celery import app
from tests.servers.redis import Redis

pytestmark = pytest.mark.services


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    one = Redis(tmp_path)
    try:
        yield one.start()
    finally:
        one.kill()


def test_a_connection_to_a_broker_that_died_is_closed_without_a_word(redis: Redis) -> None:
    """As Celery closes it, twice: what comes out of here but an error of the connection ends the worker."""
    taken: list[Any] = []
    connection = app.connection_for_read(url=redis.address)
    with app.connection_for_write(url=redis.address) as sender:
        app.send_task("events.deliver", (0,), queue="deliveries", connection=sender)
    consumer = connection.Consumer(
        app.amqp.queues["deliveries"], on_message=taken.append, accept=["json"], prefetch_count=2
    )
    consumer.consume()
    asked = kombu.Queue("asked", kombu.Exchange("asked", type="fanout"), auto_delete=True)
    connection.Consumer(asked, channel=connection.channel()).consume()  # as every worker listens to whoever asks it
    while not taken:
        connection.drain_events(timeout=30)
    with pytest.raises(TimeoutError):
        while True:
            connection.drain_events(timeout=0.5)  # until it only waits, as a worker does that has its hands free
    redis.kill()
    connection.collect(socket_timeout=1)
    connection.close()
