"""Advice: what has been answered is found first; answers meant for residents have a page; opinions are counts."""

import pytest
from django.test import Client

from linli.cases.models import Case
from linli.knowledge.domain.article import Wording, approve_article, revise_article, withdraw_article, write_article
from linli.knowledge.domain.opinion import note_opinion
from linli.knowledge.errors import ArticleWithdrawn
from linli.knowledge.models import ArticleOpinion
from linli.knowledge.queries.public import newest_answers
from linli.knowledge.queries.search import search_articles
from linli.people.reader import system
from tests.factories import COUNTY, TOWN, VILLAGE, make_offices, make_unit

BY = system("test")


@pytest.fixture
def article(db, settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return write("老年证丢了怎么补？", for_residents=True)


def write(question, *, approved=True, **said):
    wording = Wording(question, "带身份证到社区窗口，当场补发。", "演示", **said)
    unit = make_unit("civil", name="民政局")
    found = write_article(wording, by=BY, unit=unit.id, area=COUNTY, offer=True)
    if approved:
        approve_article(found, by=BY)
    found.refresh_from_db()
    return found


@pytest.mark.parametrize("typed", ["老年证", "lnz"])
def test_typed_words_and_initials_find_it(article, typed):
    write("老年证内部口径是什么？")

    whole = Client().get("/advice/", {"q": typed}).content.decode()
    partial = Client().get("/advice/", {"q": typed}, headers={"HX-Request-Type": "partial"}).content.decode()

    for page in (whole, partial):
        assert "老年证丢了怎么补" in page
        assert "内部口径" not in page
    assert "<html" not in partial


def test_portal_search_finds_it(article):
    assert f"/advice/{article.id}/" in Client().get("/search/", {"q": "老年证"}).content.decode()


def test_answer_says_whose_it_is_and_when_it_has_run_out(article):
    page = Client().get(f"/advice/{article.id}/").content.decode()
    assert "民政局" in page
    assert "已过期" not in page


@pytest.mark.parametrize("state", ["staff", "offered", "withdrawn"])
def test_what_is_not_meant_for_residents_has_no_page(db, state):
    found = write("内部口径？", for_residents=state != "staff", approved=state != "offered")
    if state == "withdrawn":
        withdraw_article(found, by=BY)

    assert Client().get(f"/advice/{found.id}/").status_code == 404
    assert Client().post(f"/advice/{found.id}/opinion/", {"helpful": "yes"}).status_code == 404
    assert search_articles("内部口径", for_residents=True) == []


def test_worded_anew_for_staff_only_it_goes_from_residents_once_approved(article):
    revise_article(article, Wording("老年证丢了怎么补？", "内部。", "演示"), by=BY, offer=True)
    assert len(newest_answers()) == 1

    approve_article(article, by=BY)

    assert (newest_answers(), search_articles("老年证", for_residents=True)) == ([], [])


def test_opinion_is_counted_once_a_session_and_names_nobody(article):
    browser, other = Client(), Client()
    for _ in range(2):
        browser.post(f"/advice/{article.id}/opinion/", {"helpful": "yes"})
    other.post(f"/advice/{article.id}/opinion/", {"helpful": "no"})

    counted = ArticleOpinion.objects.get()
    assert (counted.version, counted.helpful, counted.unhelpful) == (1, 1, 1)
    withdraw_article(article, by=BY)
    with pytest.raises(ArticleWithdrawn):
        note_opinion(article, is_helpful=True)


def test_question_goes_on_to_the_form_of_reports_with_kind_and_words(article):
    page = Client().get("/report/", {"kind": "A002", "words": "老年证丢了怎么补？"}).content.decode()

    assert "老年证丢了怎么补？" in page
    assert 'value="A002" checked' in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_many_there_are(db, count, django_assert_num_queries):
    for number in range(count):
        write(f"问题{number}怎么办？", for_residents=True)
    Client().get("/advice/")

    with django_assert_num_queries(1):
        Client().get("/advice/")
    with django_assert_num_queries(2):
        Client().get("/advice/", {"q": "问题"})


def test_article_keeps_what_residents_may_read_when_it_is_worded_anew(article):
    """The form of a revision begins with what holds now."""
    from linli.knowledge.views.articles import _initial

    assert _initial(article.versions.get())["for_residents"] is True


def test_question_is_asked_at_its_own_door_below_what_was_answered(article):
    make_offices()
    browser = Client()
    begun = browser.post("/advice/ask/", {"words": "老年证丢了怎么补？", "find_villages": "1"})
    assert (begun.status_code, "带身份证到社区窗口" in begun.content.decode()) == (200, True)
    asked = {"kind": "A002", "words": "老年证能代领吗？", "town": TOWN, "village": VILLAGE, "key": "k1"}

    wrong = browser.post("/advice/ask/", asked | {"words": " ", "name": "林小满"})
    no_topic = browser.post("/advice/ask/", asked | {"kind": "M01037"})
    sent = [browser.post("/advice/ask/", asked).url for _ in range(2)]

    assert (wrong.status_code, no_topic.status_code) == (422, 422)
    assert "林小满" in wrong.content.decode()  # what was typed is kept
    case = Case.objects.get()
    assert (case.kind_id, case.area, case.source, sent[0]) == ("A002", VILLAGE, "portal", sent[1])
    assert browser.get(sent[0]).status_code == 200
