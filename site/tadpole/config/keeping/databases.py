"""The database of this site, as backups see it."""

from django.db import connection

from tadpole.accounts.models import User
from tadpole.config.keeping.moments import Engine
from tadpole.config.keeping.postgres import Postgres
from tadpole.config.keeping.sqlite import Sqlite


def engine() -> Engine:
    """How it is copied and brought back."""
    return Postgres() if connection.vendor == "postgresql" else Sqlite()


def rows_there() -> int:
    """How many people this site has; 0 when it has not even tables."""
    if User._meta.db_table not in connection.introspection.table_names():
        return 0
    return User.objects.count()
