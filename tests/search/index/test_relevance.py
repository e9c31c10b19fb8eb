"""How well questions find: real health searches with graded titles. Prints figures; holds only that we beat plain ways."""

import math
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from search.index.engines import engine
from search.index.rules import Document, Question
from tadpole.text import fold

pytestmark = [pytest.mark.django_db, pytest.mark.data, pytest.mark.needs("elasticsearch")]
QUESTIONS = 300
AT = 10
Grades = dict[str, int]
Search = Callable[[str], list[str]]


@pytest.fixture
def log(public_data: Any) -> list[dict[str, Any]]:
    return [one for one in public_data("zh_health_search_log") if any(doc["grade"] >= 2 for doc in one["docs"])]


def collection(log: list[dict[str, Any]]) -> dict[str, str]:
    """{key: title}: every different title of the log."""
    titles = dict.fromkeys(doc["title"] for one in log for doc in one["docs"])
    return {str(number): title for number, title in enumerate(titles, 1)}


def measure(search: Search, asked: list[tuple[str, Grades]]) -> tuple[float, float]:
    """(MRR@10, nDCG@10); a title of grade 2 or more answers."""
    ranks, gains = [], []
    for text, grades in asked:
        found = [grades.get(key, 0) for key in search(text)[:AT]]
        ranks.append(next((1 / place for place, grade in enumerate(found, 1) if grade >= 2), 0.0))
        best = sorted(grades.values(), reverse=True)[:AT]
        gains.append(gain(found) / gain(best))
    return sum(ranks) / len(ranks), sum(gains) / len(gains)


def gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def plain_ways(titles: dict[str, str]) -> dict[str, Search]:
    """What somebody without an index would do: the words as they are, and any of the characters."""
    folded = {key: fold(title) for key, title in titles.items()}
    letters = {key: set(title) for key, title in folded.items()}

    def substring(text: str) -> list[str]:
        return [key for key, title in folded.items() if fold(text) in title][:AT]

    def characters(text: str) -> list[str]:
        wanted = {letter for letter in fold(text) if letter.isalnum()}
        return sorted(titles, key=lambda key: -len(wanted & letters[key]))[:AT]

    return {"substring": substring, "characters": characters}


def test_real_questions_find_graded_titles(log: list[dict[str, Any]]) -> None:
    titles = collection(log)
    keys = {title: key for key, title in titles.items()}
    began = time.perf_counter()
    engine().put(
        Document("thread", key, title, f"/~/t/{key}/", datetime(2026, 1, 1, tzinfo=UTC))
        for key, title in titles.items()
    )
    indexed = time.perf_counter() - began
    step = len(log) // QUESTIONS
    asked = [(one["query"], {keys[doc["title"]]: doc["grade"] for doc in one["docs"]}) for one in log[::step]]

    def ours(text: str) -> list[str]:
        return [hit.document.key for hit in engine().find(Question(text)).hits]

    began = time.perf_counter()
    figures = {"index": measure(ours, asked)}
    each = (time.perf_counter() - began) / len(asked) * 1000
    figures |= {name: measure(way, asked) for name, way in plain_ways(titles).items()}
    sys.stdout.write(f"\n{len(titles)} titles indexed in {indexed:.1f} s, {len(asked)} questions, {each:.1f} ms each\n")
    for name, (mrr, ndcg) in figures.items():
        sys.stdout.write(f"  {name:<12} MRR@10 {mrr:.3f}   nDCG@10 {ndcg:.3f}\n")
    assert figures["index"] > max(figures["substring"], figures["characters"])
