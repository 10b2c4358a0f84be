"""Who may do what, where: the one place for cases. Reading is in `queries/visible.py`, which asks here as well."""

from collections.abc import Collection
from uuid import UUID

from django.utils.timezone import now

from linli.areas.queries.map import county_code
from linli.cases.compartments import capacities_in
from linli.cases.enums import Stage, Verb
from linli.cases.models import Case
from linli.cases.workflow import ProcedureSpec, Transition
from linli.people.enums import Role
from linli.people.reader import Held, Reader
from linli.ratings.settings import is_open

# Roles that see and act by area; an officer's post is bound to its unit, a hotline operator's to the hotline's orders.
AREA_ROLES = frozenset(
    {
        Role.GRID_MEMBER, Role.GRID_HEAD, Role.CLERK, Role.MANAGER, Role.DISPATCHER, Role.SUPERVISOR, Role.LEADER,
        Role.AUDITOR, Role.ADMINISTRATOR,
    }
)  # fmt: skip
# Reading only: whoever watches does not handle.
MAY_EXPORT = frozenset({Role.DISPATCHER, Role.SUPERVISOR, Role.MANAGER, Role.OFFICER, Role.OPERATOR, Role.AUDITOR})
MAY_UNMASK = frozenset(
    {
        Role.GRID_MEMBER,
        Role.GRID_HEAD,
        Role.CLERK,
        Role.MANAGER,
        Role.DISPATCHER,
        Role.OFFICER,
        Role.OPERATOR,
        Role.SUPERVISOR,
    }
)
MAY_FIND_BY_PHONE = frozenset({Role.CLERK, Role.OPERATOR, Role.MANAGER, Role.DISPATCHER, Role.SUPERVISOR})
MAY_TYPE_FOR_OTHERS = frozenset(
    {Role.CLERK, Role.OPERATOR, Role.MANAGER, Role.GRID_MEMBER, Role.GRID_HEAD, Role.DISPATCHER}
)


def covers(post: Held, case: Case) -> bool:
    """Whether a post's area holds the case; a case without a place belongs to the county."""
    return case.area.startswith(post.area) if case.area else len(post.area) <= 6


def is_reporter(reader: Reader, case: Case) -> bool:
    return case.id in reader.owns or (case.reporter_id is not None and case.reporter_id == reader.actor_id)


def capacities(reader: Reader, case: Case, co_units: Collection[UUID] = ()) -> set[str]:
    """In what capacity a reader stands before a case: words that procedures use in `who`."""
    found = {"anybody"}
    if reader.is_system:
        found.add("system")
    if is_reporter(reader, case):
        found.add("reporter")
    if case.compartment:
        return found | capacities_in(case.compartment, reader, case.id)  # no post counts there by its area
    for post in reader.posts:
        if post.unit_id == case.about_unit_id:
            continue  # nobody acts for the unit that a complaint is about, whatever the post's area
        if post.role in AREA_ROLES and covers(post, case):
            found.add(post.role.value)
        if post.role == Role.OPERATOR and case.source == "hotline":
            found.add(post.role.value)
        if post.unit_id == case.lead_unit_id:
            found.add("lead")
            found.add(post.role.value) if post.role == Role.OFFICER else None
        if post.unit_id in co_units:
            found.add("assist")
    return found


def may(
    reader: Reader, case: Case, spec: ProcedureSpec, verb: Verb, co_units: Collection[UUID] = ()
) -> Transition | None:
    """Return the transition if it is possible now and this reader may do it."""
    step = spec.transition(case.state, verb)
    return step if step and step.who & capacities(reader, case, co_units) else None


def possible_deeds(
    reader: Reader, case: Case, spec: ProcedureSpec, co_units: Collection[UUID] = ()
) -> list[Transition]:
    """What this reader may do now, the primary deed first."""
    held = capacities(reader, case, co_units)
    steps = [step for step in spec.choices(case.state) if step.who & held and _fits(case, step.verb)]
    return sorted(steps, key=lambda step: not step.is_primary)


def _fits(case: Case, verb: Verb) -> bool:
    if verb == Verb.RESUME_CLOCK:
        return case.paused_at is not None
    if verb == Verb.PAUSE_CLOCK:
        return case.paused_at is None
    if verb == Verb.TAKE_BACK:
        return False  # offered by the result of what was done to many, never by the case
    if verb == Verb.RATE:
        return case.rating is None and is_open(case.closed_at, now())
    return True


def may_see_persons(reader: Reader, case: Case) -> bool:
    """Whether this reader may ask to see who reports: never the unit concerned, and with a confidential report
    only those through whom it came in or who decide on it (domain.md §21: the informer is hidden by default)."""
    if is_concerned(reader, case):
        return False
    if case.is_confidential:  # in the right of the post that this case falls to, not of one held elsewhere
        return bool(capacities(reader, case) & {Role.OPERATOR.value, Role.SUPERVISOR.value})
    return bool(reader.roles & MAY_UNMASK)


def is_concerned(reader: Reader, case: Case) -> bool:
    """Whether the reader is of the unit that a complaint is about: what the informer wrote and showed stays hidden."""
    return case.about_unit_id is not None and any(post.unit_id == case.about_unit_id for post in reader.posts)


def may_instruct(reader: Reader, area: str) -> bool:
    """A leader gives instructions on what lies in the area of the post; what has no place yet is the county's."""
    place = area or county_code()
    return any(place.startswith(post.area[: len(county_code())]) if len(post.area) <= len(county_code())
               else place.startswith(post.area) for post in reader.with_role(Role.LEADER))  # fmt: skip


def may_manage_rules(reader: Reader, area: str) -> bool:
    """An administrator of the place, or of one around it, writes its routing rules; a rule for everywhere is the county's."""
    place = area or county_code()
    return reader.is_system or any(place.startswith(post.area) for post in reader.with_role(Role.ADMINISTRATOR))


def may_manage_procedures(reader: Reader) -> bool:
    """A procedure holds for the whole county, so its administrators write it; those of a town read."""
    return may_manage_rules(reader, "")


def is_over(case: Case) -> bool:
    return case.stage == Stage.DONE
