"""The words of ratings (好差评)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Grade(models.IntegerChoices):
    """Rating of government service 好差评: five grades, the two lowest are followed up (国办发〔2019〕51号, unverified)."""

    VERY_DISSATISFIED = 1, pgettext_lazy("grade", "Very dissatisfied")
    DISSATISFIED = 2, pgettext_lazy("grade", "Dissatisfied")
    FAIR = 3, pgettext_lazy("grade", "Fairly satisfied")
    SATISFIED = 4, pgettext_lazy("grade", "Satisfied")
    VERY_SATISFIED = 5, pgettext_lazy("grade", "Very satisfied")


FOLLOWED_UP = frozenset({Grade.VERY_DISSATISFIED, Grade.DISSATISFIED})


class Rated(models.TextChoices):
    """What is rated, each once: a visit to a window (一次一评), a finished matter (一事一评), an order (评单), an answer to a petition."""

    VISIT = "visit", pgettext_lazy("rated", "Visit to a window")
    APPLICATION = "application", pgettext_lazy("rated", "Application")
    ORDER = "order", pgettext_lazy("rated", "Order from a menu")
    PETITION = "petition", pgettext_lazy("rated", "Answer to a petition")


# Of a closed compartment: their numbers stand in no list but of who follows a low grade up, and no centre publishes them.
CLOSED = frozenset({Rated.PETITION})


class Door(models.TextChoices):
    """By which way a grade came."""

    CODE = "code", pgettext_lazy("rating came by", "Code or link of the number")
    MACHINE = "machine", pgettext_lazy("rating came by", "Machine in the hall")
    PAGE = "page", pgettext_lazy("rating came by", "Page of the matter")
