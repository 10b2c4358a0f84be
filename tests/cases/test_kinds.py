"""The kinds as they are shipped: each knows its procedure, how long it takes, and, in the demonstration, whose it is."""

import pytest

from linli.cases.domain.clock import start_limits
from linli.cases.domain.ground import STANDARD
from linli.cases.models import Case
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.cases.queries.routing import route
from linli.config.demo.units import invent_units
from linli.people.queries.unit import unit_map
from tests.cases.domain.test_clock import at
from tests.factories import VILLAGE

pytestmark = pytest.mark.django_db


def test_falling_objects_are_a_local_kind_beside_the_standard(db):
    kinds = kind_map()

    assert sum(kind.source == STANDARD for kind in kinds.values()) == 250
    assert (kinds["M10999"].name, kinds["M10999"].is_local) == ("高空抛物（自定义）", True)


def test_every_kind_has_a_procedure_and_ends_of_its_limits(db):
    for kind in kind_map().values():
        _, spec = newest_procedure(kind.procedure_code)
        begins = next(limit.starts for limit in spec.limits if limit.is_whole)
        limits = start_limits(Case(), spec, begins, kind=kind, office="default", at=at(11, 23))

        assert set(kind.limits) <= {limit.key for limit in spec.limits}, kind.code
        assert [limit.due_at > at(11, 23) for limit in limits if limit.is_whole] == [True], kind.code


def test_every_kind_of_the_standard_has_a_unit_in_the_demonstration_and_says_why(db):
    invent_units()

    found = {code: route(code, VILLAGE) for code, kind in kind_map().items() if code.startswith("M")}

    assert len(found) == 251
    assert [code for code, way in found.items() if way.unit_id not in unit_map()] == []
    assert {way.reason for way in found.values()} == {"rule"}
    assert all(way.rule for way in found.values())
