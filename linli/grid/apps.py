from django.apps import AppConfig
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _


class GridConfig(AppConfig):
    """The grid as something that is governed: who is there, what it covers, what is open, what has changed."""

    name = "linli.grid"
    label = "grid"

    def ready(self) -> None:
        from linli.cases.returns import Returns, register_returns
        from linli.cases.standing import register_standing
        from linli.common.setting import register_words
        from linli.common.surfaces import Entry, register_entry
        from linli.grid import wish_words
        from linli.grid.enums import COUNTED
        from linli.grid.queries.address import (
            call_path,
            describe_messages,
            describe_visits,
            describe_voluntary_posts,
            describe_wishes,
            grid_path,
            message_path,
            refusal_path,
            visit_path,
            wish_path,
        )
        from linli.grid.queries.call_outs import call_out_name
        from linli.grid.queries.lending import lendings
        from linli.grid.queries.task_refusals import refused_cases, why_refused
        from linli.grid.retention import register_retention
        from linli.grid.rules import (
            MAY_ANSWER_CALLS,
            MAY_CHECK,
            MAY_LOOK_OVER,
            MAY_READ,
            MAY_SEE_VOLUNTEERS,
            MAY_TAKE_ON,
            MAY_VISIT,
            MAY_WATCH_CALLS,
        )
        from linli.notices.texts import register_group, register_place, register_text
        from linli.people.account_links import register_account_link
        from linli.people.subjects import register_subject
        from linli.people.volunteers import register_volunteers

        register_retention()
        register_volunteers(lendings)
        register_returns(Returns(refused_cases, why_refused))
        register_words(
            "grid.call_out_name", _("Name of the call-out"), group="names", default=lambda: settings.LINLI_CALL_OUT_NAME, most=20,
            about=_("What the county calls it when a subdistrict calls units to a matter; 吹哨报到 is Beijing’s name."),
        )  # fmt: skip
        register_entry(
            Entry(_("Grids"), "grid:desk", "governance", order=10, roles=frozenset(MAY_READ),
                  about=_("Who is there in each grid, what it covers, and what has changed.")),
        )  # fmt: skip
        register_entry(
            Entry(_("Messages to grids"), "grid:messages", "governance", order=11,
                  roles=frozenset(MAY_SEE_VOLUNTEERS)),
        )  # fmt: skip
        register_entry(
            Entry(_("Visits"), "grid:visits", "governance", order=12, roles=frozenset(MAY_VISIT)),
        )  # fmt: skip
        register_entry(
            Entry(lazy(call_out_name, str)(), "grid:calls", "governance", order=13,
                  roles=frozenset(MAY_WATCH_CALLS | MAY_ANSWER_CALLS)),
        )  # fmt: skip
        register_entry(
            Entry(_("Checks of the grids"), "grid:checks", "governance", order=14, roles=frozenset(MAY_CHECK)),
        )  # fmt: skip
        register_subject("voluntary_post", describe_voluntary_posts)
        register_subject("grid_message", describe_messages)
        for kind in COUNTED:
            register_standing(kind, kind.label)
        register_group("grid", _("Grids"))
        register_place("grid", grid_path)
        register_place("grid_message", message_path)
        register_text(
            "grid.message", group="grid", subject=_("A message to %(grid)s"),
            body=_("Somebody wrote to whoever answers for %(grid)s."),
        )  # fmt: skip
        register_subject("visit_consent", describe_visits)
        register_place("visit_consent", visit_path)
        register_text(
            "grid.visit_declined", group="grid", subject=_("A visit in %(grid)s was refused"),
            body=_("A grid member does not make the visit that is due in %(grid)s and says why. Find somebody else, or another day."),
        )  # fmt: skip
        register_entry(
            Entry(_("Refused in the grid"), "grid:refusals", "governance", order=12, roles=frozenset(MAY_TAKE_ON),
                  about=_("What a grid member does not take on, with the reason, until somebody else has it.")),
        )  # fmt: skip
        register_place("task_refusal", refusal_path)
        register_text(
            "grid.task_refused", group="grid", subject=_("%(number)s in %(grid)s needs somebody else"),
            body=_("A grid member does not take on %(number)s and says why. See the reason, then give it to a unit or take it on."),
        )  # fmt: skip
        register_entry(
            Entry(_("Small wishes"), "grid:wishes", "governance", order=12, roles=frozenset(MAY_LOOK_OVER),
                  about=_("What residents wish for in your grids: looked over, taken on, fulfilled.")),
        )  # fmt: skip
        register_account_link("grid:my-wishes", _("Small wishes"))
        register_subject("wish", describe_wishes)
        register_place("wish", wish_path)
        wish_words.register()
        register_place("call_out", call_path)
        register_text(
            "grid.called", group="grid", subject=_("%(town)s calls your unit"), urgent=True,
            body=_("%(town)s calls your unit to a matter. Report in by %(due_at)s."),
        )  # fmt: skip
        register_text(
            "grid.reported_in", group="grid", subject=_("A unit has reported in to %(town)s"),
            body=_("A unit that %(town)s called has reported in. See what it says, then rate the response."),
        )  # fmt: skip
        register_text(
            "grid.unanswered", group="grid", subject=_("A call of %(town)s stays unanswered"), urgent=True,
            body=_("A unit that %(town)s called should have reported in by %(due_at)s and has not."),
        )  # fmt: skip
        register_text(
            "grid.handed_over", group="grid", subject=_("Work of %(grid)s was handed over to you"),
            body=_("%(grid)s: matters still open: %(open)s. See the note of whoever had the post, then confirm."),
        )  # fmt: skip
        register_text(
            "grid.taken_over", group="grid", subject=_("%(grid)s has no grid member; its work comes to you"),
            body=_("Since %(since_on)s nobody holds the post. By rule its work comes to you until somebody does."),
        )  # fmt: skip
