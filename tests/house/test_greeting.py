"""The lines that `linli up` ends its start with."""

from django.db import OperationalError

from linli.config import greeting as module


def test_a_database_that_dies_at_this_very_moment_does_not_end_the_start(monkeypatch):
    def away(ask):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(module, "first_page", lambda *words: 200)
    monkeypatch.setattr(module, "in_county", away)

    said = "\n".join(module.greeting("127.0.0.1", 8000))

    assert "http://127.0.0.1:8000/desk/" in said
    assert "The database went away just now" in said
    assert said.endswith("Stop everything with Ctrl-C.")


def test_a_page_that_is_not_there_is_not_promised(monkeypatch):
    monkeypatch.setattr(module, "first_page", lambda host, port, path: 404 if path == "/screen/" else 200)
    monkeypatch.setattr(module, "in_county", lambda ask: True)
    monkeypatch.setattr(module.settings, "LINLI_DEMO", False)

    said = "\n".join(module.greeting("127.0.0.1", 8000))

    assert "/desk/" in said
    assert "/screen/" not in said
