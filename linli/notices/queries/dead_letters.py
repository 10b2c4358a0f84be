from django.db.models import QuerySet

from linli.notices.enums import Channel, State
from linli.notices.models import Notice


def dead_letters() -> QuerySet[Notice]:
    """What was given up, newest first. Not narrowed by area: who may see the list answers for the whole machine."""
    return Notice.objects.filter(state=State.DEAD)


def masked(notice: Notice) -> str:
    """The address of a notice, enough of it to know what is wrong, too little to know who it is."""
    address: str = notice.address
    if notice.recipient_id:
        return ""
    if notice.channel == Channel.WEBHOOK:
        return address
    if notice.channel == Channel.EMAIL:
        name, _, domain = address.rpartition("@")
        return f"{name[:1]}…@{domain}"
    return f"…{address[-4:]}"
