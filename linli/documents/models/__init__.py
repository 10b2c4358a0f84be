from linli.documents.models.document import Document
from linli.documents.models.paper import Paper, PaperSeries

__all__ = ["Document", "Paper", "PaperSeries"]
