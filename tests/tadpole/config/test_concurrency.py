"""Many writers at once on the embedded database lose nothing."""

import threading

import pytest
from django.db import connection, transaction

from tadpole.events.models import Fact


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_four_threads_of_fifty_read_then_write_transactions_lose_none() -> None:
    Fact.objects.create(name="counter", payload={"n": 0})
    failures: list[Exception] = []

    def count() -> None:
        for _ in range(50):
            try:
                with transaction.atomic():
                    row = Fact.objects.get(name="counter")
                    row.payload = {"n": row.payload["n"] + 1}
                    row.save()
            except Exception as problem:  # noqa: BLE001  every kind of failure counts
                failures.append(problem)
        connection.close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    assert Fact.objects.get(name="counter").payload == {"n": 200}
