"""What a county sets: changed by one verb, kept in memory, taken back while nothing has changed since."""

import pytest

from linli.common.errors import ChangedSince, NotTakenBack, NumberOutside
from linli.common.models import AuditEntry, SettingValue
from linli.common.setting import UnknownSetting, value_of
from linli.grid.queries.call_outs import call_out_name
from linli.people.domain.setting import change_settings, take_back_settings
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from tests.factories import TOWN, make_staff

MONTHS, DAYS = "notices.kept_months", "grid.messages_kept_days"


@pytest.fixture
def admin(db):
    return make_staff(Role.ADMINISTRATOR)


def test_a_change_holds_is_on_record_and_costs_no_statement_to_read(admin, django_assert_num_queries):
    moved = change_settings({MONTHS: 6, DAYS: 180}, by=admin)

    entry = AuditEntry.objects.get(action="setting.changed")
    assert moved == {MONTHS: 6}  # 180 is what it was
    assert (entry.subject_id, entry.area) == ("retention", "350181")
    assert (entry.detail["before"], entry.detail["after"]) == ({MONTHS: None}, {MONTHS: 6})
    assert value_of(MONTHS) == 6
    with django_assert_num_queries(0):
        assert [value_of(MONTHS), value_of(DAYS)] == [6, 180]


@pytest.mark.parametrize("value", [2, 61, "6", True, 6.0, {"a": 1}])
def test_what_the_check_refuses_changes_nothing(admin, value):
    with pytest.raises(NumberOutside):
        change_settings({DAYS: 30, MONTHS: value}, by=admin)

    assert (SettingValue.objects.count(), AuditEntry.objects.filter(subject_kind="setting").count()) == (0, 0)


def test_only_who_looks_after_the_whole_county_changes_it(db):
    for reader in (make_staff(Role.ADMINISTRATOR, area=TOWN), make_staff(Role.CLERK), make_staff(Role.AUDITOR)):
        with pytest.raises(NotAdministrator):
            change_settings({MONTHS: 6}, by=reader)


def test_nobody_sets_what_no_app_knows(admin):
    with pytest.raises(UnknownSetting):
        change_settings({"nothing.here": 1}, by=admin)


def test_a_writer_who_saw_something_else_is_told(admin):
    change_settings({MONTHS: 6}, by=admin)

    with pytest.raises(ChangedSince):
        change_settings({MONTHS: 9}, by=admin, seen={MONTHS: None})


def test_taken_back_is_as_before_and_only_while_nothing_changed_since(admin):
    change_settings({MONTHS: 6, DAYS: 90}, by=admin)
    first = AuditEntry.objects.get(action="setting.changed")
    change_settings({DAYS: 60}, by=admin)

    with pytest.raises(ChangedSince):
        take_back_settings(first, by=admin)
    take_back_settings(AuditEntry.objects.filter(action="setting.changed").latest("id"), by=admin)
    take_back_settings(first, by=admin)

    assert (value_of(MONTHS), value_of(DAYS), SettingValue.objects.count()) == (12, 180, 0)
    with pytest.raises(NotAdministrator):
        take_back_settings(first, by=make_staff(Role.ADMINISTRATOR, area=TOWN))
    with pytest.raises(NotTakenBack):
        take_back_settings(AuditEntry(subject_kind="rule"), by=admin)


def test_the_name_of_a_call_out_is_the_county_s_and_the_environment_s_before_that(admin, settings):
    settings.LINLI_CALL_OUT_NAME = "吹哨报到"
    assert call_out_name() == "吹哨报到"

    change_settings({"grid.call_out_name": "一呼即应"}, by=admin)

    assert call_out_name() == "一呼即应"
