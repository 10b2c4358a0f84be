"""Who reads ratings, and who follows up the low ones: never whoever is rated."""

from django.db.models import Q

from linli.people.enums import Role
from linli.people.reader import Reader
from linli.ratings.models import Rating

# The manager of the place; the town's dispatcher and the supervisor, to whom it goes when nobody did it in time.
MAY_FOLLOW_UP = frozenset({Role.MANAGER, Role.DISPATCHER, Role.SUPERVISOR})
MAY_READ = MAY_FOLLOW_UP | {Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR}


def may_follow_up(reader: Reader, area: str) -> bool:
    """Whether the area of a post holds the place. That it is not about the reader's own work is the verb's to see."""
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(*MAY_FOLLOW_UP))


def is_concerned(reader: Reader, rating: Rating) -> bool:
    """Whether it is about the reader's own work, their unit's, or their own grade: somebody else follows it up."""
    units = {post.unit_id for post in reader.posts}
    own = str(reader.actor_id) in rating.served_by or (
        reader.actor_id is not None and rating.rater_id == reader.actor_id
    )
    return own or bool({rating.served_unit, rating.about_unit} & units)


def areas_of(reader: Reader, *roles: Role) -> list[str]:
    """The areas of the reader's posts in these roles, none inside another."""
    held = {post.area for post in reader.with_role(*(roles or tuple(MAY_READ)))}
    return sorted(area for area in held if not any(area != other and area.startswith(other) for other in held))


def held_by(area: str) -> Q:
    """The condition of one area, by a column that an index begins with."""
    if len(area) == 12:
        return Q(area=area)
    if len(area) == 9:
        return Q(town=area)
    # All, said as a condition: an empty one would vanish beside another.
    return ~Q(pk__in=()) if len(area) < 9 else Q(pk__in=())  # a grid has no place of its own to rate
