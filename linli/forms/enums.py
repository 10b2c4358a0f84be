"""The closed lists of a form: what a field may be, how a condition compares, what may be filled in again."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a field asks for."""

    TEXT = "text", pgettext_lazy("kind of field", "A line of text")
    WORDS = "words", pgettext_lazy("kind of field", "Longer text")
    NUMBER = "number", pgettext_lazy("kind of field", "Number")
    DATE = "date", pgettext_lazy("kind of field", "Day")
    CHOICE = "choice", pgettext_lazy("kind of field", "One of several")
    CHOICES = "choices", pgettext_lazy("kind of field", "Several of several")
    IDENTITY = "identity", pgettext_lazy("kind of field", "Resident identity number")
    CREDIT_CODE = "credit_code", pgettext_lazy("kind of field", "Unified social credit code")
    PHONE = "phone", pgettext_lazy("kind of field", "Telephone")
    ADDRESS = "address", pgettext_lazy("kind of field", "Address in the county")
    FILES = "files", pgettext_lazy("kind of field", "Photos or papers")
    ROWS = "rows", pgettext_lazy("kind of field", "Repeated group")


class Comparison(models.TextChoices):
    """How a condition compares the answer of an earlier field. With an unanswered field only `filled` can hold."""

    IS = "is", pgettext_lazy("condition", "is")
    IS_NOT = "is_not", pgettext_lazy("condition", "is not")
    ONE_OF = "one_of", pgettext_lazy("condition", "is one of")
    HAS = "has", pgettext_lazy("condition", "has among it")
    AT_LEAST = "at_least", pgettext_lazy("condition", "is at least")
    AT_MOST = "at_most", pgettext_lazy("condition", "is at most")
    FILLED = "filled", pgettext_lazy("condition", "is answered")


class Reuse(models.TextChoices):
    """What somebody may keep for the next form."""

    NAME = "name", pgettext_lazy("kept answer", "Name")
    IDENTITY = "identity", pgettext_lazy("kept answer", "Identity number")
    PHONE = "phone", pgettext_lazy("kept answer", "Telephone")
    ADDRESS = "address", pgettext_lazy("kept answer", "Address")
    BORN = "born", pgettext_lazy("kept answer", "Day of birth")
    UNIT = "unit", pgettext_lazy("kept answer", "Name of the unit")
    CREDIT_CODE = "credit_code", pgettext_lazy("kept answer", "Credit code")


class Accept(models.TextChoices):
    """What kind of file a field takes."""

    PICTURE = "picture", pgettext_lazy("kind of file", "Photos")
    PAPER = "paper", pgettext_lazy("kind of file", "PDF, Word, Excel")


class Depth(models.TextChoices):
    """How exactly an address must name its place."""

    TOWN = "town", pgettext_lazy("address", "Town or street office")
    VILLAGE = "village", pgettext_lazy("address", "Village or community")


COMPARES = {
    Kind.CHOICE: (Comparison.IS, Comparison.IS_NOT, Comparison.ONE_OF, Comparison.FILLED),
    Kind.CHOICES: (Comparison.HAS, Comparison.FILLED),
    Kind.NUMBER: (Comparison.IS, Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.FILLED),
    Kind.DATE: (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.FILLED),
}
REUSED_AS = {
    Reuse.NAME: Kind.TEXT, Reuse.IDENTITY: Kind.IDENTITY, Reuse.PHONE: Kind.PHONE, Reuse.ADDRESS: Kind.ADDRESS,
    Reuse.BORN: Kind.DATE, Reuse.UNIT: Kind.TEXT, Reuse.CREDIT_CODE: Kind.CREDIT_CODE,
}  # fmt: skip


def comparisons_of(kind: Kind) -> tuple[Comparison, ...]:
    """What the answers of a kind can be asked."""
    return COMPARES.get(kind, (Comparison.FILLED,))
