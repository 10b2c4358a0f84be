import pytest

from linli.notices.domain.tell import tell
from linli.notices.models import Notice
from linli.notices.queries.inbox import PAGE
from linli.notices.recipients import account
from tests.notices.conftest import PARAMETERS, make_resident

pytestmark = pytest.mark.django_db


def _tell(whom, count: int = 1) -> None:
    for number in range(count):
        tell(
            "test.closed", to=[account(whom)], subject_kind="matter", subject_id=str(number),
            parameters={**PARAMETERS, "number": f"N{number}."},
        )  # fmt: skip


@pytest.fixture
def inside(client, resident):
    client.force_login(resident, backend="linli.people.backend.AccountBackend")
    return client


def _numbers(page: str) -> list[int]:
    return [number for number in range(100) if f"N{number}." in page]


def test_the_inbox_shows_my_notices_in_my_language(inside, resident):
    _tell(resident)

    page = inside.get("/me/notices/").content.decode()

    assert "办件 N0. 已办结" in page
    assert "路灯所" in page
    assert 'href="/matters/0/"' in page


@pytest.mark.parametrize(
    "address", ["/me/", "/me/details/", "/me/withdrawal/", "/me/notices/", "/me/notices/preferences/", "/me/forms/"]
)
def test_pages_of_ones_own_have_the_bar_of_the_residents_pages(inside, address):
    bar = inside.get(address).context["portal_navigation"]

    assert [(entry["url"], entry["active"]) for entry in bar][-1] == ("/me/", True)
    assert len(bar) == 4


def test_a_notice_whose_text_is_gone_says_so(inside, resident):
    _tell(resident)
    Notice.objects.update(topic="test.gone")

    assert "文本已停用的通知" in inside.get("/me/notices/").content.decode()


def test_the_inbox_shows_nobody_elses(inside):
    _tell(make_resident("other@example.org"))

    response = inside.get("/me/notices/")

    assert _numbers(response.content.decode()) == []
    assert response.context["written"] == []


def test_staff_see_their_inbox_at_the_desk(client, clerk):
    client.force_login(clerk, backend="linli.people.backend.AccountBackend")
    _tell(clerk)

    response = client.get("/me/notices/")

    assert 'href="/desk/cases/0/"' in response.content.decode()
    assert response.context["layout"] == "layouts/desk.html"


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_takes_the_same_statements_whatever_the_number(inside, resident, count, django_assert_num_queries):
    _tell(resident, count)
    inside.get("/me/notices/")

    with django_assert_num_queries(4):  # session, account, page, unread
        inside.get("/me/notices/")


def test_the_inbox_is_read_page_by_page_and_back(inside, resident):
    _tell(resident, PAGE + 5)

    first = inside.get("/me/notices/")
    second = inside.get("/me/notices/" + first.context["older"])
    back = inside.get("/me/notices/" + second.context["newer"])

    assert _numbers(first.content.decode()) == list(range(5, PAGE + 5))
    assert _numbers(second.content.decode()) == list(range(5))
    assert (first.context["newer"], second.context["older"]) == ("", "")
    assert _numbers(back.content.decode()) == list(range(5, PAGE + 5))
    assert back.context["newer"] == ""


def test_one_notice_is_marked_as_read(inside, resident):
    _tell(resident, 2)
    first, second = Notice.objects.order_by("id")

    response = inside.post("/me/notices/readings/", {"notice": str(first.id)})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/me/notices/")
    assert first.read_at is not None
    assert second.read_at is None


def test_all_notices_are_marked_as_read_and_the_filter_is_empty(inside, resident):
    _tell(resident, 2)

    inside.post("/me/notices/readings/", {"all": "1"})

    response = inside.get("/me/notices/?unread=1")
    assert response.context["written"] == []
    assert "没有未读" in response.content.decode() or "Nothing unread" in response.content.decode()


def test_nobody_marks_anothers_notice(inside):
    other = make_resident("other@example.org")
    _tell(other)
    notice = Notice.objects.get()

    inside.post("/me/notices/readings/", {"notice": str(notice.id)})

    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("query", ["?before=nonsense", "?after=", "?before=00000000-0000-0000-0000-000000000000"])
def test_an_odd_address_is_borne(inside, resident, query):
    _tell(resident)

    assert inside.get("/me/notices/" + query).status_code == 200
