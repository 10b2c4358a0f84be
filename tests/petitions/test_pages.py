"""The pages of petitions: numbers only in lists, each reader its own view, what was typed is kept, and a fixed number of statements."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from linli.cases.models import Case
from linli.documents.models import Paper
from linli.petitions.domain.handling import answer_petition
from linli.petitions.domain.registration import take_down
from linli.petitions.domain.review import ask_review
from linli.petitions.models import Petition
from linli.petitions.queries.history import paper_titles
from linli.petitions.queries.listing import desk_list, my_petitions, printed, waiting_for
from tests.factories import VILLAGE, make_resident
from tests.petitions.conftest import (
    ADDRESS,
    BASIS,
    EXTRACT,
    FOUND,
    NAME,
    OPINION,
    PHONE,
    WISH,
    WORDS,
    answer,
    now,
    taken,
)

BACKEND = "linli.people.backend.AccountBackend"


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def browser(reader):
    client = Client()
    client.force_login(reader.account, backend=BACKEND)
    return client


def form(**said):
    facts = {"aim": "claim", "village": VILLAGE, "wish": WISH, "words": WORDS, "people": "1", "name": NAME,
             "address": ADDRESS, "key": "k1"}  # fmt: skip
    return facts | said


def at_counter(**said):
    facts = {"way": "visit", "name1": NAME, "phone1": "13700000021", "address1": ADDRESS, "key": "k2"}
    return form() | facts | said


def test_resident_writes_one_and_sees_it_with_its_receipt(people):
    client = browser(people.resident)
    sent = [client.post("/petitions/new/", form()) for _ in range(2)]

    assert [one.status_code for one in sent] == [302, 302]
    assert Petition.objects.count() == 1
    page = client.get(sent[0].headers["Location"])
    text = page.content.decode()
    assert WORDS in text
    assert Paper.objects.get().full_number in text
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("private, no-store", "same-origin")
    listed = client.get("/petitions/").content.decode()
    assert printed(now(Petition.objects.get())) in listed
    assert WORDS not in listed


@pytest.mark.parametrize(
    ("path", "said", "field"),
    [("/petitions/new/", {"village": "350181"}, "village"), ("/petitions/new/", {"wish": ""}, "wish"),
     ("/petitions/new/", {"people": "0"}, "people"), ("/petitions/new/", {"aim": "wish"}, "aim"),
     ("/desk/petitions/new/", {"phone1": "12"}, "phone1"), ("/desk/petitions/new/", {"way": "online"}, "way"),
     ("/desk/petitions/new/", {"phone1": "", "address1": ""}, "name1"),
     ("/desk/petitions/new/", {"name2": "乙", "address2": "某路"}, "people")],
)  # fmt: skip
def test_invalid_form_keeps_what_was_typed(people, path, said, field):
    sent = at_counter(**said) if path.startswith("/desk") else form(**said)
    answered = browser(people.manager if path.startswith("/desk") else people.resident).post(path, sent)

    text = answered.content.decode()
    assert (answered.status_code, Petition.objects.count()) == (422, 0)
    assert f'id="id_{field}_error"' in text
    assert WORDS in text


def test_clerk_takes_a_visit_down_passes_it_on_and_the_body_answers(people):
    clerk = browser(people.clerk)
    page = clerk.post("/desk/petitions/new/", at_counter(), follow=True)
    number = printed(now(Petition.objects.get()))
    path = f"/desk/petitions/{number}/"
    assert WORDS in page.content.decode()
    assert NAME not in page.content.decode()
    assert NAME in clerk.post(f"{path}persons/").content.decode()

    village = people.units["village"].id
    assert clerk.post(f"{path}routing/", {"body": str(village)}).status_code == 422
    assert clerk.post(f"{path}routing/", {"body": str(people.units["land"].id)}).status_code == 302
    assert clerk.post(f"{path}acceptance/").status_code == 403
    land = browser(people.land)
    assert land.post(f"{path}acceptance/").status_code == 302
    assert (
        land.post(
            f"{path}answer/", {"verdict": "explained", "findings": FOUND, "opinion": "", "basis": BASIS}
        ).status_code
        == 422
    )
    said = {"verdict": "explained", "findings": FOUND, "opinion": OPINION, "basis": BASIS}
    assert land.post(f"{path}answer/", said).status_code == 302
    assert clerk.post(f"{path}delivery/", {"how": "counter", "on": localdate().isoformat()}).status_code == 302
    mine = browser(people.resident)
    text = mine.get(f"/petitions/{number}/").content.decode()
    assert OPINION in text
    asked = mine.post(f"/petitions/{number}/review/", {"words": "不服", "key": "r"}, follow=True)
    assert asked.status_code == 200
    assert Petition.objects.filter(before__isnull=False).count() == 1


@pytest.mark.parametrize(
    "deed", ["objection", "refusal", "more-time", "time-decision", "decision", "review", "delivery"]
)
def test_deed_with_an_empty_form_is_422_and_unknown_ones_404(people, handling, deed):
    path = f"/desk/petitions/{printed(now(handling))}/"

    assert browser(people.land).post(f"{path}{deed}/").status_code == 422
    assert browser(people.land).post(f"{path}gossip/").status_code == 404


def test_hidden_identity_stands_on_no_page_of_the_body(people):
    take_down(taken(people.resident, is_hidden=True), by=people.resident)
    path = f"/desk/petitions/{printed(now(Petition.objects.get()))}/"
    manager = browser(people.manager)
    assert manager.post(f"{path}routing/", {"body": str(people.units["land"].id)}).status_code == 422
    manager.post(f"{path}routing/", {"body": str(people.units["land"].id), "extract": EXTRACT})

    text = browser(people.land).get(path).content.decode()
    assert EXTRACT in text
    for word in (WORDS, WISH, NAME[0] + "*", NAME, PHONE[3:], ADDRESS):
        assert word not in text
    assert browser(people.land).post(f"{path}persons/").status_code == 403


@pytest.mark.parametrize(
    ("who", "mine", "desk"),
    [("resident", 200, 403), ("stranger", 404, 403), ("manager", 404, 200), ("clerk", 404, 200), ("other_clerk", 404, 404),
     ("land", 404, 200), ("town", 404, 404), ("supervisor", 404, 200), ("leader", 404, 404), ("auditor", 404, 403),
     ("grid", 404, 403)],
)  # fmt: skip
def test_who_opens_which_page(people, routed, who, mine, desk):
    number, client = printed(now(routed)), browser(getattr(people, who))

    assert client.get(f"/petitions/{number}/").status_code == mine
    assert client.get(f"/desk/petitions/{number}/").status_code == desk
    assert client.get(f"/desk/cases/{number}/").status_code in (403, 404)


def test_lists_are_one_statement_with_one_row_and_with_three(people, handling, django_assert_num_queries):
    def counted(queries, read):
        with django_assert_num_queries(queries):
            return len(read())

    for rows in (1, 3):
        assert counted(1, lambda: my_petitions(people.resident)) == rows
        for view in ("running", "over", "route", "decide"):
            counted(1, lambda view=view: desk_list(view, people.manager))
        assert counted(1, lambda: desk_list("running", people.supervisor)) == rows
        if rows == 1:
            for key in ("a", "b"):
                take_down(taken(people.resident, key=key), by=people.resident)
    assert waiting_for(people.manager.actor_id).count() == 2
    assert waiting_for(people.land.actor_id).count() == 1
    assert waiting_for(make_resident().actor_id).count() == 0


def test_confirming_the_answer_and_withdrawing_from_home(people, handling):
    number, client = printed(now(handling)), browser(people.resident)
    assert client.post(f"/petitions/{number}/delivery/").status_code == 409
    answer_petition(handling, answer(), by=people.land)

    assert client.post(f"/petitions/{number}/delivery/").status_code == 302
    assert now(handling).handed_on == localdate()
    assert client.post(f"/petitions/{number}/withdrawal/").status_code == 409
    assert client.post(f"/petitions/{number}/review/", {"words": ""}).status_code == 422
    assert browser(people.stranger).post(f"/petitions/{number}/review/", {"words": "不服"}).status_code == 404


def test_papers_say_what_they_are(people, handling):
    answer_petition(handling, answer(), by=people.land)
    rows = list(
        Paper.objects.filter(holder_id=handling.id).order_by("issued_at", "id").values_list("event_seq", flat=True)
    )

    found = paper_titles(now(handling), rows)

    assert [found[seq] for seq in rows] == ["登记回执", "转送告知书", "受理告知书", "意见书"]


def test_what_is_late_says_so_to_whoever_wrote_it_and_at_the_desk(people, handling):
    Case.objects.filter(pk=handling.case_id).update(next_due_at=timezone.now() - timedelta(days=1))
    number = printed(now(handling))

    mine, desk = browser(people.resident), browser(people.land)

    heads = [
        client.get(path).content.decode().split("</h1>")[1].split("</div>")[0]
        for client, path in ((mine, f"/petitions/{number}/"), (desk, f"/desk/petitions/{number}/"))
    ]
    assert ["已超期" in part for part in [*heads, mine.get("/petitions/").content.decode()]] == [True, True, True]


def test_review_that_was_asked_for_is_linked_for_who_may_open_it_and_cannot_be_asked_again(people, answered):
    review = ask_review(answered, "不服", by=people.resident)
    number, path = printed(now(review)), f"/desk/petitions/{printed(now(answered))}/"

    pages = [browser(who).get(path).content.decode() for who in (people.supervisor, people.land)]

    assert [f'href="/desk/petitions/{number}/"' in page for page in pages] == [True, False]
    assert all(number in page and "可请求复查（复核）至" not in page for page in pages)


def test_whoever_is_signed_in_for_work_is_shown_the_page_of_the_desk_if_it_is_theirs(people):
    pages = [browser(who).get("/petitions/new/").content.decode() for who in (people.clerk, people.land)]

    assert ['href="/desk/petitions/new/"' in page for page in pages] == [True, False]
