from tests.tickets.conftest import catalogue, clerk, people, place, session  # noqa: F401
