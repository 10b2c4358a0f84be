"""The pages of the knowledge: search with script and without, writing, approving."""

import pytest
from django.urls import reverse

from linli.cases.models import Kind
from linli.knowledge.models import Article, ArticleVersion

pytestmark = pytest.mark.django_db
SAID = {"question": "高龄补贴从几岁开始？", "answer": "80 周岁。", "source": "融政办〔2024〕3号"}


def test_search_answers_with_the_page_and_with_its_part(people, write, sit):
    write()
    client, url = sit(people.operator), reverse("knowledge:articles")

    page = client.get(url, {"q": "高龄"}).content.decode()
    part = client.get(url, {"q": "高龄"}, headers={"HX-Request-Type": "partial"}).content.decode()

    assert [("<html" in text, "高龄补贴从几岁开始" in text) for text in (page, part)] == [(True, True), (False, True)]
    assert ["?view=offered" in text for text in (page, client.get(url).content.decode())] == [False, True]
    assert "没有" in client.get(url, {"q": "zzzz"}, headers={"HX-Request-Type": "partial"}).content.decode()


def test_unit_writes_and_somebody_else_approves(people, sit):
    officer, dispatcher = sit(people.officer), sit(people.dispatcher)
    new = SAID | {"unit": str(people.lamps.id), "area": "350181", "offer": "yes"}
    assert officer.post(reverse("knowledge:new-article"), new | {"unit": str(people.gardens.id)}).status_code == 422

    assert officer.post(reverse("knowledge:new-article"), new).status_code == 302

    article = Article.objects.get()
    at = {"article_id": article.id}
    assert "高龄" in dispatcher.get(reverse("knowledge:articles"), {"view": "offered"}).content.decode()
    assert officer.post(reverse("knowledge:approval", kwargs=at)).status_code == 403
    assert dispatcher.post(reverse("knowledge:approval", kwargs=at), {"back": "yes", "note": "写明"}).status_code == 302
    assert officer.post(reverse("knowledge:revision", kwargs=at), SAID | {"offer": "yes"}).status_code == 302
    assert dispatcher.post(reverse("knowledge:approval", kwargs=at)).status_code == 302
    assert dispatcher.post(reverse("knowledge:approval", kwargs=at)).status_code == 409
    assert ArticleVersion.objects.get().standing == "approved"
    assert officer.post(reverse("knowledge:withdrawal", kwargs=at)).status_code == 302
    assert "已撤下" in officer.get(reverse("knowledge:article", kwargs=at)).content.decode()


def test_article_of_another_unit_is_not_worded_here(people, write, sit):
    at = {"article_id": write().id}

    assert sit(people.gardener).get(reverse("knowledge:revision", kwargs=at)).status_code == 403
    assert sit(people.leader).get(reverse("knowledge:revision", kwargs=at)).status_code == 403
    assert sit(people.leader).get(reverse("knowledge:article", kwargs=at)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_article_and_for_three(people, write, sit, count, django_assert_num_queries):
    for number in range(count):
        write(question=f"第{number}问？")
    client, url = sit(people.operator), reverse("knowledge:articles")
    client.get(url)

    with django_assert_num_queries(LIST):
        page = client.get(url).content.decode()
    assert page.count("问？</a>") == count


LIST = 9  # session, account, posts; three counts, articles, versions; all counts of the navigation


def test_form_offers_the_kinds_by_code_and_name(people, sit):
    page = sit(people.officer).get(reverse("knowledge:new-article")).content.decode()

    kind = Kind.objects.filter(is_active=True, compartment="").first()
    assert 'list="kinds"' in page
    assert f'<option value="{kind.code}">{kind.name}</option>' in page
