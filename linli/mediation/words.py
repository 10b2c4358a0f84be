"""What is told about mediations. Every text bears the number and no word of the matter: it may be read over a shoulder."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import register_group, register_text

SUBJECT = _("Mediation · %(number)s")


def register_words() -> None:
    register_group("mediation", _("Mediation"))
    for topic, body in (
        ("applied", _("%(number)s: to be looked at. It can be opened at the desk, with the reason.")),
        ("taken_on", _("%(number)s: taken on. The other side is asked now whether it agrees.")),
        ("invited", _("%(number)s: somebody asks you to a mediation at the people’s mediation committee. It is free, and whether you come is your own choice. Sign in to Linli with this telephone number to read it, or ask at your community.")),
        ("agreed", _("%(number)s: all sides want to try. Now all choose a mediator.")),
        ("declined", _("%(number)s: the other side does not agree, so there is no mediation. You may go to court or elsewhere.")),
        ("side_left", _("%(number)s: one side has left. The others go on; what waited for it waits no more.")),
        ("one_agrees", _("%(number)s: one of those who were asked agrees. The others are still asked.")),
        ("one_declines", _("%(number)s: one of those who were asked does not join. The others are still asked, or go on.")),
        ("left", _("%(number)s: it is over, because one side has left. Nobody is asked why.")),
        ("referred", _("%(number)s: this cannot be mediated here. Where to go stands with the matter.")),
        ("mediator_named", _("%(number)s: a mediator is proposed. It begins only if you accept.")),
        ("mediator_asked", _("%(number)s: you are proposed as mediator. See who the sides are, and step aside if you are close to one.")),
        ("begun", _("%(number)s: all sides have accepted the mediator. It begins.")),
        ("mediator_gone", _("%(number)s: another mediator is to be chosen. What was arranged is called off.")),
        ("guest_asked", _("%(number)s: somebody else is proposed to join. Only if you agree.")),
        ("guest_answered", _("%(number)s: a side has answered about who joins.")),
        ("session", _("%(number)s: %(starts_at)s, %(place)s, %(room)s. If you cannot come, say so with the matter.")),
        ("session_moved", _("%(number)s: at another time now: %(starts_at)s, %(place)s, %(room)s. If you cannot come, say so with the matter.")),
        ("session_cancelled", _("%(number)s: called off: %(starts_at)s, %(place)s, %(room)s.")),
        ("unsettled", _("%(number)s: it has ended without an agreement. You may go to court or elsewhere.")),
        ("agreement", _("%(number)s: the agreement is written. Read it carefully; nobody has to sign.")),
        ("talk_again", _("%(number)s: it is not signed as it stands; you talk again.")),
        ("settled", _("%(number)s: settled. Until %(until_on)s all sides together may ask the court to confirm it.")),
        ("visit_due", _("%(number)s: a return visit is due.")),
    ):  # fmt: skip
        register_text(f"mediation.{topic}", subject=SUBJECT, body=body, group="mediation")
