"""Which petitions somebody may see: their own, and what their posts open."""

from django.db.models import Q, QuerySet

from linli.people.enums import Role
from linli.people.keyring import keyring
from linli.people.reader import Reader
from linli.petitions.enums import Round
from linli.petitions.models import Petition, Petitioner
from linli.petitions.rules import MAY_ANSWER, MAY_APPROVE, MAY_RECEIVE, may_decide

LEVELS = {9: "town", 12: "village"}


def own_petitioners(reader: Reader) -> QuerySet[Petitioner]:
    """The lines under which a reader petitions."""
    mine = Q(account_id=reader.actor_id)
    phone = reader.account.phone if reader.account else ""
    if phone:
        mine |= Q(account__isnull=True, phone_index__in=keyring().indexes(phone))
    return Petitioner.objects.filter(mine) if reader.actor_id else Petitioner.objects.none()


def at_desk(reader: Reader) -> QuerySet[Petition]:
    """What a reader's posts open: where they take petitions, what their body answers, what they watch; never what is about
    their own unit, nor what they petition themselves."""
    seen = Q(pk__in=())
    for post in reader.posts:
        if post.role in MAY_RECEIVE or post.role == Role.SUPERVISOR:
            here = (
                Q(**{LEVELS[len(post.area)]: post.area})
                if len(post.area) in LEVELS
                else Q(village__startswith=post.area)
            )
            seen |= here & Q(round=Round.FIRST) if post.role in MAY_RECEIVE else here
        if post.role in MAY_ANSWER | MAY_APPROVE and may_decide(post.unit_id):
            seen |= Q(case__lead_unit=post.unit_id)
    units = [post.unit_id for post in reader.posts]
    found = Petition.objects.filter(seen).exclude(case__about_unit_id__in=units)
    return found.exclude(id__in=own_petitioners(reader).values("petition_id"))


def visible_to(reader: Reader) -> QuerySet[Petition]:
    """All that a reader may open."""
    if reader.is_system:
        return Petition.objects.all()
    if reader.actor_id is None:
        return Petition.objects.none()
    mine = Q(id__in=own_petitioners(reader).values("petition_id"))
    return Petition.objects.filter(mine | Q(id__in=at_desk(reader).values("id")) if reader.posts else mine)
