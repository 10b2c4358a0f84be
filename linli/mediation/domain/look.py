from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from linli.mediation.enums import LookReason
from linli.mediation.errors import NotYourMediation
from linli.mediation.models import Mediation, Side
from linli.mediation.rules import MAY_LOOK, MAY_MEDIATE, SUBJECT, covers, in_order, is_looking, is_mediator, side_of
from linli.people.domain.look import unmask
from linli.people.enums import PersonalField, Role
from linli.people.reader import Reader

FIELD = "mediation"


def open_by_look(mediation: Mediation, reason: LookReason, *, by: Reader) -> None:
    """A head or an auditor opens a mediation for half an hour: one line for each side, which sees it on its own page.

    Raises NotYourMediation, also for a head who is one of the sides.
    """
    sides = list(Side.objects.filter(mediation=mediation))
    if not covers(by, mediation, *MAY_LOOK) or side_of(by, sides):
        raise NotYourMediation
    post = next(post for post in by.with_role(*MAY_LOOK) if mediation.village.startswith(post.area))
    with transaction.atomic():
        for side in sides:
            unmask(SUBJECT, mediation.id, FIELD, by=by, reason=_words(reason), person_id=side.account_id, post=post)


def see_phones(mediation: Mediation, *, by: Reader) -> list[str]:
    """The telephones of the sides, for whoever has to speak with them; on record for each. Raises NotYourMediation."""
    sides = list(Side.objects.filter(mediation=mediation))
    is_head = covers(by, mediation, Role.MEDIATION_HEAD) and is_looking(by, mediation)
    if side_of(by, sides) or not (is_mediator(by, mediation) or is_head):
        raise NotYourMediation
    post = next(post for post in by.with_role(*MAY_MEDIATE) if mediation.village.startswith(post.area))
    with transaction.atomic():
        for side in sides:
            unmask(SUBJECT, mediation.id, PersonalField.PHONE, by=by, reason=_words(LookReason.CALL),
                   person_id=side.account_id, post=post)  # fmt: skip
    return [side.phone for side in in_order(sides)]


def _words(reason: LookReason) -> str:
    """As it stands on record: in the office's language, as what others write there."""
    with translation.override("zh-hans"):
        return f"{_('Mediation')}：{reason.label}"
