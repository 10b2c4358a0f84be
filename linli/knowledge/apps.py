from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "linli.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.knowledge.queries.articles import article_path
        from linli.notices.texts import register_group, register_place, register_text

        register_entry(Entry(_("Knowledge"), "knowledge:articles", "governance", order=50))
        register_group("knowledge", _("Knowledge"), for_residents=False)
        register_place("article", article_path)
        register_text(
            "knowledge.stale",
            subject=_("An answer by your unit is about to expire: %(question)s"),
            body=_("It is valid until %(until_on)s. Renew or withdraw it."),
            group="knowledge",
        )
