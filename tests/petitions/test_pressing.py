"""Urged, supervised with suggestions, reported back: who may, when, once at a time, and by which day."""

from datetime import timedelta

import pytest
from django.utils.timezone import now as moment

from linli.cases.errors import NotPossibleNow, NotYours, StaleCase
from linli.cases.models import CaseEvent
from linli.common.calendar import LimitUnit
from linli.common.models import OutboxEntry
from linli.common.working_calendar import working_calendar
from linli.documents.models import Paper
from linli.documents.official.sheet import read_sheet
from linli.people.enums import Role
from linli.petitions.domain.erasure import erase_old
from linli.petitions.domain.handling import accept_petition, answer_petition
from linli.petitions.domain.reminder import remind_of_reports
from linli.petitions.domain.routing import decide_on_objection, object_to_routing
from linli.petitions.domain.urging import report_back, supervise_petition, urge_petition
from linli.petitions.enums import Fault, Pressure, Verdict
from linli.petitions.errors import (
    AdoptionNeeded,
    NotAnsweredYet,
    NothingLate,
    NothingUrged,
    NotYourPetition,
    OnlyWhatIsNotDone,
    OwnBody,
    SuggestionsNeeded,
    SupervisedAlready,
    UrgedAlready,
    UrgeFirst,
    WordsNeeded,
)
from linli.petitions.models import Urging
from linli.petitions.queries.address import may_see_urging
from linli.petitions.queries.listing import desk_list, printed
from tests.factories import TOWN, make_staff
from tests.petitions.conftest import NAME, WORDS, answer, now
from tests.petitions.test_pages import _static_folder, browser  # noqa: F401  (a fixture)

WHY, BETTER, DONE = "两次来电均答复再等等", "明确专人并排出时间表", "已指定专人，本周勘测"


@pytest.fixture
def dispatcher(people):
    return make_staff(Role.DISPATCHER, unit=people.units["town"], area=TOWN)


def supervise(petition, by, **said):
    facts = {"fault": Fault.EVADED, "words": WHY, "suggestions": BETTER} | said
    return supervise_petition(petition, facts.pop("fault"), by=by, **facts)


def told(topic):
    """To which units a topic was told, each time; None: by an area."""
    rows = OutboxEntry.objects.filter(topic="notices.fan_out", payload__topic=topic).order_by("id")
    return [{post["unit"] for post in row.payload["posts"]} for row in rows]


def whats(petition):
    rows = CaseEvent.objects.filter(case=petition.case_id).order_by("seq").values_list("facts", flat=True)
    return [facts.get("what") for facts in rows][-4:]


def test_urged_then_supervised_and_each_reported_back(people, dispatcher, handling):
    at = moment()
    late = now(handling).case.next_due_at + timedelta(days=1)
    urged = urge_petition(handling, Fault.LATE, by=people.manager, at=late)
    assert (urged.unit_id, urged.by_unit_id) == (people.units["land"].id, people.units["village"].id)
    assert working_calendar().spent(late, urged.due_at, LimitUnit.WORKING_DAYS) == 5
    with pytest.raises(UrgedAlready):
        urge_petition(handling, Fault.LATE, by=people.clerk, at=late)
    with pytest.raises(UrgeFirst):  # its day has not passed
        supervise(handling, dispatcher, at=late)
    assert [row.pressed for row in desk_list("urged", people.land)] == ["urge"]
    report_back(handling, Pressure.URGE, by=people.land, words=DONE, at=late)
    with pytest.raises(NothingUrged):
        report_back(handling, Pressure.URGE, by=people.land, words=DONE, at=late)

    supervised = supervise(handling, dispatcher, at=late)
    with pytest.raises(SupervisedAlready):
        supervise(handling, people.supervisor, at=late)
    with pytest.raises(SupervisedAlready):
        urge_petition(handling, Fault.LATE, by=people.manager, at=late)
    with pytest.raises(AdoptionNeeded):
        report_back(handling, Pressure.SUPERVISE, by=people.land, words=DONE, at=late)
    report_back(handling, Pressure.SUPERVISE, by=people.land, words=DONE, is_adopted=True, at=late)

    row = now(handling)
    assert (row.urged_at, row.supervised_at) == (late, late)
    assert whats(handling) == ["urged", "reported_back", "supervised", "reported_back"]
    assert working_calendar().spent(late, supervised.due_at, LimitUnit.WORKING_DAYS) == 15
    sheets = [read_sheet(one.sheet) for one in Paper.objects.filter(holder_kind="urging").order_by("id")]
    assert [(one.title, one.to) for one in sheets] == [
        ("信访事项督办函", people.units["land"].name), ("关于信访事项督办情况的反馈", people.units["town"].name),
    ]  # fmt: skip
    said = "\n".join(block.words for sheet in sheets for block in sheet.body)
    assert (BETTER in said, DONE in said, NAME in said, WORDS in said) == (True, True, False, False)
    assert may_see_urging(handling.id, people.land, None)
    assert not may_see_urging(handling.id, people.resident, None)
    assert not may_see_urging(handling.id, people.stranger, None)
    land, village = str(people.units["land"].id), str(people.units["village"].id)
    assert [told(f"petition.{topic}") for topic in ("urged", "supervised")] == [[{land}], [{land}]]
    assert told("petition.reported_back") == [{village}, {village, None}]  # the supervisor, by the area
    assert WHY not in str(CaseEvent.objects.filter(case=handling.case_id).values_list("facts", flat=True))
    assert at < late


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("land", NotYours), ("resident", NotYours), ("stranger", NotYours), ("town", NotYours), ("other_clerk", NotYours),
     ("leader", NotYours), ("auditor", NotYours), ("grid", NotYours)],
)  # fmt: skip
def test_nobody_else_urges_or_supervises(people, handling, who, refusal):
    with pytest.raises(refusal):
        urge_petition(handling, Fault.EVADED, by=getattr(people, who), words=WHY)
    with pytest.raises(refusal):
        supervise(handling, getattr(people, who))
    assert not Urging.objects.exists()


def test_what_is_refused_leaves_nothing(people, dispatcher, handling):
    for fault, refusal in ((Fault.LATE, NothingLate), (Fault.NOT_DONE, NotAnsweredYet), (Fault.EVADED, WordsNeeded)):
        with pytest.raises(refusal):
            urge_petition(handling, fault, by=people.manager, words=" ")
    for who in (people.manager, people.clerk):  # a village or a counter urges; it supervises nobody
        with pytest.raises(NotYourPetition):
            supervise(handling, who)
    with pytest.raises(SuggestionsNeeded):
        supervise(handling, dispatcher, suggestions="")
    with pytest.raises(UrgeFirst):
        supervise(handling, dispatcher)
    with pytest.raises(StaleCase):
        urge_petition(handling, Fault.EVADED, by=people.manager, words=WHY, seq=99)
    with pytest.raises(NothingUrged):
        report_back(handling, Pressure.URGE, by=people.land, words=DONE)
    for who in (people.manager, people.resident, people.town):
        with pytest.raises(NotYours):
            report_back(handling, Pressure.URGE, by=who, words=DONE)
    assert not Urging.objects.exists()
    assert (now(handling).urged_at, now(handling).supervised_at) == (None, None)


def test_what_is_not_passed_on_is_not_urged(people, written):
    with pytest.raises(NotPossibleNow):
        urge_petition(written, Fault.EVADED, by=people.manager, words=WHY)


def test_nobody_supervises_their_own_body(people, dispatcher, routed):
    object_to_routing(routed, by=people.land, words="属街道")
    decide_on_objection(routed, by=people.manager, body=people.units["town"].id, words="属街道")
    accept_petition(routed, by=people.town)
    urge_petition(routed, Fault.EVADED, by=people.manager, words=WHY)

    after = moment() + timedelta(days=20)
    with pytest.raises(OwnBody):
        supervise(routed, dispatcher, at=after)
    supervise(routed, people.supervisor, at=after)  # the urge ran out without a report
    assert Urging.objects.filter(pressure=Pressure.URGE, over_at=after, reported_at=None).count() == 1


def test_what_is_answered_or_goes_on_is_owed_no_more_but_suggestions_are(people, dispatcher, handling):
    urge_petition(handling, Fault.EVADED, by=people.manager, words=WHY)
    after = moment() + timedelta(days=20)
    supervise(handling, dispatcher, at=after)
    answer_petition(handling, answer(verdict=Verdict.SUPPORTED), by=people.land, at=after)
    with pytest.raises(OnlyWhatIsNotDone):
        urge_petition(handling, Fault.EVADED, by=people.manager, words=WHY, at=after)
    assert Urging.objects.get(over_at=None).pressure == Pressure.SUPERVISE
    report_back(handling, Pressure.SUPERVISE, by=people.land, words=DONE, is_adopted=False, at=after)
    urge_petition(handling, Fault.NOT_DONE, by=people.manager, words="补偿仍未发放", at=after)

    assert remind_of_reports(at=after) == 0
    assert [remind_of_reports(at=after + timedelta(days=20)) for _ in range(2)] == [1, 0]


def test_another_body_owes_nothing_of_the_one_before(people, routed):
    urge_petition(routed, Fault.EVADED, by=people.manager, words=WHY)
    object_to_routing(routed, by=people.land, words="属街道")
    decide_on_objection(routed, by=people.manager, body=people.units["town"].id, words="属街道")

    with pytest.raises(NothingUrged):
        report_back(routed, Pressure.URGE, by=people.town, words=DONE)
    urge_petition(routed, Fault.EVADED, by=people.manager, words=WHY)
    assert Urging.objects.get(over_at=None).unit_id == people.units["town"].id


def test_words_go_with_the_petition(people, handling):
    urge_petition(handling, Fault.EVADED, by=people.manager, words=WHY)
    report_back(handling, Pressure.URGE, by=people.land, words=DONE)
    answer_petition(handling, answer(), by=people.land)

    erase_old(after_days=1, at=moment() + timedelta(days=3))
    assert list(Urging.objects.values_list("words", "suggestions", "report")) == [("", "", "")]


def test_pressing_on_the_pages(people, dispatcher, handling):
    number = printed(now(handling))
    path, village, town = f"/desk/petitions/{number}/", browser(people.manager), browser(dispatcher)
    kept = village.post(f"{path}urging/", {"words": WHY})
    assert (kept.status_code, WHY in kept.content.decode()) == (422, True)
    assert village.post(f"{path}urging/", {"fault": "not_done", "words": WHY}).status_code == 422
    sent = {"fault": "evaded", "words": WHY}
    assert [village.post(f"{path}urging/", sent).status_code for _ in range(2)] == [302, 409]
    assert village.post(f"{path}supervision/", sent | {"suggestions": BETTER}).status_code == 403
    assert town.post(f"{path}supervision/", sent | {"suggestions": BETTER}).status_code == 409
    land = browser(people.land)
    assert land.post(f"{path}urging-report/", {"words": ""}).status_code == 422
    assert land.post(f"{path}urging-report/", {"words": DONE}).status_code == 302
    assert town.post(f"{path}supervision/", sent).status_code == 422
    assert town.post(f"{path}supervision/", sent | {"suggestions": BETTER}).status_code == 302
    assert land.post(f"{path}supervision-report/", {"words": DONE}).status_code == 422
    assert land.post(f"{path}supervision-report/", {"words": DONE, "is_adopted": "yes"}).status_code == 302

    page = village.get(path)
    offered = [deed for deed, _form, _sent in page.context["deeds"]]
    assert (offered, len(page.context["urgings"])) == (["urging"], 2)
    mine = browser(people.resident).get(f"/petitions/{number}/").content.decode()
    assert ("已督办" in mine, WHY in mine, BETTER in mine, DONE in mine) == (True, False, False, False)
    assert "督办函" not in mine
