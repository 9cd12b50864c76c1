import pytest
from chain import Chain
from stand_in import StandIn


@pytest.fixture(scope="session")
def servers():
    started = StandIn()
    yield started
    started.close()


@pytest.fixture
def service(servers):
    servers.reset()
    return servers


@pytest.fixture
def chain(service):
    return Chain(service)
