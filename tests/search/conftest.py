"""What stories of finding begin with."""

import pytest

from tests.search.emptied import emptied_if_shared


@pytest.fixture(autouse=True)
def _empty_index(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        emptied_if_shared()
