"""What goes wrong outside a program's own doing, in one plain line and the reader's language; a fault of ours is none."""

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.utils import translation
from django.utils.translation import gettext as _

from linli.common.calendar import CalendarFileError
from linli.common.errors import Refusal
from linli.config.cli.language import terminal_language
from linli.config.faults import SettingFault
from linli.config.service import ServerError


def in_words(error: BaseException) -> str | None:
    """Say what happened and what to do about it; None for what only a traceback can explain."""
    if isinstance(error, ServerError | SettingFault):
        return str(error)  # raised before a language can be chosen
    if not settings.configured:
        return None
    try:
        with translation.override(terminal_language()):
            return _said(error)
    except (ImproperlyConfigured, SettingFault):
        return None


def _said(error: BaseException) -> str | None:
    from linli.people.keyring import KeyMissing

    if isinstance(error, Refusal | CalendarFileError):
        return str(error)
    if isinstance(error, KeyMissing):
        words = _("A key of personal data is missing (%(why)s). Put your copy of the keys at %(file)s.")
        return words % {"why": error, "file": settings.LINLI_KEY_FILE}
    if isinstance(error, DatabaseError | InterfaceError | psycopg.Error):
        return _of_the_database(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror or error}"
    return None


def _of_the_database(error: BaseException) -> str | None:
    cause = error.__cause__ or error
    why = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if isinstance(cause, psycopg.errors.UndefinedTable | psycopg.errors.InvalidSchemaName):
        return _("The database has not been set up yet, or is of an older Linli. Run: linli migrate")
    if isinstance(cause, psycopg.errors.InsufficientPrivilege):
        return _("The database refuses this to the role that Linli signs in as: %(why)s") % {"why": why}
    if isinstance(error, OperationalError | InterfaceError | psycopg.OperationalError | psycopg.InterfaceError):
        words = _("The database does not answer (%(why)s). Start Linli with make run, or look at DATABASE_URL; linli doctor says more.")  # fmt: skip
        return words % {"why": why}
    return None if isinstance(error, ProgrammingError) else why
