from django.contrib.sessions.models import Session
from django.utils.timezone import now

from linli.common.jobs import job, nightly
from linli.common.setting import value_of
from linli.people.domain.text import TOPIC
from linli.people.gateway import gateway
from linli.people.keyring import keyring
from linli.people.retention import old_codes

# A code is good for five minutes: what did not go out by then need not go out.
SOON = (3, 10, 30, 60)


@job(TOPIC, queue="default", retry=SOON)
def bring_text(phone: str, words: str) -> None:
    """Hand one text message to the gateway."""
    ring = keyring()
    gateway().send(ring.unseal(bytes.fromhex(phone)), ring.unseal(bytes.fromhex(words)))


@nightly("people.sweep", hour=3, minute=20)
def sweep() -> None:
    """Forget the sign-in codes of the days before and the sessions that have ended: they open nothing any more."""
    Session.objects.filter(expire_date__lt=now()).delete()
    old_codes(value_of("people.codes_kept_days")).delete()
