"""Where Elasticsearch is: read from one address, named when it cannot be used, never repeated with its password."""

from typing import Any

import pytest

from search.index.checks import elasticsearch_has_an_address
from tadpole.operations.addresses import elasticsearch_options as options

ENGINE = "search.index.engines.elasticsearch"


def test_an_address_says_who_asks_and_who_is_believed() -> None:
    assert options("http://127.0.0.1:9201") == {"hosts": ["http://127.0.0.1:9201"]}
    assert options("http://search") == {"hosts": ["http://search:9200"]}
    found = options("https://elastic:p%40ss@es.example/under?ca_certs=/etc/ca.pem")
    assert found == {
        "hosts": ["https://es.example:443/under"],
        "basic_auth": ("elastic", "p@ss"),
        "verify_certs": True,
        "ca_certs": "/etc/ca.pem",
    }
    assert options("https://es.example:9200?api_key=abc")["api_key"] == "abc"
    assert options("https://es.example:9200?verify_certs=no")["verify_certs"] is False


@pytest.mark.parametrize(
    "address", ["", "es.example:9200", "ftp://es.example", "https://", "http://u:newt@x:newt", "http://u:newt@es?x=1"]
)
def test_what_is_no_address_is_named_without_its_password(address: str, settings: Any) -> None:
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH = ENGINE, {"address": address, "prefix": "tadpole"}
    [found] = elasticsearch_has_an_address()
    assert found.id == "search.E001" and "newt" not in found.msg


@pytest.mark.parametrize("prefix", ["", "Tadpole", "a.b", "_x", "a*", "9"])
def test_a_prefix_begins_an_indexs_name_and_reaches_no_other(prefix: str, settings: Any) -> None:
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH = ENGINE, {"address": "http://search", "prefix": prefix}
    assert [one.id for one in elasticsearch_has_an_address()] == ["search.E002"]


def test_nothing_is_said_where_nothing_is_wrong(settings: Any) -> None:
    assert elasticsearch_has_an_address() == [], "another engine"
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH = ENGINE, {"address": "https://search", "prefix": "tadpole-2"}
    assert elasticsearch_has_an_address() == []
    settings.ELASTICSEARCH["address"] += "?verify_certs=no"
    assert [one.id for one in elasticsearch_has_an_address()] == ["search.W002"]
