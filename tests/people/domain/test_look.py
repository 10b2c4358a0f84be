from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from linli.people.domain.look import unmask
from linli.people.enums import Role
from linli.people.errors import LookRefused, ReasonTooLong, ReasonTooShort
from linli.people.models import Look
from linli.people.queries.look import LooksAsked, looks, looks_at_person
from linli.people.reader import ANONYMOUS, reader_of, system
from tests.people.makers import TOWN, make_holder, make_resident

pytestmark = pytest.mark.django_db


def test_a_look_is_written_with_who_where_what_and_why():
    clerk, resident, case = make_holder(Role.CLERK, area=TOWN), make_resident(), uuid4()

    look = unmask("case", case, "phone", by=clerk, reason="  回访预约时间 ", person_id=resident.id)

    stored = Look.objects.get()
    assert stored == look
    assert (stored.actor_id, stored.actor_name) == (clerk.actor_id, clerk.name)
    assert (stored.unit_name, stored.role, stored.area) == (clerk.posts[0].unit_name, "clerk", TOWN)
    assert (stored.subject_kind, stored.subject_id, stored.field) == ("case", case, "phone")
    assert stored.reason == "回访预约时间"


def test_a_number_in_the_reason_is_masked():
    look = unmask("case", uuid4(), "phone", by=make_holder(Role.CLERK), reason="要打13800004217确认")

    assert look.reason == "要打138****4217确认"


@pytest.mark.parametrize("reader", [lambda: ANONYMOUS, lambda: system("job"), lambda: reader_of(make_resident())])
def test_only_staff_with_a_post_may_look(reader):
    with pytest.raises(LookRefused):
        unmask("case", uuid4(), "phone", by=reader(), reason="看一下")
    assert not Look.objects.exists()


@pytest.mark.parametrize("reason", ["", "    ", "回访电", "abc  "])
def test_a_reason_is_needed(reason):
    with pytest.raises(ReasonTooShort):
        unmask("case", uuid4(), "phone", by=make_holder(Role.CLERK), reason=reason)


def test_a_reason_is_no_essay():
    with pytest.raises(ReasonTooLong):
        unmask("case", uuid4(), "phone", by=make_holder(Role.CLERK), reason="长" * 301)


@pytest.mark.parametrize("deed", [lambda: Look.objects.update(reason="无"), lambda: Look.objects.all().delete()])
def test_a_look_can_neither_be_changed_nor_taken_back(deed):
    unmask("case", uuid4(), "phone", by=make_holder(Role.CLERK), reason="回访预约")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()


def test_the_person_concerned_sees_only_what_is_theirs():
    clerk, mine, other = make_holder(Role.CLERK), make_resident(), make_resident()
    own = unmask("case", uuid4(), "phone", by=clerk, reason="回访预约", person_id=mine.id)
    unmask("case", uuid4(), "phone", by=clerk, reason="回访预约", person_id=other.id)

    assert list(looks_at_person(mine.id)) == [own]
    assert looks_at_person(mine.id).get().get_deferred_fields() == {"actor_id", "actor_name"}


def test_an_auditor_reads_the_looks_of_their_area():
    here, there = make_holder(Role.CLERK, area=TOWN), make_holder(Role.CLERK, area="350181003")
    look_here = unmask("case", uuid4(), "phone", by=here, reason="回访预约")
    look_there = unmask("case", uuid4(), "phone", by=there, reason="回访预约")

    assert set(looks(make_holder(Role.AUDITOR))) == {look_here, look_there}
    assert set(looks(make_holder(Role.ADMINISTRATOR, area=TOWN))) == {look_here}
    assert set(looks(make_holder(Role.CLERK))) == set()


def test_looks_are_narrowed_down():
    one, two = make_holder(Role.CLERK), make_holder(Role.CLERK)
    look = unmask("case", uuid4(), "phone", by=one, reason="回访预约")
    unmask("case", uuid4(), "phone", by=two, reason="回访预约")
    auditor = make_holder(Role.AUDITOR)
    day = look.at.astimezone().date()

    assert list(looks(auditor, LooksAsked(unit_id=one.posts[0].unit_id))) == [look]
    assert list(looks(auditor, LooksAsked(actor_ids=[one.actor_id]))) == [look]
    assert looks(auditor, LooksAsked(day=day)).count() == 2
    assert looks(auditor, LooksAsked(day=day.replace(year=2020))).count() == 0
