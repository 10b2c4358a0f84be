from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from linli.people.domain.look import unmask
from linli.people.enums import PersonalField, Role
from linli.people.reader import Held, Reader
from linli.petitions.errors import NotYourPetition
from linli.petitions.models import Petition, Petitioner
from linli.petitions.rules import answers, concerns, is_petitioner, receives


def see_persons(petition: Petition, *, by: Reader) -> list[Petitioner]:
    """Names, telephones and addresses of who petitions, for whoever has to reach them; on record for each.

    The body in charge may not, where the identity is to stay hidden. Raises NotYourPetition.
    """
    people = list(Petitioner.objects.filter(petition=petition).order_by("position"))
    post = post_that_sees(petition, by)
    if post is None or is_petitioner(by, people):
        raise NotYourPetition
    with translation.override("zh-hans"):
        reason = _("Letters and visits: to reach whoever petitions")
    with transaction.atomic():
        for one in people:
            unmask(
                "petition", petition.id, PersonalField.NAME, by=by, reason=reason, person_id=one.account_id, post=post
            )
    return people


def post_that_sees(petition: Petition, reader: Reader) -> Held | None:
    """The post in whose right somebody may ask who petitions."""
    if concerns(reader, petition.case.about_unit_id):
        return None
    for post in reader.posts:
        if receives(post, petition):
            return post
        if answers(post, petition.case.lead_unit_id) and not petition.is_hidden:
            return post
        if post.role == Role.SUPERVISOR and petition.village.startswith(post.area):
            return post
    return None
