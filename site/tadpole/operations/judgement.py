"""Which migrations old code survives that still runs beside the new, and which lock a table that people are using.

A deploy migrates first and then replaces the processes one by one, so for some minutes the old code meets the new tables.
Judged by Django's own operations, without a database. What must be done all the same is said in the migration, with a reason:

    class Migration(migrations.Migration):
        safe = {"RemoveField notes.note.colour": "no code has read it since 0.3"}
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED

RELEASED = Path(__file__).with_name("released.txt")
"""Migrations that sites have run; they are not judged again, and the tables they made are in use."""


@dataclass(frozen=True)
class Fault:
    """One operation that a running site would not survive."""

    migration: str
    operation: str
    why: str

    def __str__(self) -> str:
        return f"{self.migration}: {self.operation}: {self.why}"


def released() -> set[str]:
    return set(RELEASED.read_text(encoding="utf-8").split()) if RELEASED.exists() else set()


def judge(pending: Iterable[Migration], before: Callable[[Migration], ProjectState]) -> list[Fault]:
    """The faults of `pending`, in order. `before` gives the models as they are when a migration begins."""
    made: set[tuple[str, str]] = set()
    faults = []
    for migration in pending:
        state = before(migration).clone()
        name = f"{migration.app_label}.{migration.name}"
        faults += [
            Fault(name, "atomic = False", why) for why in not_atomic(migration) if "atomic" not in safe(migration)
        ]
        for operation in migration.operations:
            for one in flattened(operation):
                title = title_of(one, migration.app_label)
                for why in wrong(one, migration, state, made):
                    if title not in safe(migration):
                        faults.append(Fault(name, title, why))
            operation.state_forwards(migration.app_label, state)
            if isinstance(operation, migrations.CreateModel):
                made.add((migration.app_label, operation.name.lower()))
    return faults


def safe(migration: Migration) -> dict[str, str]:
    """What the migration says is safe, and why; a word without a reason does not count."""
    said: dict[str, str] = getattr(migration, "safe", {})
    return {title: why for title, why in said.items() if len(why) > 10}


def flattened(operation: Operation) -> list[Operation]:
    """What is done to the database; what only the models' state hears is not."""
    return (
        list(operation.database_operations)
        if isinstance(operation, migrations.SeparateDatabaseAndState)
        else [operation]
    )


def title_of(operation: Any, label: str) -> str:
    """As `safe` names it: AddField threads.post.mood, AddIndex threads.post.post_by_mood, RunPython threads."""
    model = getattr(operation, "model_name", "")
    parts = [label, (model or getattr(operation, "old_name", "") or getattr(operation, "name", None) or "").lower()]
    if model:
        index = getattr(operation, "index", None) or getattr(operation, "constraint", None)
        parts.append(index.name if index else getattr(operation, "old_name", "") or operation.name)
    return f"{type(operation).__name__} {'.'.join(part for part in parts if part)}"


def wrong(one: Operation, migration: Migration, state: ProjectState, made: set[tuple[str, str]]) -> list[str]:
    """Why old code, or the people on the site, would not survive `one`."""
    model = str(getattr(one, "model_name", "") or getattr(one, "name", "")).lower()
    if (migration.app_label, model) in made and not isinstance(one, migrations.RunSQL | migrations.RunPython):
        return []  # nobody uses a table that is made in the same step
    for kinds, judged in RULES:
        if isinstance(one, kinds):
            return judged(one, migration, state)
    return []


def gone(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    return ["old code still asks for it. First release code that does not; then remove it and say so in `safe`"]


def renamed(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    return ["old code knows the old name only. Add the new one, copy, release, then remove the old one"]


def added(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    field = one.field
    if field.many_to_many:
        return []
    found = []
    if not field.null and field.db_default is NOT_PROVIDED:
        found.append("old code inserts rows without it. Give it db_default, or null=True")
    if field.unique or (field.db_index and not field.remote_field):
        found.append("the index is built under a lock. Add the column first, then the index concurrently")
    return found


def altered(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    model = state.models[migration.app_label, one.model_name.lower()]
    old, new = model.fields[one.name], one.field
    found = []
    if column_of(old) != column_of(new) and not longer(old, new):
        found.append(
            "another type rewrites the table under a lock. Add a second column, copy, release, remove the first"
        )
    if old.null and not new.null:
        found.append("old code still writes NULL, and every row is looked at under a lock. Add a check NOT VALID first")
    if (new.unique and not old.unique) or (new.db_index and not old.db_index):
        found.append("the index is built under a lock. Build it concurrently")
    if old.db_default is not NOT_PROVIDED and new.db_default is NOT_PROVIDED and not new.null:
        found.append("old code may insert rows without it. Keep db_default")
    return found


def column_of(field: models.Field[Any, Any]) -> tuple[str, Any, Any, Any]:
    target = getattr(getattr(field, "remote_field", None), "model", None)
    return (
        field.get_internal_type(),
        getattr(field, "max_length", None),
        getattr(field, "decimal_places", None),
        str(target).lower() if target else None,
    )


def longer(old: models.Field[Any, Any], new: models.Field[Any, Any]) -> bool:
    """A longer varchar, or text instead of varchar, changes no row on PostgreSQL."""
    if old.get_internal_type() not in ("CharField", "SlugField", "URLField", "EmailField"):
        return False
    if new.get_internal_type() == "TextField":
        return True
    return new.get_internal_type() == old.get_internal_type() and (new.max_length or 10**9) >= (old.max_length or 10**9)


def indexed(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    if "Concurrently" in type(one).__name__:
        return []
    return ["nobody can write to the table while it is built. Use `AddIndexConcurrently` of tadpole.events.schema"]


def constrained(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    if "NotValid" in type(one).__name__:
        return []
    return [
        "old code may write what it forbids, and every row is looked at under a lock. Add it NOT VALID, validate it later"
    ]


def run(one: Any, migration: Migration, state: ProjectState) -> list[str]:
    """Python and SQL of our own."""
    backwards = one.reverse_code if isinstance(one, migrations.RunPython) else one.reverse_sql
    return [] if backwards is not None else ["it has no way back. Give it one, if only `noop`"]


def not_atomic(migration: Migration) -> list[str]:
    """Outside a transaction only what can be run again from any middle: one operation, concurrent ones, or our own Python."""
    alone = [one for one in migration.operations if "Concurrently" not in type(one).__name__]
    if migration.atomic or not alone or len(migration.operations) == 1:
        return []
    return ["an interruption would leave half of it. One operation a migration, or say why it can be run again"]


Judged = Callable[[Any, Migration, ProjectState], list[str]]
RULES: tuple[tuple[tuple[type[Operation], ...], Judged], ...] = (
    ((migrations.DeleteModel, migrations.RemoveField), gone),
    ((migrations.RenameModel, migrations.RenameField, migrations.AlterModelTable), renamed),
    ((migrations.AddField,), added),
    ((migrations.AlterField,), altered),
    ((migrations.AddIndex,), indexed),
    ((migrations.AddConstraint, migrations.AlterUniqueTogether), constrained),
    ((migrations.RunPython, migrations.RunSQL), run),
)
