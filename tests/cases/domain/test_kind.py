"""Kinds as a county sets them."""

import pytest

from linli.cases.domain.ground import load_kinds
from linli.cases.domain.kind import KindWords, add_kind, change_kind, facts_of, take_back_kind
from linli.cases.errors import KindLimitFaulty, KindMajorUnknown, KindNameFaulty, KindProcedureUnknown, WordsTooLong
from linli.cases.models import CaseLimit, Kind
from linli.cases.queries.kinds import find_kinds
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from tests.factories import TOWN, make_case, make_staff

OWN = KindWords("共享单车 乱停", "grid_matter", {"handle": "3 working_days"}, True, "共享单车乱停（自定）", True)


def lamp():
    return Kind.objects.get(code="M01037")


def said(**more):
    return KindWords(**({"words": "路灯 灯不亮 黑灯瞎火", "procedure": "grid_matter", "limits": {}} | more))


def test_a_kind_of_our_own_gets_a_code_of_our_own_range_and_is_found_at_once(people):
    first = add_kind(OWN, major="02", by=people.administrator)
    second = add_kind(KindWords("", "grid_matter", name="第二种"), major="02", by=people.administrator)

    assert (first.code, second.code, first.initials[:4]) == ("L001", "L002", "gxdc")
    assert [kind.code for kind in find_kinds("共享单车")][:1] == ["L001"]
    assert AuditEntry.objects.filter(action="kind.added", subject_id="L001").count() == 1


@pytest.mark.parametrize(
    ("words", "major", "refusal"),
    [
        (OWN, "77", KindMajorUnknown),
        (KindWords("", "grid_matter", name="一"), "02", KindNameFaulty),
        (KindWords("", "grid_matter", name="路灯异常"), "02", KindNameFaulty),
        (KindWords("", "nothing", name="第二种"), "02", KindProcedureUnknown),
        (KindWords("", "grid_matter", {"fly": "1 months"}, name="第二种"), "02", KindLimitFaulty),
        (KindWords("", "grid_matter", {"handle": "0 months"}, name="第二种"), "02", KindLimitFaulty),
        (KindWords("长" * 301, "grid_matter", name="第二种"), "02", WordsTooLong),
    ],
)
def test_what_does_not_hold_is_refused(people, words, major, refusal):
    with pytest.raises(refusal):
        add_kind(words, major=major, by=people.administrator)


def test_a_kind_of_the_standard_keeps_its_name_and_open_matters_their_limits(people):
    case = make_case(people.resident)
    before = list(CaseLimit.objects.filter(case=case).values_list("key", "amount", "unit", "due_at"))

    change_kind(lamp(), said(limits={"handle": "9 working_days"}, name="另一个名字"), by=people.administrator)

    assert (lamp().name, lamp().limits) == ("路灯异常", {"handle": "9 working_days"})
    assert list(CaseLimit.objects.filter(case=case).values_list("key", "amount", "unit", "due_at")) == before
    assert [kind.code for kind in find_kinds("黑灯瞎火")] == ["M01037"]


def test_loading_the_files_again_leaves_alone_what_the_county_set(people):
    change_kind(lamp(), said(), by=people.administrator)
    add_kind(OWN, major="02", by=people.administrator)
    Kind.objects.filter(code="M01001").update(words="")

    load_kinds()

    assert lamp().words == "路灯 灯不亮 黑灯瞎火"
    assert Kind.objects.get(code="M01001").words == "井盖 自来水"


def test_a_change_is_taken_back_while_nothing_has_changed_since(people):
    admin, before = people.administrator, facts_of(lamp())
    change_kind(lamp(), said(is_active=False), by=admin)
    first = AuditEntry.objects.get(action="kind.changed")
    change_kind(lamp(), said(), by=admin)

    with pytest.raises(ChangedSince):
        take_back_kind(first, by=admin)
    take_back_kind(AuditEntry.objects.filter(action="kind.changed").latest("id"), by=admin)
    take_back_kind(first, by=admin)

    assert facts_of(lamp()) == before
    with pytest.raises(NotTakenBack):
        take_back_kind(AuditEntry(subject_kind="post"), by=admin)


def test_an_added_kind_is_switched_off_when_it_is_taken_back(people):
    kind = add_kind(OWN, major="02", by=people.administrator)

    take_back_kind(AuditEntry.objects.get(action="kind.added"), by=people.administrator)

    assert not Kind.objects.get(code=kind.code).is_active
    assert find_kinds("共享单车") == [] or find_kinds("共享单车")[0].code != kind.code


def test_a_writer_who_saw_something_else_and_one_of_a_town_are_refused(people):
    with pytest.raises(ChangedSince):
        change_kind(lamp(), said(), by=people.administrator, seen="other")
    for reader in (make_staff(Role.ADMINISTRATOR, area=TOWN), people.dispatcher):
        with pytest.raises(NotAdministrator):
            change_kind(lamp(), said(), by=reader)
        with pytest.raises(NotAdministrator):
            add_kind(OWN, major="02", by=reader)
