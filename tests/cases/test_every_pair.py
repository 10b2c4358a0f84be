"""Every verb in every state of every shipped procedure: done where the procedure says so, refused everywhere else."""

import pytest

from linli.cases.domain import deed as deeds
from linli.cases.domain.ground import DATA
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Verb
from linli.cases.errors import NotPossibleNow, NotYours
from linli.cases.workflow import read_procedure
from linli.people.reader import Reader, system
from tests.factories import VILLAGE, make_case

KIND_OF = {"grid_matter": "M01037", "advice": "A001", "complaint": "C002", "hotline_order": "H002",
           "instruction": "I001", "order": "O001", "service_item": "S001"}  # fmt: skip
CLOSED = {"mediation": ("T001", "mediation"), "petition": ("X101", "petition"), "petition_review": ("X102", "petition")}
SPECS = {file.stem: read_procedure(file) for file in sorted((DATA / "procedures").glob("*.toml"))}


def case_of(people, name):
    """A matter of a procedure; into a closed compartment only the app that keeps it leads."""
    if name in CLOSED:
        kind, compartment = CLOSED[name]
        return open_case(
            Report(kind=kind, words="申请", area=VILLAGE, compartment=compartment), by=people.resident
        ).case
    return make_case(people.leader if name == "instruction" else people.resident, kind=KIND_OF[name], on_own_page=True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SPECS)
def test_every_verb_in_every_state(people, name):
    """One case a procedure is put into each state; nobody who may do nothing gets past any verb."""
    spec = SPECS[name]
    case = case_of(people, name)
    nobody = Reader()

    for state, verb in ((state, verb) for state in spec.states for verb in Verb):
        case.state = state
        step = spec.transition(state, verb)
        expected = NotYours if step and "anybody" not in step.who else NotPossibleNow
        with pytest.raises(expected):
            deeds.check(case, spec, verb, nobody)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SPECS)
def test_whoever_is_named_may_and_nobody_else(people, name):
    spec = SPECS[name]
    case = case_of(people, name)
    case.lead_unit_id, case.source = people.lamps.id, "hotline" if name == "hotline_order" else "portal"
    everybody = {
        "reporter": people.resident, "manager": people.manager, "dispatcher": people.dispatcher,
        "supervisor": people.supervisor, "leader": people.leader, "operator": people.operator,
        "lead": people.officer, "system": system("test"), "grid_member": people.grid_member,
    }  # fmt: skip
    if case.area != people.grid_member.posts[0].area:
        case.area = people.grid_member.posts[0].area

    for step in spec.transitions:
        for word, reader in everybody.items():
            case.state = sorted(step.sources)[0]
            # The officer of the unit in charge stands there as its officer, too.
            # In a closed compartment no post counts by its area: its own app tests who may. The system stands in every one.
            may = (name not in CLOSED or word == "system") and (
                word in step.who or (word == "lead" and "officer" in step.who)
            )
            if may:
                assert deeds.check(case, spec, step.verb, reader) is spec.transition(case.state, step.verb)
            else:
                with pytest.raises(NotYours):
                    deeds.check(case, spec, step.verb, reader)
