from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "linli.documents"
    label = "documents"

    def ready(self) -> None:
        from linli.documents.holders import DRAFT, may_see_draft, register_holder
        from linli.documents.pictures import refuse_bombs
        from linli.documents.retention import register_retention

        register_retention()
        refuse_bombs()
        register_holder(DRAFT, may_see_draft)
