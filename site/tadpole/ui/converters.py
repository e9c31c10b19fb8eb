"""`<row:pk>` in an address: a row's number. `<int:…>` lets through numbers no database column holds, and they break the query."""

from django.urls.converters import IntConverter


class RowConverter(IntConverter):
    """At most 18 digits: always within a 64-bit column."""

    regex = "[0-9]{1,18}"
