"""What a resident does to a matter: done, refused, stale, sent twice, somebody else's."""

import pytest

from linli.cases.domain.pausing import pause_clock
from linli.cases.domain.progress import return_for_materials, urge_case
from linli.cases.enums import Outcome, Verb
from linli.cases.models import Case, CaseEvent, CaseFollower, CaseText
from linli.documents.enums import Purpose
from linli.people.domain.look import unmask
from linli.people.enums import Role
from linli.ratings.enums import Grade
from tests.factories import make_case, make_photo, make_staff
from tests.portal.conftest import LANGUAGES, address, browser


def send(client, case, noun, **words):
    """Open the deed's page and send its form."""
    page = client.get(address(case, noun))
    sent = {"seq": str(page.context["matter"].case.seq), "key": page.context["key"]}
    return client.post(address(case, noun), sent | words)


def verbs(case):
    return list(CaseEvent.objects.filter(case=case).order_by("seq").values_list("verb", flat=True))


def now_of(case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_supplement(city, language):
    case = make_case(city.resident)

    answer = send(browser(city.resident, language), case, "supplement", note="在三号楼东侧")

    assert answer["Location"] == address(case)
    assert verbs(case) == [Verb.OPEN, Verb.SUPPLEMENT]
    assert CaseText.objects.get(case=case, seq=2).body == "在三号楼东侧"


def test_a_supplement_that_was_asked_for_sets_the_clock_going(city):
    case = make_case(city.resident)
    return_for_materials(case, by=city.manager, note="请说明哪一栋")

    send(browser(city.resident), case, "supplement", note="三号楼")

    assert now_of(case).state == "collected"
    assert now_of(case).paused_at is None


def test_a_supplement_needs_words(city):
    case = make_case(city.resident)

    answer = send(browser(city.resident), case, "supplement", note="  ")

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["note"]


def test_a_note_too_long_is_kept(city):
    case = make_case(city.resident)

    answer = send(browser(city.resident), case, "supplement", note="长" * 2001)

    assert answer.status_code == 422
    assert answer.context["form"]["note"].value() == "长" * 2001


def test_urging(city):
    case = make_case(city.resident)

    send(browser(city.resident), case, "urging")

    assert verbs(case) == [Verb.OPEN, Verb.URGE]


def test_urging_twice_a_day_is_refused_and_the_words_are_kept(city):
    case = make_case(city.resident)
    urge_case(case, by=city.resident)

    answer = send(browser(city.resident), case, "urging", note="老人摔了")

    assert answer.status_code == 409
    assert answer.context["form"]["note"].value() == "老人摔了"
    assert verbs(case) == [Verb.OPEN, Verb.URGE]


def test_withdrawal(city):
    case = make_case(city.resident)

    send(browser(city.resident), case, "withdrawal")

    assert now_of(case).outcome == Outcome.WITHDRAWN


@pytest.mark.parametrize("grade", list(Grade))
def test_rating(city, grade):
    case = city.close(make_case(city.resident))

    send(browser(city.resident), case, "rating", grade=str(int(grade)), note="")

    assert now_of(case).rating == grade


@pytest.mark.parametrize("grade", ["", "0", "6", "good"])
def test_a_rating_needs_one_of_five_grades(city, grade):
    case = city.close(make_case(city.resident))

    answer = send(browser(city.resident), case, "rating", grade=grade)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["grade"]


def test_no_grade_is_chosen_beforehand(city):
    case = city.close(make_case(city.resident))

    assert "checked" not in browser(city.resident).get(address(case, "rating")).content.decode()


def test_a_rating_is_given_once(city):
    case = city.close(make_case(city.resident))
    client = browser(city.resident)
    send(client, case, "rating", grade="5")

    assert client.get(address(case, "rating")).status_code == 409
    assert client.post(address(case, "rating"), {"grade": "1"}).status_code == 409
    assert now_of(case).rating == 5


def test_what_is_rated_is_not_asked_to_be_rated_again(city):
    case = city.close(make_case(city.resident))
    client = browser(city.resident)

    before = client.get(address(case)).content.decode()
    send(client, case, "rating", grade="5")
    after = client.get(address(case)).content.decode()

    assert ("Next:" in before, "You have rated it." in before) == (True, False)
    assert ("Next:" in after, "You have rated it." in after) == (False, True)


def test_a_paused_clock_names_no_day_and_says_where_the_reason_stands(city):
    case = city.accept(make_case(city.resident))
    pause_clock(case, by=make_staff(Role.SUPERVISOR), note="等配件")

    page = browser(city.resident).get(address(case)).content.decode()

    assert "later, by as long as it is paused" in page
    assert "the reason stands first" in page
    assert "by rule within" not in page.split('class="clock')[0]


def test_reopening_reaches_the_unit_that_handled_it(city):
    case = city.close(make_case(city.resident))

    send(browser(city.resident), case, "reopening", note="第二天又不亮了")

    assert now_of(case).state == "handling"
    assert now_of(case).lead_unit_id == city.lamps.id


@pytest.mark.parametrize("noun", ["rating", "reopening"])
def test_what_is_open_can_be_neither_rated_nor_reopened(city, noun):
    case = make_case(city.resident)

    assert browser(city.resident).get(address(case, noun)).status_code == 409


@pytest.mark.parametrize("noun", ["supplement", "urging", "withdrawal"])
def test_what_is_closed_can_be_neither_supplemented_nor_withdrawn(city, noun):
    case = city.close(make_case(city.resident))

    assert browser(city.resident).get(address(case, noun)).status_code == 409
    assert browser(city.resident).post(address(case, noun), {"note": "还在"}).status_code == 409


def test_a_form_sent_twice_does_it_once(city):
    case = make_case(city.resident)
    client = browser(city.resident)
    page = client.get(address(case, "supplement"))
    form = {"seq": "1", "key": page.context["key"], "note": "三号楼"}

    answers = [client.post(address(case, "supplement"), form)["Location"] for _ in range(2)]

    assert answers == [address(case)] * 2
    assert verbs(case) == [Verb.OPEN, Verb.SUPPLEMENT]


def test_words_changed_after_going_back_are_told_apart_and_can_be_sent(city):
    case = make_case(city.resident)
    client = browser(city.resident)
    page = client.get(address(case, "supplement"))
    form = {"seq": "1", "key": page.context["key"], "note": "三号楼"}
    client.post(address(case, "supplement"), form)

    told = client.post(address(case, "supplement"), form | {"note": "四号楼"})
    again = {"seq": str(told.context["matter"].case.seq), "key": told.context["key"], "note": "四号楼"}
    second = client.post(address(case, "supplement"), again)

    assert (told.status_code, told.context["form"]["note"].value()) == (422, "四号楼")
    assert second["Location"] == address(case)
    assert verbs(case) == [Verb.OPEN, Verb.SUPPLEMENT, Verb.SUPPLEMENT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stale_form_keeps_the_words_and_shows_what_happened(city, language):
    case = make_case(city.resident)
    client = browser(city.resident, language)
    page = client.get(address(case, "supplement"))
    city.accept(case)

    answer = client.post(address(case, "supplement"), {"seq": "1", "key": page.context["key"], "note": "三号楼"})

    assert answer.status_code == 409
    assert answer.context["form"]["note"].value() == "三号楼"
    assert [step.moment.event.verb for step in answer.context["since"]] == [Verb.ACCEPT, Verb.ASSIGN]
    again = {"seq": str(answer.context["matter"].case.seq), "key": answer.context["key"], "note": "三号楼"}
    assert client.post(address(case, "supplement"), again)["Location"] == address(case)


def test_a_session_that_expired_leads_to_the_door_and_back(city):
    case = make_case(city.resident)
    client = browser(city.resident)
    page = client.get(address(case, "supplement"))
    client.logout()

    answer = client.post(address(case, "supplement"), {"account": "1", "key": page.context["key"], "note": "三号楼"})

    assert 'name="account" value="1"' in page.content.decode()
    assert answer["Location"] == "/sign-in/?next=" + address(case, "supplement").replace("/", "%2F")


def test_a_follower_reads_and_does_nothing(city):
    case = make_case(city.resident)
    client = browser(city.stranger)

    client.post(address(case, "following"))

    assert client.get(address(case)).context["matter"].deeds == []
    assert client.get(address(case, "withdrawal")).status_code == 409
    assert client.post(address(case, "withdrawal")).status_code == 403
    assert client.get(address(case, "erasure")).status_code == 404
    assert client.get(address(case, "received")).status_code == 404


def test_a_follower_reads_neither_words_nor_photos_nor_address_of_the_reporter(city):
    case = make_case(city.resident, words="我是三号楼的老林", place="梅花弄七号")
    city.accept(case)
    return_for_materials(case, by=city.officer, note="请说明哪一盏")
    client = browser(city.stranger)
    client.post(address(case, "following"))

    shown = client.get(address(case)).content.decode()

    assert "老林" not in shown
    assert "梅花弄" not in shown
    assert "请说明哪一盏" in shown


def test_following_is_counted_once(city):
    case = make_case(city.resident)
    client = browser(city.stranger)

    for _ in range(2):
        client.post(address(case, "following"))

    assert CaseFollower.objects.count() == 1
    assert now_of(case).followers == 1


def test_ones_own_matter_is_not_followed(city):
    case = make_case(city.resident)

    assert browser(city.resident).post(address(case, "following"))["Location"] == address(case)
    assert CaseFollower.objects.count() == 0


def test_following_needs_an_account_and_a_matter_of_public_space(city):
    public, private = make_case(city.resident), make_case(city.resident, kind="C002")

    assert browser().post(address(public, "following")).status_code == 302
    assert browser(city.stranger).post(address(private, "following")).status_code == 404
    assert browser(city.stranger).post("/matters/FQ2026-999999/following/").status_code == 404
    assert browser(city.stranger).get(address(public, "following")).status_code == 405
    assert CaseFollower.objects.count() == 0


def test_erasure_is_asked_once_more_and_leaves_the_history(city):
    case = make_case(city.resident, words="我是老林")
    client = browser(city.resident)

    asked = client.get(address(case, "erasure"))
    client.post(address(case, "erasure"))

    assert asked.context["matter"].may_erase is True
    assert CaseText.objects.filter(case=case).exclude(body="").count() == 0
    assert verbs(case) == [Verb.OPEN, Verb.ERASE]
    assert "老林" not in client.get(address(case)).content.decode()


def test_photos_of_what_was_erased_are_gone_at_once(city):
    case = make_case(city.resident, basket=make_photo(city.resident, Purpose.EVIDENCE))
    client = browser(city.resident)
    shown = client.get(address(case)).context["matter"].timeline[-1].photos

    client.post(address(case, "erasure"))

    assert len(shown) == 1
    assert client.get(address(case)).context["matter"].timeline[-1].photos == []


def test_erasing_twice_is_as_good_as_once(city):
    case = make_case(city.resident)
    client = browser(city.resident)

    for _ in range(2):
        assert client.post(address(case, "erasure"))["Location"] == address(case)

    assert verbs(case) == [Verb.OPEN, Verb.ERASE]


def test_who_looked_stands_by_unit_and_post_and_never_by_name(city):
    case = make_case(city.resident)
    unmask("case", case.id, "phone", by=city.manager, reason="打电话核实地点", person_id=city.resident.actor_id)

    page = browser(city.resident).get(address(case))

    looks = page.context["looks"]
    assert [(post.unit, len(post.rows)) for post in looks] == [(city.village_office.name, 1)]
    assert "打电话核实地点" in page.content.decode()
    assert city.manager.account.username not in page.content.decode()
