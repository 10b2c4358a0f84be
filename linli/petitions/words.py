"""What is told about petitions. Every text bears the number and no word of the matter: it may be read over a shoulder."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import register_group, register_text

SUBJECT = _("Petition · %(number)s")


def register_words() -> None:
    register_group("petition", _("Letters and visits"))
    for topic, body in (
        ("registered", _("%(number)s: registered. Within 15 days you are told where it went. Sign in with this telephone number to see it, or ask at your community.")),
        ("to_route", _("%(number)s: to be passed on within 15 days of its registration.")),
        ("routed", _("%(number)s: passed on to the body that may decide. Within 15 days it tells you whether it takes it on.")),
        ("to_accept", _("%(number)s: passed on to your body. Tell within 15 days whether you take it on; if it is for another, object within 5 working days.")),
        ("declined", _("%(number)s: not accepted. Which way is right stands with it and on the paper.")),
        ("objection", _("%(number)s: the body says it is for another. Decide within 5 working days.")),
        ("objection_decided", _("%(number)s: your objection was decided.")),
        ("accepted", _("%(number)s: taken on. You are answered in writing within 60 days.")),
        ("more_time_asked", _("%(number)s: more time is asked for.")),
        ("more_time_decided", _("%(number)s: it was decided about the time you asked for.")),
        ("extended", _("%(number)s: the answer comes by %(until_on)s. Why stands on the paper.")),
        ("answered", _("%(number)s: answered in writing. Confirm when you have received it; from then a review can be asked for within 30 days.")),
        ("withdrawn", _("%(number)s: withdrawn.")),
        ("review_asked", _("%(number)s: your request has come in. It is answered in writing within 30 days.")),
        ("to_review", _("%(number)s: a review is asked of your body. Answer within 30 days.")),
        ("urged", _("%(number)s: your body is urged. Report back by %(until_on)s.")),
        ("supervised", _("%(number)s: your body is supervised, with suggestions. Report back in writing by %(until_on)s.")),
        ("reported_back", _("%(number)s: the body has reported back.")),
        ("no_report", _("%(number)s: the body has not reported back in time.")),
        ("rated_low", _("%(number)s: the answer was rated low. Somebody else than the body that answered follows it up.")),
        ("hearing_asked", _("%(number)s: a hearing is asked for.")),
        ("hearing", _("%(number)s: a hearing takes place on %(when)s. Where, stands with it and on the paper.")),
        ("hearing_off", _("%(number)s: the hearing does not take place. Why stands with it; the limit runs on.")),
        ("hearing_held", _("%(number)s: the hearing was held. The limit runs on.")),
        ("soon", _("%(number)s: a limit ends within three days.")),
        ("late", _("%(number)s: a limit has passed.")),
    ):  # fmt: skip
        register_text(f"petition.{topic}", subject=SUBJECT, body=body, group="petition")
