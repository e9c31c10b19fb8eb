"""Two requests that wait for each other are both answered."""

import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tadpole.errors import Conflict
from tadpole.events.models import Fact
from tadpole.ui import middleware
from tadpole.ui.middleware import OnceMoreMiddleware
from tests.at_once import at_once


class Crossed(Exception):
    sqlstate = "40P01"


def asked(view, problem: Exception) -> HttpResponse | None:
    request = RequestFactory().get("/", headers={"accept": "application/json"})
    request.resolver_match = SimpleNamespace(func=view, args=(), kwargs={}, view_name="pond")
    return OnceMoreMiddleware(lambda _request: HttpResponse()).process_exception(request, problem)


def deadlock() -> OperationalError:
    problem = OperationalError("deadlock detected")
    problem.__cause__ = Crossed()
    return problem


def test_only_a_deadlock_is_tried_again() -> None:
    assert asked(lambda _request: HttpResponse(b"once more"), OperationalError("the disk is full")) is None
    assert asked(lambda _request: HttpResponse(b"once more"), ValueError()) is None
    answer = asked(lambda _request: HttpResponse(b"once more"), deadlock())
    assert answer is not None and answer.content == b"once more"


def test_a_refusal_of_the_second_try_is_said() -> None:
    def refuses(_request: HttpRequest) -> HttpResponse:
        raise Conflict("no")

    answer = asked(refuses, deadlock())
    assert answer is not None and answer.status_code == 409


def test_who_is_crossed_again_and_again_gets_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "PAUSES", (0, 0, 0))
    ends = [deadlock(), deadlock(), deadlock(), HttpResponse(b"too late")]

    def crosses_again(_request: HttpRequest) -> HttpResponse:
        end = ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end

    assert asked(crosses_again, deadlock()) is None, "Django goes on with the error"
    assert len(ends) == 1
    ends[:] = [deadlock(), HttpResponse(b"at last")]
    answer = asked(crosses_again, deadlock())
    assert answer is not None and answer.content == b"at last"


def test_another_error_of_a_further_try_is_that_error() -> None:
    def breaks(_request: HttpRequest) -> HttpResponse:
        raise OperationalError("the disk is full")

    with pytest.raises(OperationalError, match="disk"):
        asked(breaks, deadlock())


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_both_of_two_that_really_wait_for_each_other_write() -> None:
    rows = [Fact.objects.create(name="crossing", payload={"n": 0}).pk for _ in range(2)]
    meet = threading.Barrier(2)
    tries: list[int] = []

    def view(order: list[int]) -> HttpResponse:
        tries.append(order[0])
        with transaction.atomic():
            for place, pk in enumerate(order):
                row = Fact.objects.select_for_update().get(pk=pk)
                row.payload = {"n": row.payload["n"] + 1}
                row.save()
                if place == 0 and len(tries) <= 2:
                    meet.wait(10)
        return HttpResponse(b"written")

    def browser(order: list[int]) -> None:
        try:
            view(order)
        except OperationalError as problem:
            answer = asked(lambda _request: view(order), problem)
            assert answer is not None and answer.content == b"written"

    assert at_once(lambda: browser(rows), lambda: browser(rows[::-1])) == ["done", "done"]
    assert len(tries) >= 3
    assert [Fact.objects.get(pk=pk).payload for pk in rows] == [{"n": 2}] * 2
