from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "linli.cases"
    label = "cases"

    def ready(self) -> None:
        from linli.cases.domain.link import note_on_linked
        from linli.cases.exchange import register_parts
        from linli.cases.hearing import register_hearer
        from linli.cases.queries.address import case_path, describe_cases
        from linli.cases.queries.visible import may_see_files
        from linli.documents.holders import register_holder
        from linli.notices.texts import register_group, register_place, register_text
        from linli.people.subjects import register_subject

        register_parts()
        register_subject("case", describe_cases)
        register_hearer(note_on_linked)
        register_holder("case", may_see_files)
        register_group("cases", _("Matters"))
        register_place("case", case_path)
        register_text(
            "case.for_residents",
            subject=_("%(number)s: %(state_title)s"),
            body=_("%(title)s\n%(state)s\n%(next)s"),
            group="cases",
        )
        register_text(
            "case.for_staff",
            subject=_("%(number)s %(title)s: %(deed)s"),
            body=_("%(title)s\nNow: %(state_title)s. Due: %(due_at)s."),
            group="cases",
        )
        register_text(
            "case.for_staff.urgent",
            subject=_("%(number)s %(title)s: %(deed)s"),
            body=_("%(title)s\nNow: %(state_title)s. Due: %(due_at)s."),
            group="cases",
            urgent=True,
        )
