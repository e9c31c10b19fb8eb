"""One site for all faults of a worker: starting it takes longer than any of them."""

from collections.abc import Iterator

import pytest

from tests.faults.stand import Stand, stand


@pytest.fixture(scope="session")
def _stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("stand")) as made:
        yield made


@pytest.fixture
def site(_stand: Stand) -> Iterator[Stand]:
    yield _stand
    _stand.mend()
