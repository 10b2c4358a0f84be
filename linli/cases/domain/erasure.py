from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain.deed import lock
from linli.cases.domain.history import make_event
from linli.cases.domain.search_words import index_words
from linli.cases.enums import Verb
from linli.cases.errors import NotYours
from linli.cases.models import Case, CaseParty, CaseText
from linli.cases.own_page import own_page
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.rules import covers, is_reporter
from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.people.enums import Role
from linli.people.reader import Reader


def erase_personal(case: Case, *, by: Reader, reason: str, at: datetime | None = None) -> Case:
    """Erase the words and persons of a case (个人信息保护法 47). The events stay, and the chain stays valid.

    With the words goes their salt, so that nobody can try guesses on the hash that remains.
    """
    moment = at or now()
    with transaction.atomic():
        locked = lock(case)
        if not (is_reporter(by, locked) or any(covers(post, locked) for post in by.with_role(Role.ADMINISTRATOR))):
            raise NotYours
        CaseText.objects.filter(case=locked, erased_at__isnull=True).update(
            body="", sealed="", salt=b"", erased_at=moment
        )
        CaseParty.objects.filter(case=locked, erased_at__isnull=True).update(
            name="", phone="", phone_index=None, identity="", identity_index=None, identity_kind="", email="",
            erased_at=moment,
        )  # fmt: skip
        if own := own_page(spec_of(locked.procedure_id).code):
            own.erase(locked)
        event = make_event(
            locked, Verb.ERASE, by=by, at=moment, from_state=locked.state, facts={"reason": "asked"}, text_hashes={}
        )
        event.save(force_insert=True)
        locked.save(force_update=True)
        index_words(locked, [locked.title], [kind_map()[locked.kind_id].initials])
        note_deed("case.erased", by=by, subject_kind="case", subject_id=locked.id, area=locked.area, reason=reason)
        leave_word("documents.erase", holder_kind="case", holder_id=str(locked.id))
    return locked
