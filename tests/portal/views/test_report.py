"""Reporting: each way out of the form, with nothing typed lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from linli.cases.enums import Source, TextPart
from linli.cases.models import Case, CaseEvent, CaseParty, CaseText
from linli.people.enums import UnitKind
from tests.factories import TOWN, VILLAGE, make_case, make_resident, make_unit
from tests.portal.conftest import LANGUAGES, WORDS, address, browser, filled


def send(client: Client, **changes: str):
    return client.post("/report/", filled(client.get("/report/"), **changes))


def only_case() -> Case:
    assert Case.objects.count() == 1
    return Case.objects.get()


def text(case: Case, part: TextPart) -> str:
    return CaseText.objects.get(case=case, part=part).body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_an_account_leads_to_its_slip(city, language):
    client = browser(language=language)

    answer = send(client)

    case = only_case()
    assert answer.status_code == 302
    assert answer["Location"] == address(case, "received")
    assert (case.kind_id, case.village, case.source, case.reporter_id) == ("M01037", VILLAGE, Source.PORTAL, None)
    assert text(case, TextPart.WORDS) == WORDS


def test_the_slip_tells_number_secret_and_what_comes_next(city):
    client = browser(language="zh-hans")

    page = client.get(send(client)["Location"])

    shown = page.content.decode()
    assert page.context["secret"]
    assert page.context["secret"] in shown
    assert "已收到，等网格员核实。" in shown
    assert page.context["matter"].next_steps[0].limit.row.key == "accept"


def test_whoever_has_signed_in_reports_from_the_account(city):
    client = browser(city.resident)

    send(client, phone="")

    party = CaseParty.objects.get()
    assert only_case().reporter_id == city.resident.actor_id
    assert party.phone == city.resident.account.phone
    assert party.name == "林小满"


def test_another_number_than_the_accounts_is_kept(city):
    send(browser(city.resident), phone="0591 8521 0000", name="陈𠮷")

    party = CaseParty.objects.get()
    assert (party.name, party.phone) == ("陈𠮷", "+8659185210000")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "M99999"}, "kind"),
        ({"kind": "H002"}, "kind"),  # an order of the hotline is no kind of the portal
        ({"words": "  "}, "words"),
        ({"words": "长" * 2001}, "words"),
        ({"address": "门" * 257}, "address"),
        ({"town": "", "village": "", "address": ""}, "address"),
        ({"town": "", "village": "", "longitude": "122.5", "latitude": "25.0"}, "address"),  # in the sea
        ({"town": "999", "village": ""}, "address"),
        ({"phone": "12"}, "phone"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(city, changes, field, language):
    client = browser(language=language)

    answer = send(client, **changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Case.objects.count() == 0
    kept = {"words": WORDS, "village": VILLAGE, "kind": "M01037"} | changes
    form = answer.context["form"]
    assert {name: form[name].value() for name in kept} == kept


def test_everything_that_is_missing_is_told_at_once(city):
    answer = send(browser(), kind="", words="", town="", village="", phone="1")

    assert sorted(answer.context["form"].errors) == ["address", "kind", "phone", "words"]


@pytest.mark.parametrize("words", ["𠮷 㙟 😀🏮", "两行\r\n第二行", "<script>alert(1)</script>", "长" * 2000])
def test_rare_characters_and_long_words_are_kept_as_they_are(city, words):
    client = browser()

    page = client.get(send(client, words=words)["Location"].removesuffix("received/"))

    assert text(only_case(), TextPart.WORDS) == words.replace("\r\n", "\n")
    assert "<script>alert" not in page.content.decode()


def test_a_phone_number_in_the_words_is_masked(city):
    send(browser(), words="打我 13812345678")

    assert text(only_case(), TextPart.WORDS) == "打我 138****5678"


def test_the_same_form_twice_gives_the_same_matter(city):
    client = browser()
    form = filled(client.get("/report/"))

    first, second = client.post("/report/", form), client.post("/report/", form)

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert client.get(second["Location"]).context["secret"]


def test_a_form_sent_again_after_its_answer_was_lost_still_opens_its_matter(city):
    """The browser never got the first answer, nor the cookie with it; the form's key is its proof."""
    form = filled(browser().get("/report/"))
    browser().post("/report/", form)
    again = browser()

    answer = again.post("/report/", form)

    page = again.get(answer["Location"])
    assert page.status_code == 200
    assert page.context["secret"] == ""


def test_two_forms_give_two_matters(city):
    client = browser()

    send(client, kind="M06028")
    send(client, kind="M06028", words="隔壁也是")

    assert Case.objects.count() == 2


@pytest.mark.parametrize("is_known", [True, False], ids=["signed in", "without an account"])
def test_the_same_words_in_a_form_that_came_anew_are_not_doubled(city, is_known):
    """The back button may bring the form from the server again, with another key and the words of before."""
    client = browser(city.resident if is_known else None)

    first, second = (send(client, kind="M06028", address="三号楼") for _ in range(2))

    assert first["Location"] == second["Location"]
    assert client.get(second["Location"]).status_code == 200
    assert Case.objects.count() == 1


def test_the_same_words_of_somebody_else_or_much_later_are_a_matter_of_their_own(city, monkeypatch):
    client = browser()
    send(client, kind="M06028")
    send(browser(), kind="M06028")
    Case.objects.update(opened_at=now() - timedelta(minutes=31))
    send(client, kind="M06028")

    assert Case.objects.count() == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_changed_after_going_back_are_neither_lost_nor_taken_for_the_first(city, language):
    """The browser brings the old form with its old key; what was changed is kept, and sent when sent again."""
    client = browser(language=language)
    form = filled(client.get("/report/"), kind="M06028")
    client.post("/report/", form)
    first = only_case()

    told = client.post("/report/", form | {"words": "还有二楼"})
    again = client.post("/report/", filled(told, kind="M06028", words="还有二楼"))

    assert told.status_code == 422
    assert "还有二楼" in told.content.decode()
    assert address(first).split("/")[2] in told.content.decode()
    assert again.status_code == 302
    assert Case.objects.count() == 2


def test_the_secret_is_told_for_half_an_hour_only(city, monkeypatch):
    client = browser()
    slip = send(client)["Location"]
    told = client.get(slip).context["secret"]

    monkeypatch.setattr("linli.portal.session.now", lambda: now() + timedelta(minutes=31))

    assert told
    assert client.get(slip).context["secret"] == ""
    assert told not in client.get(slip).content.decode()


def test_the_secret_lies_in_the_session_sealed(city):
    client = browser()
    told = client.get(send(client)["Location"]).context["secret"]

    assert told not in str(dict(client.session))


def test_a_session_that_expired_in_mid_form_asks_and_keeps_everything(city):
    client = browser(city.resident)
    form = filled(client.get("/report/"))
    client.logout()

    answer = client.post("/report/", form)

    assert answer.status_code == 422
    assert answer.context["is_signed_out"] is True
    assert answer.context["form"]["words"].value() == WORDS
    assert f"/sign-in/?next=%2Freport%2F%3Fbasket%3D{form['basket']}" in answer.content.decode()
    assert Case.objects.count() == 0


def test_after_the_session_expired_it_may_be_sent_without_an_account(city):
    client = browser(city.resident)
    form = filled(client.get("/report/"))
    client.logout()
    asked = client.post("/report/", form)

    answer = client.post("/report/", filled(asked))

    assert answer.status_code == 302
    assert only_case().reporter_id is None


def test_a_form_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)

    assert client.post("/report/", {"words": WORDS}).status_code == 403


def test_words_are_asked_for_kinds_without_script(city):
    client = browser()

    answer = client.post("/report/", filled(client.get("/report/"), kind="", kind_words="井盖", find_kind="1"))

    assert answer.status_code == 200
    assert {name for _, name, _ in answer.context["form"].kinds} >= {"污水井盖异常", "不明井盖异常"}
    assert answer.context["form"]["words"].value() == WORDS
    assert answer.context["form"].errors == {}


def test_words_without_a_choice_show_the_choices(city):
    answer = send(browser(), kind="", kind_words="路灯")

    assert answer.status_code == 422
    assert "M01037" in {code for code, _, _ in answer.context["form"].kinds}


def test_communities_of_a_town_without_script(city):
    client = browser()

    answer = client.post("/report/", filled(client.get("/report/"), village="", find_villages="1"))

    assert answer.status_code == 200
    assert f'<option value="{VILLAGE}">' in answer.content.decode()
    assert answer.context["form"]["words"].value() == WORDS


def test_a_community_left_over_from_another_town_gives_way(city):
    send(browser(), town="350181002", village=VILLAGE, address="街心公园")

    assert only_case().area == "350181002"


def test_an_address_with_a_name_is_enough(city):
    send(browser(), town="", village="", address="宏路街道宏侨社区东门")

    case = only_case()
    assert case.village == VILLAGE
    assert text(case, TextPart.PLACE) == "宏路街道宏侨社区东门"


def test_coordinates_that_are_none_are_nothing(city):
    assert send(browser(), longitude="here", latitude="").status_code == 302


def test_kind_place_and_words_may_stand_in_the_address(city):
    page = browser().get("/report/", {"kind": "M01037", "kind_words": "路灯", "town": TOWN, "words": "灯坏了"})

    form = page.context["form"]
    assert (form["kind"].value(), form["town"].value(), form["words"].value()) == ("M01037", TOWN, "灯坏了")
    assert form.kinds[0][0] == "M01037"


def test_a_complaint_names_its_unit_and_hides_who_complains(city):
    answer = send(browser(city.resident), kind="C002", about_unit=str(city.lamps.id))

    case = only_case()
    assert answer.status_code == 302
    assert case.about_unit_id == city.lamps.id
    assert case.is_confidential is True
    assert case.lead_unit_id != city.lamps.id


@pytest.mark.parametrize("about", ["", "nonsense", "01a20000-0000-7000-8000-000000000000"])
def test_a_complaint_about_a_unit_that_is_not_listed_is_taken(city, about):
    assert send(browser(), kind="C002", about_unit=about).status_code == 302
    assert only_case().about_unit_id is None


def test_only_a_complaint_is_about_a_unit(city):
    send(browser(), about_unit=str(city.lamps.id))

    assert only_case().about_unit_id is None


def test_the_own_community_can_be_complained_about(city):
    office = make_unit(f"office-{VILLAGE}", kind=UnitKind.VILLAGE_OFFICE, area=VILLAGE)

    page = browser().post("/report/alike/", {"kind": "C002", "town": TOWN, "village": VILLAGE})

    assert f'value="{office.id}"' in page.content.decode()


def test_a_matter_of_the_same_spot_is_offered_once_before_anything_is_opened(city):
    make_case(words="东门的路灯不亮，晚上看不清")
    client = browser(city.resident)

    first = send(client, words="东门的路灯不亮，看不清路")

    assert first.status_code == 422
    assert first.context["people"] == 1
    assert first.context["form"].errors == {}
    assert Case.objects.count() == 1
    second = client.post("/report/", filled(first, words="东门的路灯不亮，看不清路", seen="1"))
    assert second.status_code == 302
    assert Case.objects.count() == 2


@pytest.mark.parametrize("kind", ["M06028", "C002", "A001"])
def test_what_is_no_matter_of_public_space_is_never_compared(city, kind):
    make_case(kind=kind, words=WORDS)

    answer = send(browser(), kind=kind)

    assert answer.status_code == 302


def test_the_partial_shows_kind_place_moment_and_how_many_and_none_of_the_words(city):
    make_case(words="东门的路灯不亮，我是三号楼的老林")
    client = browser(city.resident)

    page = client.post("/report/alike/", {"kind": "M01037", "village": VILLAGE, "words": "东门的路灯不亮"})

    shown = page.content.decode()
    assert page.status_code == 200
    assert page.context["people"] == 1
    assert 'name="seen" value="1"' in shown
    assert "/following/" in shown
    assert "老林" not in shown


def test_a_matter_of_ones_own_is_opened_rather_than_followed(city):
    case = make_case(city.resident, words=WORDS)
    typed = {"kind": "M01037", "village": VILLAGE, "words": WORDS}

    shown = browser(city.resident).post("/report/alike/", typed).content.decode()

    assert f'href="{address(case)}"' in shown
    assert "/following/" not in shown


def test_what_is_offered_stands_before_the_first_field(city):
    make_case(words=WORDS)

    shown = send(browser(city.resident)).content.decode()

    assert shown.count('class="same-spot"') == 1
    assert shown.index('class="same-spot"') < shown.index('id="id_kind_words"')


def test_enter_presses_the_button_that_sends(city):
    make_case(words=WORDS)

    shown = send(browser(city.resident)).content.decode()

    first = shown.partition('class="form report"')[2].partition("<button")[2].partition(">")[0]
    assert "formaction" not in first
    assert "name=" not in first


def test_strangers_are_told_the_number_and_asked_to_sign_in_to_follow(city):
    case = make_case(words=WORDS)

    shown = browser().post("/report/alike/", {"kind": "M01037", "village": VILLAGE, "words": WORDS}).content.decode()

    assert address(case).split("/")[2] in shown
    assert "/following/" not in shown
    assert "/sign-in/" in shown


def test_the_partial_is_asked_by_post_only(city):
    assert browser().get("/report/alike/").status_code == 405


def test_kinds_of_the_hotline_are_offered_to_staff_only(city):
    offered = {
        who: "H002" in browser(reader).get("/report/kinds/?q=求助&desk=1").content.decode()
        for who, reader in (("clerk", city.clerk), ("resident", city.resident), ("stranger", None))
    }

    assert offered == {"clerk": True, "resident": False, "stranger": False}


@pytest.mark.parametrize("typed", ["路灯", "ld", "M01037", "路灯不亮"])
def test_a_kind_is_found_by_words_initials_and_code(city, typed):
    assert 'value="M01037"' in browser().get("/report/kinds/", {"q": typed}).content.decode()


def test_a_kind_that_nobody_knows_says_what_to_do(city):
    page = browser().get("/report/kinds/", {"kind_words": "qqqqq"}).content.decode()

    assert "<input" not in page
    assert 'class="hint"' in page


def test_somebody_else_cannot_take_a_form_key_over(city):
    """The key of an account counts for that account alone."""
    form = filled(browser(city.resident).get("/report/"))
    browser(city.resident).post("/report/", form)

    browser(make_resident()).post("/report/", form | {"seen": "1"})

    assert Case.objects.count() == 2


def test_staff_who_type_are_not_offered_to_follow(city):
    make_case(words=WORDS)
    typed = {"kind": "M01037", "village": VILLAGE, "words": WORDS}

    shown = browser(city.clerk).post("/report/alike/?desk=1", typed).content.decode()

    assert 'name="seen" value="1"' in shown
    assert "/following/" not in shown


@pytest.mark.parametrize(
    ("kind", "as_what"),
    [("rider", "Mobile grid member: rider"), ("courier", "Mobile grid member: courier"), ("party_member", "")],
)
def test_a_rider_reports_as_one_without_any_right_of_staff(city, kind, as_what):
    from linli.grid.enums import VoluntaryKind
    from tests.grid.conftest import place

    place(VoluntaryKind(kind), phone=city.resident.account.phone)
    client = browser(city.resident)

    send(client, phone="")

    case = only_case()
    facts = CaseEvent.objects.get(case=case, seq=1).facts
    assert facts.get("reported_as", "") == (kind if as_what else "")
    page = browser(city.manager).get(address(case, "").replace("/matters/", "/desk/cases/")).content.decode()
    assert (as_what in page) if as_what else ("Party member" not in page)
    assert client.get("/field/").status_code == 403
    assert client.get("/desk/").status_code == 403
