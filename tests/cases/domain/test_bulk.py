"""Many at once: foreseen, done each on its own, once; and taken back where nobody has worked on it since."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from django.utils.translation import override

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import transfer_case
from linli.cases.domain.bulk import do_bulk, undo_bulk
from linli.cases.domain.closure import withdraw_case
from linli.cases.domain.objection import object_to_assignment
from linli.cases.domain.progress import report_progress
from linli.cases.domain.taking_back import take_back
from linli.cases.enums import BulkAction
from linli.cases.kept_refusal import said, written
from linli.cases.models import BulkDeed, BulkRow, Case, CaseEvent, CaseLimit, Delta, Objection
from linli.cases.queries.bulk import MOST_AT_ONCE, Wish, foresee
from linli.cases.queries.verification import Verified, verify_history
from tests.cases.domain.test_refusals import refused
from tests.factories import make_case

pytestmark = pytest.mark.django_db
GIVE, ACCEPT = BulkAction.GIVE, BulkAction.ACCEPT


@pytest.fixture
def lost(people):
    """A matter that no rule catches."""
    return accept_case(make_case(people.resident, kind="M06042"), by=people.dispatcher)


def wishes(people, *cases, unit="gardens"):
    return [Wish(case, f"FQ-{case.number}", getattr(people, unit).id, case.seq) for case in cases]


def give(people, *cases, key="k1", **more):
    return do_bulk(wishes(people, *cases), action=GIVE, by=people.dispatcher, key=key, **more)


def standing(case):
    """All of a case that taking back must bring back, and what is counted of it."""
    row = Case.objects.get(id=case.id)
    limits = {limit.key: (limit.met_at, limit.due_at) for limit in CaseLimit.objects.filter(case=case)}
    counts = {}
    for delta in Delta.objects.all():
        place = (delta.unit_id, delta.movement)
        counts[place] = counts.get(place, 0) + delta.count
    names = (
        "state",
        "stage",
        "lead_unit_id",
        "routed_by",
        "accepted_at",
        "dispatched_at",
        "redirected_at",
        "next_due_at",
    )
    return {name: getattr(row, name) for name in names}, limits, {place: n for place, n in counts.items() if n}


def test_foresight_says_what_is_done_then_and_writes_nothing(people, lost):
    given = accept_case(make_case(people.resident), by=people.manager)
    disputed = accept_case(make_case(people.resident), by=people.manager)
    object_to_assignment(disputed, by=people.officer, note="不归我")
    over = Wish(make_case(people.resident), "old", people.gardens.id, 99)
    asked = [*wishes(people, lost, given, disputed), Wish(lost, "none", None), over]
    before = CaseEvent.objects.count()

    foreseen = foresee(asked, GIVE, by=people.dispatcher)

    assert [one.refusal[:5] for one in foreseen] == ["", "请用一两句", "承办单位已", "请选择单位", "您填写时有"]
    assert foreseen[0].unit == people.gardens.id
    assert [one.refusal != "" for one in foresee(asked, GIVE, by=people.auditor)] == [True] * 5
    assert (CaseEvent.objects.count(), BulkDeed.objects.count()) == (before, 0)
    bulk = do_bulk(asked, action=GIVE, by=people.dispatcher, key="k")
    done = {row.case_id: row.refusal for row in bulk.rows.all()}
    assert done[lost.id] == ""
    assert all(said(done[one.wish.case.id]) == one.refusal for one in foreseen[1:3])


def test_accepting_foresees_the_unit_that_the_rules_name(people):
    case = make_case(people.resident)

    foreseen = foresee(wishes(people, case), ACCEPT, by=people.manager)
    do_bulk(wishes(people, case), action=ACCEPT, by=people.manager, key="k")

    assert foreseen[0].unit == Case.objects.get(id=case.id).lead_unit_id == people.lamps.id


def test_each_is_its_own_and_the_same_key_is_once(people, lost):
    taken = accept_case(make_case(people.resident, kind="M06042"), by=people.dispatcher)
    asked = wishes(people, lost, taken)
    transfer = give(people, taken, key="faster")

    first = do_bulk(asked, action=GIVE, by=people.dispatcher, key="k")
    again = do_bulk(asked, action=GIVE, by=people.dispatcher, key="k")

    assert first == again != transfer
    assert {row.case_id: bool(row.refusal) for row in first.rows.all()} == {lost.id: False, taken.id: True}
    assert CaseEvent.objects.filter(case=lost, key=f"bulk-{first.id.hex}").count() == 1


def test_too_many_or_nothing_to_do_is_refused(people, lost):
    with pytest.raises(errors.TooManyAtOnce):
        do_bulk(wishes(people, *[lost] * (MOST_AT_ONCE + 1)), action=GIVE, by=people.dispatcher, key="k")
    with pytest.raises(errors.ActionNeeded):
        do_bulk(wishes(people, lost), action=None, by=people.dispatcher, key="k")
    assert not BulkDeed.objects.exists()


@pytest.mark.parametrize("how", ["assigned", "accepted", "filed at once", "transferred", "hotline"])
def test_what_is_taken_back_stands_and_counts_as_before(people, how):
    case = make_case(
        people.resident, kind={"hotline": "H002", "accepted": "M01037"}.get(how, "M06042"),
        source="hotline" if how == "hotline" else "portal",
    )  # fmt: skip
    if how in ("assigned", "transferred"):
        accept_case(case, by=people.dispatcher)
    if how == "transferred":
        give(people, case, key="before")
    before = standing(case)
    action = ACCEPT if how in ("accepted", "hotline") else GIVE
    unit = "lamps" if how == "transferred" else "gardens"
    bulk = do_bulk(wishes(people, case, unit=unit), action=action, by=people.dispatcher, key="k", note="改派")
    assert standing(case) != before

    undo_bulk(bulk, by=people.dispatcher)

    row = bulk.rows.get()
    assert row.undone_at, row.stays or row.refusal
    assert standing(case) == before
    assert CaseEvent.objects.filter(case=case).order_by("seq").last().verb == "take_back"
    assert list(verify_history(Verified(), case=case.id)) == []
    undo_bulk(bulk, by=people.dispatcher)
    assert CaseEvent.objects.filter(case=case, verb="take_back").count() == 1


def test_what_was_disputed_is_disputed_again(people):
    case = accept_case(make_case(people.resident), by=people.manager)
    object_to_assignment(case, by=people.officer, note="不归我")
    since = case.seq
    transfer_case(case, by=people.dispatcher, unit=people.gardens.id, note="改派")

    take_back(case, since=since, by=people.dispatcher)

    assert Objection.objects.get().decision == ""


def test_what_has_moved_on_stays_and_says_so(people, lost):
    other = accept_case(make_case(people.resident, kind="M06042"), by=people.dispatcher)
    bulk = give(people, lost, other)
    report_progress(lost, by=people.gardener, note="在路上")

    undo_bulk(bulk, by=people.dispatcher)

    assert [bool(row.undone_at) for row in bulk.rows.order_by("id")] == [False, True]
    assert said(BulkRow.objects.get(case=lost).stays) == str(errors.MovedOn())
    assert Case.objects.get(id=lost.id).lead_unit_id == people.gardens.id


def test_only_whoever_did_it_and_only_for_ten_minutes(people, lost):
    since = lost.seq
    bulk = give(people, lost)

    with pytest.raises(errors.NotYours):
        undo_bulk(bulk, by=people.supervisor)
    with pytest.raises(errors.UndoTooLate):
        undo_bulk(bulk, by=people.dispatcher, at=now() + timedelta(minutes=11))
    late = now() + timedelta(minutes=11)
    lost.refresh_from_db()
    refused(errors.UndoTooLate, lost, lambda: take_back(lost, since=since, by=people.dispatcher, at=late))
    refused(errors.NotYours, lost, lambda: take_back(lost, since=since, by=people.supervisor))
    refused(errors.MovedOn, lost, lambda: take_back(lost, since=lost.seq, by=people.dispatcher))


def test_a_refusal_is_said_in_the_language_of_whoever_reads_it(people, lost):
    closed = withdraw_case(make_case(people.resident), by=people.resident, note="不用了")
    with override("en"):
        bulk = do_bulk(wishes(people, lost, closed), action=ACCEPT, by=people.dispatcher, key="k")

    kept = [row.refusal for row in bulk.rows.order_by("id")]

    with override("zh-hans"):
        assert all(said(text).startswith("这一件现在是“") and "（" not in said(text) for text in kept)
    with override("en"):
        assert all(said(text).startswith("This cannot be done while the matter is “") for text in kept)
    assert said("按旧法写下的一句。") == "按旧法写下的一句。"


def test_a_refusal_that_does_not_fit_is_kept_as_a_sentence():
    refusal = errors.UnitNeeded()

    assert written(refusal, most=5) == str(refusal)[:5]
    assert said(written(refusal, most=300)) == str(refusal)
