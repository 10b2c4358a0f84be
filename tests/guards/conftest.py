import pytest

from tests.guards.world import World


@pytest.fixture
def world(db, caplog):
    caplog.set_level("CRITICAL", logger="django.request")  # most of the answers asked for are refusals
    return World()
