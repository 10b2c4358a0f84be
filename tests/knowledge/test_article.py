"""Articles are written by units, approved by somebody else, and kept in every version."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from linli.knowledge import errors
from linli.knowledge.domain.article import (
    approve_article,
    revise_article,
    send_back_article,
    withdraw_article,
    write_article,
)
from linli.knowledge.domain.staleness import tell_stale
from linli.knowledge.queries.articles import list_articles
from linli.knowledge.queries.search import search_articles
from linli.notices.models import Notice
from tests.background import work_off
from tests.factories import COUNTY, OTHER_TOWN
from tests.knowledge.conftest import wording

pytestmark = pytest.mark.django_db


def test_what_is_offered_is_read_only_once_it_is_approved(people, write):
    article = write(approved=False)
    assert (article.current, search_articles("高龄")) == (None, [])

    approve_article(article, by=people.dispatcher)

    assert [hit.id for hit in search_articles("高龄")] == [article.id]


def test_another_wording_is_another_version_and_the_old_one_is_read_until_it_is_approved(people, write):
    article = write()
    revise_article(article, wording(answer="年满 79 周岁。"), by=people.officer, offer=True)
    assert search_articles("高龄")[0].answer == "年满 80 周岁，从次月起发放。"

    approve_article(article, by=people.supervisor)

    assert search_articles("高龄")[0].answer == "年满 79 周岁。"
    assert list(article.versions.order_by("number").values_list("number", "standing", "answer")) == [
        (1, "approved", "年满 80 周岁，从次月起发放。"), (2, "approved", "年满 79 周岁。"),
    ]  # fmt: skip


def test_sent_back_is_worded_again_in_the_same_version(people, write):
    article = write(approved=False)
    send_back_article(article, by=people.dispatcher, note="写明依据。")
    assert [row.version.note for row in list_articles("drafts", people.officer)] == ["写明依据。"]

    revise_article(article, wording(source="民政局通知"), by=people.officer, offer=True)

    assert list(article.versions.values_list("number", "standing", "source")) == [(1, "offered", "民政局通知")]


def test_withdrawn_is_found_no_more_and_kept(people, write):
    article = write()

    withdraw_article(article, by=people.officer)

    assert (search_articles("高龄"), article.versions.count()) == ([], 1)
    with pytest.raises(errors.ArticleWithdrawn):
        revise_article(article, wording(), by=people.officer)


def test_each_refusal(people, write):
    article = write(approved=False)
    with pytest.raises(errors.NotYourArticle):
        write_article(wording(), by=people.gardener, unit=people.lamps.id, area=COUNTY)
    with pytest.raises(errors.NotYourArticle):
        revise_article(article, wording(), by=people.gardener)
    with pytest.raises(errors.NotYourArticle):
        withdraw_article(article, by=people.gardener)
    with pytest.raises(errors.ArticleIncomplete):
        revise_article(article, wording(source=" "), by=people.officer)
    with pytest.raises(errors.PersonInArticle):
        revise_article(article, wording(answer="请找林某，电话 13800000001。"), by=people.officer)
    with pytest.raises(errors.NotApprover):
        approve_article(article, by=people.leader)
    with pytest.raises(errors.NotApprover):
        approve_article(article, by=people.town_dispatcher)  # the article is of the whole county
    own = write_article(
        wording(), by=people.dispatcher, unit=people.dispatcher.posts[0].unit_id, area=COUNTY, offer=True
    )
    with pytest.raises(errors.OwnArticle):
        approve_article(own, by=people.dispatcher)
    approve_article(article, by=people.dispatcher)
    with pytest.raises(errors.NothingOffered):
        approve_article(article, by=people.dispatcher)


def test_what_runs_out_is_shown_to_its_unit_and_told_once(people, write):
    soon = write(until=localdate() + timedelta(days=5))
    write(question="低保怎么办？", until=localdate() + timedelta(days=100))

    assert [row.article.id for row in list_articles("stale", people.officer)] == [soon.id]
    assert list_articles("stale", people.gardener) == []
    assert (tell_stale(), tell_stale()) == (1, 0)
    work_off()
    assert set(Notice.objects.filter(topic="knowledge.stale").values_list("recipient_id", flat=True)) == {
        people.officer.actor_id
    }


def test_what_has_run_out_goes_last(people, write):
    write(question="高龄补贴怎么领？", until=date(2025, 1, 1))
    write(question="高龄补贴停发了怎么恢复办理？")

    assert [hit.is_stale for hit in search_articles("高龄补贴")] == [False, True]


def test_area_narrows_to_what_holds_there(people, write):
    write()

    assert len(search_articles("高龄", area=OTHER_TOWN)) == 1
    assert search_articles("高龄", area="350182") == []
