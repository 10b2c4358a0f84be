import pytest

from linli.people.enums import Role, UnitKind
from tests import factories
from tests.factories import GRID, OTHER_VILLAGE, TOWN, VILLAGE, make_offices, make_rule, make_staff, make_unit


class People:
    """Everybody that a matter of one village meets."""

    def __init__(self) -> None:
        make_offices()
        self.lamps = make_unit("lamps", name="路灯管理所")
        self.gardens = make_unit("gardens", name="园林中心")
        self.village_office = make_unit(f"office-{VILLAGE}", kind=UnitKind.VILLAGE_OFFICE, area=VILLAGE)
        make_rule("M01037", self.lamps, number=12)
        self.resident = factories.make_resident()
        self.stranger = factories.make_resident()
        self.grid_member = make_staff(Role.GRID_MEMBER, unit=self.village_office, area=GRID)
        self.manager = make_staff(Role.MANAGER, unit=self.village_office, area=VILLAGE)
        self.other_manager = make_staff(Role.MANAGER, unit=make_unit(f"office-{OTHER_VILLAGE}"), area=OTHER_VILLAGE)
        self.officer = make_staff(Role.OFFICER, unit=self.lamps)
        self.gardener = make_staff(Role.OFFICER, unit=self.gardens)
        self.town_dispatcher = make_staff(Role.DISPATCHER, unit=make_unit(f"office-{TOWN}"), area=TOWN)
        self.dispatcher = make_staff(Role.DISPATCHER)
        self.supervisor = make_staff(Role.SUPERVISOR)
        self.leader = make_staff(Role.LEADER)
        self.operator = make_staff(Role.OPERATOR)
        self.auditor = make_staff(Role.AUDITOR)
        self.administrator = make_staff(Role.ADMINISTRATOR)


@pytest.fixture
def people(db) -> People:
    return People()
