"""The tables of the embedded engine. Two sets lie side by side: one answers, the other is empty or being built."""

from django.db import connection

SETS = (0, 1)
COLUMNS = "kind, key, family, language, title, titles, body, tags, topics, url, at"

STATE = """
CREATE TABLE search_state (id INTEGER PRIMARY KEY CHECK (id = 1), live INTEGER NOT NULL, building INTEGER);
INSERT INTO search_state (id, live, building) VALUES (1, 0, NULL)
"""
# unicode61 only parts words at blanks here: tokens come ready-made from tadpole.text.
SET = """
CREATE TABLE search_document_{n} (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, family TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT NOT NULL, titles TEXT NOT NULL, body TEXT NOT NULL, tags TEXT NOT NULL, topics TEXT NOT NULL,
    url TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (kind, key)
);
CREATE VIRTUAL TABLE search_words_{n} USING fts5 (title, body, tags, tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO search_words_{n} (search_words_{n}, rank) VALUES ('rank', 'bm25(5.0, 1.0, 2.0)');
CREATE VIRTUAL TABLE search_sounds_{n} USING fts5 (syllables, initials, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_vocabulary_{n} USING fts5vocab (search_words_{n}, 'row');
CREATE TABLE search_topic_{n} (
    topic TEXT NOT NULL, at TEXT NOT NULL, document INTEGER NOT NULL, kind TEXT NOT NULL, family TEXT NOT NULL,
    sound TEXT NOT NULL, initials TEXT NOT NULL, PRIMARY KEY (topic, at, document)
) WITHOUT ROWID;
CREATE INDEX search_topic_{n}_document ON search_topic_{n} (document);
CREATE INDEX search_topic_{n}_kind ON search_topic_{n} (topic, kind, at, document);
CREATE INDEX search_topic_{n}_sound ON search_topic_{n} (sound);
CREATE INDEX search_topic_{n}_at ON search_topic_{n} (at)
"""
NAMES = ("topic", "vocabulary", "sounds", "words", "document")


def create() -> None:
    """Make all tables; called by a migration on SQLite only."""
    with connection.cursor() as cursor:
        for statement in ";".join([STATE, *(SET.format(n=n) for n in SETS)]).split(";"):
            cursor.execute(statement)


def remove() -> None:
    with connection.cursor() as cursor:
        for name in [*(f"search_{name}_{n}" for n in SETS for name in NAMES), "search_state"]:
            cursor.execute(f"DROP TABLE IF EXISTS {name}")


def empty(n: int) -> None:
    """Nothing is left in this set."""
    with connection.cursor() as cursor:
        for name in ("topic", "sounds", "words", "document"):
            cursor.execute(f"DELETE FROM search_{name}_{n}")


def state() -> tuple[int, int | None]:
    """(the set that answers, the set being built)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT live, building FROM search_state WHERE id = 1")
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, None)


def set_state(live: int, building: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_state (id, live, building) VALUES (1, %s, %s) ON CONFLICT (id) DO UPDATE SET live = excluded.live, building = excluded.building",
            [live, building],
        )
