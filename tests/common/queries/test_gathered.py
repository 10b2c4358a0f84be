"""Rows gathered into one column are the rows that would have been read one by one, field by field."""

import pytest

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.party import Person
from linli.cases.models import CaseEvent, CaseLimit, CaseParty, CaseText
from linli.cases.queries.detail import case_page
from tests.cases.conftest import people  # noqa: F401
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "part"),
    [(CaseEvent, "events"), (CaseText, "texts"), (CaseLimit, "limit_rows"), (CaseParty, "parties")],
)
def test_every_field_is_what_the_table_gives(people, model, part):  # noqa: F811
    case = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))
    accept_case(case, by=people.manager)

    gathered = getattr(case_page(case.id, people.manager), part)

    assert [_fields(row) for row in gathered] == [_fields(row) for row in _in_order(model, case)]
    assert gathered


def _in_order(model, case):
    order = {CaseEvent: ["seq"], CaseText: ["seq", "part"], CaseLimit: ["starts_at", "key"], CaseParty: ["part"]}
    return model.objects.filter(case=case).order_by(*order[model])


def _fields(row):
    """All values; bytes are bytes, however the driver hands them over."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in values.items()}


def test_nothing_to_gather_is_nothing(people):  # noqa: F811
    assert case_page(make_case(people.resident).id, people.manager).documents == ()
