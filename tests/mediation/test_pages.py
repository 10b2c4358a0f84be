"""The pages of mediation: each side its own view, numbers only in lists, figures that point to nobody."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.timezone import now as moment

from linli.mediation.domain.agreement import draw_agreement
from linli.mediation.domain.application import apply_for_mediation, take_on
from linli.mediation.enums import AgreementForm
from linli.mediation.models import Mediation, ReturnVisit, Session
from linli.mediation.queries.figures import Figures, Line, figures
from linli.mediation.queries.mediations import desk_list, my_mediations, printed
from linli.people.enums import Role
from tests.factories import TOWN, VILLAGE, make_resident, make_staff
from tests.mediation.conftest import FIRST, SAID, SECOND, WORDS, application, now

BACKEND = "linli.people.backend.AccountBackend"


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def browser(reader):
    client = Client()
    client.force_login(reader.account, backend=BACKEND)
    return client


def form(**said):
    facts = {"danger": "none", "sort": "neighbours", "village": VILLAGE, "words": WORDS, "other_name": "庞对门",
             "other_phone": "13700000002", "said": SAID, "name": "甘先来", "key": "k1"}  # fmt: skip
    return facts | said


def test_resident_applies_and_sees_own_words(people):
    client = browser(people.first)
    sent = [client.post("/mediation/new/", form()) for _ in range(2)]

    assert [answer.status_code for answer in sent] == [302, 302]
    assert Mediation.objects.count() == 1
    page = client.get(sent[0].headers["Location"])
    assert WORDS in page.content.decode()
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("private, no-store", "same-origin")
    assert WORDS not in client.get("/mediation/").content.decode()


@pytest.mark.parametrize("path", ["/mediation/new/", "/desk/mediation/new/"])
@pytest.mark.parametrize("ground", ["violence", "child", "crime", "court", "authority"])
def test_what_cannot_be_mediated_is_told_where_to_go_and_not_kept(people, path, ground):
    client = browser(people.first if path.startswith("/mediation") else make_staff(Role.CLERK, area=TOWN))

    answer = client.post(path, {"danger": ground, "words": WORDS})

    assert (answer.status_code, Mediation.objects.count()) == (200, 0)
    assert "没有保存" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [({"danger": ""}, "danger"), ({"village": "350181"}, "village"), ({"other_phone": "12"}, "other_phone"),
     ({"other_phone": "13700000001"}, "other_phone"), ({"words": ""}, "words")],
)  # fmt: skip
def test_invalid_form_keeps_what_was_typed(people, said, field):
    answer = browser(people.first).post("/mediation/new/", form(**said))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert "庞对门" in page


def test_counter_starts_with_the_village_of_the_post_among_those_of_its_town(people):
    page = browser(make_staff(Role.CLERK, area=VILLAGE)).get("/desk/mediation/new/").content.decode()

    group = page[page.index("<optgroup") :].split("</optgroup>")
    assert [f'value="{VILLAGE}" selected' in part for part in group if VILLAGE in part] == [True]
    assert page.count(" selected>") == 2  # the sort's "choose", and the village


def test_clerk_writes_it_down_and_cannot_open_it(people):
    client = browser(make_staff(Role.CLERK, area=TOWN))
    answer = client.post("/desk/mediation/new/", form(phone="13700000001", is_joint="on"))

    number = printed(Mediation.objects.select_related("case").get())
    assert number in answer.content.decode()
    assert client.get(f"/desk/mediation/{number}/").status_code == 403
    assert browser(people.first).get(f"/mediation/{number}/").status_code == 200


def test_other_side_reads_the_sentence_and_never_the_telephone(people, applied):
    take_on(applied, by=people.head)
    page = browser(people.second).get(f"/mediation/{printed(now(applied))}/").content.decode()

    assert SAID in page
    assert "甘先来" in page
    for word in (WORDS, FIRST[3:]):
        assert word not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("first", 200), ("second", 404), ("stranger", 404), ("head", 404), ("mediator", 404), ("manager", 404)],
)
def test_residents_page_before_it_is_taken_on(people, applied, who, status):
    assert browser(getattr(people, who)).get(f"/mediation/{printed(now(applied))}/").status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("mediator", 200), ("head", 200), ("auditor", 200), ("other", 404), ("manager", 403), ("first", 403)],
)
def test_desk_page_of_a_mediation(people, begun, who, status):
    client = browser(getattr(people, who))
    path = f"/desk/mediation/{printed(begun)}/"
    answer = client.get(path)

    assert answer.status_code == status
    if who in ("head", "auditor"):
        # The head took it on by a look of the last half hour; the auditor has given no reason yet.
        assert (WORDS in answer.content.decode()) == (who == "head")
        assert [client.post(f"{path}look/", {"reason": reason}).status_code for reason in ("name", "audit")] == (
            [302, 422] if who == "head" else [422, 302]
        )  # an audit is the auditor's, the committee's work the head's
        assert WORDS in client.get(path).content.decode()


def test_telephones_are_masked_until_they_are_asked_for(people, begun):
    client = browser(people.mediator)
    path = f"/desk/mediation/{printed(begun)}/"
    assert SECOND not in client.get(path).content.decode()

    assert SECOND in client.post(f"{path}phones/").content.decode()


def test_every_deed_of_the_desk_needs_the_right_to_read(people, begun):
    path = f"/desk/mediation/{printed(begun)}/"
    for deed in ("phones", "stepping-aside", "ending", "leaving", "talking"):
        assert browser(people.auditor).post(f"{path}{deed}/").status_code == 403
        assert browser(people.other).post(f"{path}{deed}/").status_code == 404
    assert browser(people.mediator).post(f"{path}nothing/").status_code == 404
    assert now(begun).case.state == "mediating"


def test_morning_of_a_mediator(people, begun):
    """Room, result, agreement, signatures on the spot with the signed paper, return visit: by forms alone."""
    client, path = browser(people.mediator), f"/desk/mediation/{printed(begun)}/"
    page = client.get(f"{path}?room={people.room.id}").content.decode()
    slot = page.split('name="slot" value="')[1].split('"')[0]
    for _ in range(2):
        assert client.post(f"{path}session/", {"room": people.room.id, "slot": slot, "key": "s1"}).status_code == 302
    session = Session.objects.get()
    assert client.post(f"{path}session-result/", {"session": session.id, "result": "agreed"}).status_code == 302
    assert client.post(f"{path}agreement/", {"form": "written", "terms": ""}).status_code == 422
    assert client.post(f"{path}agreement/", {"form": "written", "terms": "三十日内修好。"}).status_code == 302

    paper = BytesIO(b"%PDF-1.4\n%%EOF")
    paper.name = "signed.pdf"
    said = {"whose": ["first", "second", "mediator"], "version": 1, "paper": paper}
    assert client.post(f"{path}signature/", said).status_code == 302

    assert now(begun).case.state == "settled"
    page = browser(people.second).get(f"/mediation/{printed(begun)}/").content.decode()
    address = page.split('href="/files/')[1].split('"')[0].replace("&amp;", "&")
    assert browser(people.stranger).get(f"/files/{address}").status_code == 404
    visit = ReturnVisit.objects.earliest("due_on")
    assert "提前回访" in client.get(path).content.decode()  # none is due yet
    assert client.post(f"{path}visit/", {"visit": visit.id, "result": "kept"}).status_code == 302


@pytest.mark.parametrize("shape", ["docx", "pdf"])
def test_paper_holds_names_and_terms_and_no_telephone(people, begun, shape):
    draw_agreement(begun, AgreementForm.ORAL, facts="", terms="三十日内修好。", by=people.mediator)
    path = f"/mediation/{printed(begun)}/agreement.{shape}"

    answer = browser(people.second).get(path)

    assert answer.status_code == 200
    if shape == "docx":
        words = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
        assert all(word in words for word in ("甘先来", "庞对门", "三十日内修好。", "未加盖印章", "司法确认"))
        assert FIRST[3:] not in words
    for who in (people.stranger, people.other, people.auditor):
        assert browser(who).get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_however_many_there_are(people, count, django_assert_num_queries):
    for number in range(count):
        apply_for_mediation(application(people.first, key=f"k{number}"), by=people.first)
    Mediation.objects.update(mediator=people.mediator.actor_id)
    desk_list("all", people.head)

    for view, reader in (("mine", people.mediator), ("all", people.head), ("visits", people.mediator)):
        with django_assert_num_queries(1):
            desk_list(view, reader)
    with django_assert_num_queries(1):
        assert len(my_mediations(people.first)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_much_has_happened(people, begun, count, django_assert_num_queries):
    from linli.mediation.domain.guest import ask_guest
    from linli.mediation.enums import GuestAs

    for number in range(count):
        ask_guest(begun, f"客人{number}", GuestAs.RELATIVE, by=people.first)
    client, path = browser(people.first), f"/mediation/{printed(begun)}/"
    client.get(path)

    with django_assert_num_queries(MATTER):
        client.get(path)


# Session, account; the mediation, its sides; events, guests and what is said to them, sessions, agreement, visits, mediators, papers.
MATTER = 12


def test_figures_hide_what_is_small_and_what_could_be_worked_out(people):
    leader = make_staff(Role.LEADER)
    end = moment() + timedelta(days=1)
    for number in range(6):
        resident = make_resident()
        apply_for_mediation(application(resident, key=f"k{number}"), by=resident)
    assert figures(leader, end - timedelta(days=9), end) == Figures([Line("宏路街道", 6, 0)], 6, 0)
    one = Mediation.objects.earliest("id").pk
    Mediation.objects.filter(pk=one).update(is_settled=True)

    assert figures(leader, end - timedelta(days=9), end) == Figures([Line("宏路街道", 6, None)], 6, None)
    Mediation.objects.filter(pk=one).update(town="350181002")
    assert figures(leader, end - timedelta(days=9), end).applied is None  # 6 less 5 would say how many the other has
    assert figures(make_staff(Role.LEADER, area=TOWN), end - timedelta(days=9), end).lines == [Line("宏路街道", 5, 0)]
    assert figures(make_staff(Role.MANAGER, area=VILLAGE), end - timedelta(days=9), end).lines == []


def test_whoever_is_signed_in_for_work_is_shown_the_page_of_the_desk_if_it_is_theirs(people):
    pages = [browser(who).get("/mediation/new/").content.decode() for who in (people.mediator, people.auditor)]

    assert ['href="/desk/mediation/new/"' in page for page in pages] == [True, False]
