from linli.documents.models.document import Document, Purpose

__all__ = ["Document", "Purpose"]
