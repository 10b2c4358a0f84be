"""The glossary stands in order and holds every word of roles, deeds and states that people see."""

import inspect

from django.db.models import Choices
from django.utils import translation

from linli.cases import enums as case_words
from linli.people import enums as people_words
from linli.ratings import enums as rating_words
from tests.docs.pages import page


def trade():
    return page("docs/glossary.md").tables()[0]


def labels():
    return page("docs/glossary.md").tables()[1]


def choices():
    for module in (case_words, people_words, rating_words):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Choices) and kind.__module__ == module.__name__:
                yield from kind


def said(choice, language):
    with translation.override(language):
        return str(choice.label)


def test_terms_stand_in_order_and_once():
    for table in (trade(), labels()):
        terms = [row[0] for row in table]

        assert terms == sorted(terms, key=str.casefold)
        assert len({term.casefold() for term in terms}) == len(terms)


def test_every_line_is_whole():
    assert [row for row in trade() if len(row) != 3 or not all(row)] == []
    assert [row for row in labels() if len(row) != 4 or not all(row)] == []


def test_every_word_that_people_see_has_its_line():
    listed = {row[0]: set(row[1].split("; ")) for row in labels()}
    shown = [(said(choice, "en"), said(choice, "zh-hans")) for choice in choices()]

    assert len(shown) > 80
    assert (
        sorted({f"{english} {chinese}" for english, chinese in shown if chinese not in listed.get(english, ())}) == []
    )


def test_no_line_is_left_of_a_word_that_is_gone():
    shown = {(said(choice, "en"), said(choice, "zh-hans")) for choice in choices()}

    assert [row[0] for row in labels() for chinese in row[1].split("; ") if (row[0], chinese) not in shown] == []
