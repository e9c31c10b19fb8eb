"""Where the site's database is and how it is spoken to, for those who do not ask through Django: beat, and PostgreSQL's tools."""

from collections.abc import Mapping
from typing import Any

from psycopg.pq import Conninfo

PLACE = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
SITES_OWN = frozenset({"options", "connect_timeout"})
"""How long requests wait: whoever else connects says that for itself."""


def parameters(own: Mapping[str, Any]) -> dict[str, Any]:
    """libpq's parameters of one of DATABASES: TLS and keepalives too, and nothing that only Django understands."""
    known = {one.keyword.decode() for one in Conninfo.get_defaults()} - SITES_OWN
    said = {name: value for name, value in own.get("OPTIONS", {}).items() if name in known}
    return {**said, **{name: own[key] for name, key in PLACE.items() if own[key]}}


def environment(own: Mapping[str, Any]) -> dict[str, str]:
    """The same as libpq's variables (PGHOST, PGSSLMODE, …), as far as it has one for them."""
    variables = {one.keyword.decode(): one.envvar.decode() for one in Conninfo.get_defaults() if one.envvar}
    return {variables[name]: str(value) for name, value in parameters(own).items() if name in variables}
