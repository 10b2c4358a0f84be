"""What is told about small wishes: where it happened and where to look, never who it is."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import register_text

TEXTS = (
    ("made", _("A small wish in %(grid)s is to be looked over"),
     _("Somebody made a small wish in %(grid)s. Look it over; then it stands on the page of the grid.")),
    ("put_up", _("Your small wish is on the page of %(grid)s"),
     _("It stands there by its words alone, until somebody takes it on.")),
    ("refused", _("Your small wish in %(grid)s was not put up"), _("The reason stands beside it.")),
    ("claimed", _("Somebody has taken on a small wish in %(grid)s"),
     _("They do not know who wished. You decide whether they may know name and telephone.")),
    ("given_back", _("A small wish in %(grid)s is free again"),
     _("Whoever had taken it on could not do it. It is on the page of the grid again.")),
    ("contact_given", _("You may get in touch about a small wish in %(grid)s"),
     _("Name and telephone stand beside the wish for as long as it is under way.")),
    ("fulfilled", _("A small wish in %(grid)s is fulfilled"), _("You may say thank you in a sentence.")),
    ("thanked", _("Thanks for a small wish in %(grid)s"), _("Whoever wished has written a sentence to you.")),
    ("withdrawn", _("A small wish in %(grid)s was taken back"), _("There is nothing more to do.")),
    ("expired", _("A small wish in %(grid)s was taken down"),
     _("Nobody took it on for half a year. It may be made again.")),
)  # fmt: skip


def register() -> None:
    for name, subject, body in TEXTS:
        register_text(f"grid.wish_{name}", group="grid", subject=subject, body=body)
