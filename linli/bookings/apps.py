from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingsConfig(AppConfig):
    """What can be taken for a time, by whom, and never twice."""

    name = "linli.bookings"
    label = "bookings"

    def ready(self) -> None:
        from linli.bookings.domain.withdrawal import give_back_ahead
        from linli.bookings.retention import register_acceptance, register_no_show_rule, register_retention
        from linli.notices.texts import register_group, register_text
        from linli.people.withdrawal import register_withdrawal

        register_retention()
        register_no_show_rule()
        register_acceptance()
        register_withdrawal(give_back_ahead)
        register_group("bookings", _("Bookings"))
        for topic, subject, body in (
            ("booked", _("Booked: %(what)s"), _("%(what)s, %(place)s, from %(starts_at)s. If you cannot come, give it back.")),
            ("asked", _("Asked for: %(what)s"), _("%(what)s, %(place)s, from %(starts_at)s. The centre still has to approve it.")),
            ("to_approve", _("To approve: %(what)s"), _("Somebody asks for %(what)s, %(place)s, from %(starts_at)s.")),
            ("approved", _("Approved: %(what)s"), _("%(what)s, %(place)s, from %(starts_at)s is yours.")),
            ("refused", _("Not approved: %(what)s"), _("%(what)s, %(place)s, from %(starts_at)s: %(reason)s")),
            ("given_back", _("Given back: %(what)s"), _("%(what)s, %(place)s, from %(starts_at)s is no longer booked for you.")),
            ("cancelled", _("Cancelled by the centre: %(what)s"),
             _("%(what)s, %(place)s, from %(starts_at)s cannot take place: %(reason)s")),
            ("closed", _("Closed at your time: %(what)s"),
             _("%(what)s, %(place)s is closed at %(starts_at)s: %(reason)s. Free instead: %(other)s from %(other_at)s. One tap takes it.")),
            ("closed_for_good", _("Closed at your time: %(what)s"),
             _("%(what)s, %(place)s is closed at %(starts_at)s: %(reason)s. No other time is free in the next two weeks.")),
            ("visit_approved", _("They come: %(what)s"),
             _("%(starts_at)s: %(who)s. At the door they say the code %(code)s; let nobody in who does not know it.")),
            ("visitors", _("Who comes has changed: %(what)s"),
             _("%(starts_at)s: %(who)s. At the door they say the code %(code)s; let nobody in who does not know it.")),
            ("restrained", _("Your bookings are approved by the centre for a while"),
             _("%(count)s bookings were not kept in %(days)s days. Until %(until_at)s the centre approves what you book. Was it different? Say so under “My bookings”.")),
            ("objected", _("An objection: bookings not kept"), _("%(place)s: somebody says that it was different. Please answer.")),
            ("restraint_lifted", _("Your bookings hold at once again"), _("The centre has looked at it again. %(reason)s")),
            ("restraint_stays", _("Approval stays for now"), _("The centre has looked at it again: %(reason)s")),
            ("moved", _("Moved: %(what)s"), _("%(what)s, %(place)s is now booked from %(starts_at)s.")),
            ("promoted", _("A place has become free: %(what)s"),
             _("%(what)s, %(place)s, from %(starts_at)s is kept for you until %(until_at)s. Accept it on its page; after that the next one is asked.")),
            ("lapsed", _("Gone on: %(what)s"),
             _("%(what)s, %(place)s, from %(starts_at)s was kept for you and not accepted in time. It is the next one's now.")),
            ("passed", _("No place has become free: %(what)s"), _("%(what)s, %(place)s at %(starts_at)s stayed full.")),
            ("waiting_closed", _("Closed at the time you wait for: %(what)s"),
             _("%(what)s, %(place)s is closed at %(starts_at)s: %(reason)s. You need not wait any longer; another time can be booked on its page.")),
            ("reminder", _("Soon: %(what)s"), _("%(what)s, %(place)s, from %(starts_at)s. If you cannot come, give it back.")),
        ):  # fmt: skip
            register_text(f"bookings.{topic}", subject=subject, body=body, group="bookings")
