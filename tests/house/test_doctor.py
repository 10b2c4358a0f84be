"""The doctor's judgements."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from linli.areas.models import Area
from linli.common.queries.background import WorkerStatus
from linli.config.doctor import county, house
from linli.config.doctor.background import judged
from linli.config.doctor.county import calendar
from linli.config.doctor.examination import exit_status
from linli.config.doctor.finding import Verdict, fine, note, unknown, wrong
from linli.people.enums import Role
from linli.people.queries.post import has_administrator
from tests.people.makers import make_holder


@pytest.mark.parametrize(
    ("known", "today", "verdict"),
    [
        (2026, date(2026, 11, 30), Verdict.FINE),
        (2026, date(2026, 12, 1), Verdict.NOTE),
        (2027, date(2026, 12, 31), Verdict.FINE),
        (2026, date(2027, 1, 1), Verdict.WRONG),
        (None, date(2026, 6, 1), Verdict.WRONG),
    ],
)
def test_the_calendar_must_reach_far_enough(known, today, verdict):
    assert calendar(known, today).verdict is verdict


def test_the_calendar_says_which_file_to_bring():
    found = calendar(2026, date(2026, 12, 1))

    assert "list for 2027" in found.mend
    assert "LINLI_HOLIDAYS" in found.mend


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ([fine("a", ""), note("b", "", "")], 0),
        ([fine("a", ""), wrong("b", "", "")], 1),
        ([fine("a", ""), unknown("b", "", "")], 2),
        ([wrong("a", "", ""), unknown("b", "", "")], 1),
    ],
)
def test_the_exit_status_tells_fine_wrong_and_unknown(findings, status):
    assert exit_status(findings) == status


@pytest.mark.parametrize(("mode", "verdict"), [(0o600, Verdict.FINE), (0o640, Verdict.WRONG), (0o604, Verdict.WRONG)])
def test_a_key_that_others_can_read_is_wrong(tmp_path, settings, mode, verdict):
    settings.LINLI_KEY_FILE = tmp_path / "keys.json"
    settings.LINLI_KEY_FILE.touch()
    settings.LINLI_KEY_FILE.chmod(mode)

    found = {finding.subject: finding for finding in house.findings()}

    assert found["Keys of personal data"].verdict is verdict


def test_a_map_without_its_approval_number_is_wrong(settings):
    settings.LINLI_MAP_TILES, settings.LINLI_MAP_CREDIT = "https://tiles.example/{z}/{x}/{y}.png", ""

    found = {finding.subject: finding for finding in house.findings()}

    assert found["Map"].verdict is Verdict.WRONG


def test_a_silent_mail_server_cannot_be_judged(settings):
    settings.MAILERS = {"default": {"OPTIONS": {"host": "127.0.0.1", "port": 1}}}

    found = {finding.subject: finding for finding in house.findings()}

    assert found["Mail"].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("status", "verdicts"),
    [
        (WorkerStatus(is_running=True, last_seen_at=now()), ["fine", "fine", "fine"]),
        (WorkerStatus(), ["wrong", "fine", "fine"]),
        (WorkerStatus(is_running=True, failed=2), ["fine", "note", "fine"]),
        (WorkerStatus(is_running=True, outbox_waiting=1, unheard={"x": 1}), ["fine", "fine", "wrong"]),
        (
            WorkerStatus(is_running=True, outbox_waiting=1, outbox_oldest_at=now() - timedelta(hours=1)),
            ["fine", "fine", "wrong"],
        ),
    ],
)
def test_background_work_is_judged(status, verdicts):
    assert [finding.verdict.value for finding in judged(status)] == verdicts


def test_a_faulty_calendar_file_is_named_and_not_a_fault_of_the_doctor(tmp_path, settings, db):
    settings.LINLI_HOLIDAYS = tmp_path / "none.csv"

    found = {finding.subject: finding for finding in county.findings()}

    assert found["Calendar"].verdict is Verdict.WRONG
    assert "none.csv" in found["Calendar"].says


def test_villages_merged_by_the_county_itself_are_no_loss_and_lost_ones_are(db):
    Area.objects.filter(code="350181005004").update(is_active=False, is_local=True, replaced_by="350181005005")
    assert county._ground().verdict is Verdict.FINE
    assert "521 villages" in county._ground().says

    Area.objects.filter(code="350181005003").update(is_active=False)
    assert county._ground().verdict is Verdict.WRONG


def test_a_county_without_an_administrator_is_told_what_to_do(db):
    assert county.administrators(has_administrator()).mend == "linli people add-administrator NAME"
    make_holder(Role.ADMINISTRATOR, area="350181005")
    assert not has_administrator()
    make_holder(Role.ADMINISTRATOR)
    assert has_administrator()
