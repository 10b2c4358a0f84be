from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from linli.cases.domain.escalation import remind_due
from linli.cases.domain.progress import report_progress
from linli.cases.models import Case, CaseEvent
from linli.documents.models import Document
from linli.field.domain.device import revoke_device
from linli.field.errors import (
    DeliveryFaulty,
    DeliveryReused,
    DeviceForeign,
    DeviceRevoked,
    DeviceUnknown,
    SignatureFalse,
)
from linli.field.models import Delivery, Device
from linli.people.models import Post
from tests.factories import GRID, OTHER_VILLAGE, make_case


def events(case):
    return list(CaseEvent.objects.filter(case=case).order_by("seq").values_list("verb", flat=True))


def test_a_report_opens_one_matter_with_its_photo(phone):
    answer = phone.send(phone.write("report", photos=1), photos=1)

    case = Case.objects.get()
    opening = CaseEvent.objects.get(case=case, seq=1)
    assert (answer.status, answer.body["state"]) == (200, "delivered")
    assert answer.body["number"].endswith(f"{case.number:06d}")
    assert (case.source, case.grid, case.reporter_id) == ("grid", GRID, None)
    assert list(opening.facts["photos"]) == [str(Document.objects.get(holder_id=case.id).id)]


def test_the_same_number_gives_the_same_answer_and_one_matter(phone):
    text = phone.write("report")

    first, second = phone.send(text), phone.send(text)

    assert first == second
    assert (Case.objects.count(), Delivery.objects.count()) == (1, 1)


def test_a_refusal_is_an_answer_too_and_stays_the_same(phone):
    text = phone.write("report", fields={"kind": "M01037", "words": " ", "area": GRID})

    first = phone.send(text)

    assert (first.status, first.body["state"], first.body["code"]) == (422, "refused", "words_needed")
    assert phone.send(text) == first
    assert Case.objects.count() == 0


def test_another_text_under_a_known_number_is_not_taken(phone):
    text = phone.write("report")
    phone.send(text)

    with pytest.raises(DeliveryReused):
        phone.send(text.replace("路灯不亮", "路灯全灭"))


def test_progress_is_reported_in_the_holders_name(phone, case, people):
    answer = phone.send(phone.write("progress", case))

    last = CaseEvent.objects.filter(case=case).order_by("-seq")[0]
    assert answer.body["state"] == "delivered"
    assert (last.verb, last.actor_id) == ("report_progress", people.grid_member.actor_id)


def test_closure_needs_the_photo_that_the_procedure_asks_for(phone, case):
    without = phone.send(phone.write("closure-proposal", case))
    done = phone.send(phone.write("closure-proposal", case, photos=1), photos=1)

    assert (without.status, without.body["code"]) == (422, "photo_needed")
    assert done.body["state"] == "delivered"
    assert Document.objects.get(holder_id=case.id, event_seq=case.seq + 1).purpose == "after"


def test_two_things_written_one_after_the_other_both_go_through(phone, case):
    first, second = phone.write("progress", case), phone.write("closure-proposal", case, photos=1)

    assert [phone.send(first).body["state"], phone.send(second, photos=1).body["state"]] == ["delivered"] * 2


def test_what_somebody_else_did_meanwhile_is_shown_and_nothing_is_overwritten(phone, case, people):
    text = phone.write("progress", case)
    report_progress(case, by=people.officer, note="已换灯泡。")
    before = events(case)

    answer = phone.send(text)

    assert (answer.status, answer.body["state"], answer.body["again"]) == (409, "conflict", True)
    assert [(one["title"], one["words"]) for one in answer.body["meanwhile"]] == [("处置中", "已换灯泡。")]
    assert events(case) == before


def test_written_anew_against_the_matter_as_it_stands_it_goes_through(phone, case, people):
    report_progress(case, by=people.officer, note="已换灯泡。")
    refused = phone.send(phone.write("progress", case, seq=case.seq - 1))

    answer = phone.send(phone.write("progress", case, seq=refused.body["seq"]))

    assert answer.body["state"] == "delivered"


def test_a_reminder_by_linli_itself_is_no_conflict(phone, case):
    text = phone.write("progress", case)
    due_at = Case.objects.get(pk=case.pk).next_due_at
    remind_due(at=due_at - timedelta(hours=1))
    assert events(case)[-1] == "remind"

    assert phone.send(text).body["state"] == "delivered"


def test_a_stopped_phone_delivers_nothing(phone, people):
    revoke_device(phone.device, by=people.grid_member)

    with pytest.raises(DeviceRevoked):
        phone.send(phone.write("report"))
    assert (Case.objects.count(), Delivery.objects.count()) == (0, 0)


def test_what_was_delivered_before_the_phone_was_stopped_is_not_told_again(phone, people):
    text = phone.write("report")
    phone.send(text)
    revoke_device(phone.device, by=people.administrator)

    with pytest.raises(DeviceRevoked):
        phone.send(text)


def test_somebody_elses_phone_delivers_nothing(phone, people):
    with pytest.raises(DeviceForeign):
        phone.send(phone.write("report"), by=people.manager)


def test_an_unknown_phone_delivers_nothing(phone):
    with pytest.raises(DeviceUnknown):
        phone.send(phone.write("report", device=str(phone.account.id)))


def test_what_was_changed_after_signing_is_not_taken(phone):
    from linli.field.domain.delivery import deliver

    text = phone.write("report")

    with pytest.raises(SignatureFalse):
        deliver(text.replace("不亮", "全灭"), phone.sign(text), [], account=phone.account)


@pytest.mark.parametrize(("signed", "sent"), [(1, 0), (0, 1), (1, 2)])
def test_photos_are_those_that_were_signed_for(phone, signed, sent):
    with pytest.raises(DeliveryFaulty):
        phone.send(phone.write("report", photos=signed), photos=sent)


def test_a_post_that_ended_since_does_not_count(phone, case):
    Post.objects.filter(account=phone.account).update(until_on=localdate() - timedelta(days=1))
    Device.objects.update(enrolled_at=now() - timedelta(days=9))
    text = phone.write("progress", case, written_at=(now() - timedelta(days=2)).isoformat())

    answer = phone.send(text)

    assert (answer.status, answer.body["code"]) == (403, "post_not_held")


def test_a_post_that_was_not_held_yet_when_it_was_written_does_not_count(phone, case):
    Post.objects.filter(account=phone.account).update(from_on=localdate())
    Device.objects.update(enrolled_at=now() - timedelta(days=9))
    text = phone.write("progress", case, written_at=(now() - timedelta(days=2)).isoformat())

    answer = phone.send(text)

    assert answer.body["code"] == "post_not_held"


def test_a_post_held_then_and_now_counts(phone, case):
    Device.objects.update(enrolled_at=now() - timedelta(days=9))
    text = phone.write("progress", case, written_at=(now() - timedelta(days=2)).isoformat())

    assert phone.send(text).body["state"] == "delivered"


def test_both_times_are_kept_and_the_limit_runs_on_ours(phone, case):
    wrong = now() + timedelta(days=400)
    moment = now()

    answer = phone.send(phone.write("progress", case, written_at=wrong.isoformat()), sent_at=wrong)

    delivery = Delivery.objects.get()
    event = CaseEvent.objects.get(case=case, verb="report_progress")
    assert delivery.written_at == wrong
    assert abs(delivery.received_at - moment) < timedelta(minutes=1)
    assert abs(event.at - moment) < timedelta(minutes=1)
    assert abs(answer.body["clock_off"] - 400 * 86400) < 60


def test_a_clock_that_is_wrong_does_not_lend_a_post_of_another_day(phone, case):
    """The phone is two days slow: what it wrote "two days ago" was written just now."""
    Post.objects.filter(account=phone.account).update(from_on=localdate())
    slow = now() - timedelta(days=2)

    assert (
        phone.send(phone.write("progress", case, written_at=slow.isoformat()), sent_at=slow).body["state"]
        == "delivered"
    )


def test_a_matter_of_somewhere_else_is_not_there(phone):
    far = make_case(area=OTHER_VILLAGE)

    answer = phone.send(phone.write("progress", far))

    assert (answer.status, answer.body["code"]) == (404, "case_not_there")


@pytest.mark.parametrize("deed", ["closure", "co-unit", "erase", ""])
def test_what_is_no_deed_of_the_field_is_refused(phone, case, deed):
    assert phone.send(phone.write(deed, case)).body["code"] == "deed_unknown"


def test_a_deed_without_what_it_was_written_against_is_refused(phone, case):
    assert phone.send(phone.write("progress", case, seq=None)).body["code"] == "delivery_faulty"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "M01037", "words": "灯坏"}, "place_needed"),
        (
            {"kind": "M01037", "words": "灯坏", "longitude": "119.289", "latitude": "25.713", "accuracy": "450"},
            "place_unsure",
        ),
        ({"kind": "H001", "words": "灯坏", "area": GRID}, "kind_unknown"),
        ({"kind": "没有", "words": "灯坏", "area": GRID}, "kind_unknown"),
        ({"kind": "M01037", "words": "灯坏", "area": "999"}, "place_needed"),
    ],
)
def test_a_report_is_refused_with_what_is_missing(phone, fields, code):
    assert phone.send(phone.write("report", fields=fields)).body["code"] == code


def test_a_complaint_about_linli_needs_no_place_and_hides_who_it_is(phone):
    answer = phone.send(phone.write("report", fields={"kind": "C003", "words": "打不开"}))

    assert answer.body["state"] == "delivered"
    assert Case.objects.get().is_confidential


def test_how_sure_the_phone_was_of_its_place_stands_with_the_report(phone):
    fields = {
        "kind": "M01037",
        "words": "灯坏",
        "area": GRID,
        "longitude": "119.289",
        "latitude": "25.713",
        "accuracy": "18.4",
    }
    phone.send(phone.write("report", fields=fields))

    case = Case.objects.get()
    assert CaseEvent.objects.get(case=case, seq=1).facts["accuracy"] == "18"
    assert (case.lon, case.lat) == (119.289, 25.713)
