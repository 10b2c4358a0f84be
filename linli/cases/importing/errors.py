"""Why a file or a mapping cannot be used at all, and why a single row is not taken."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class MappingFaulty(Refusal):
    code = "mapping_faulty"
    status = 422
    sentence = _("The mapping %(name)s cannot be used: %(problems)s")


class FileUnusable(Refusal):
    code = "file_unusable"
    status = 422
    sentence = _("The file %(file)s cannot be read: %(fault)s")


class ColumnsMissing(Refusal):
    code = "columns_missing"
    status = 422
    sentence = _("The file %(file)s has no column %(missing)s; it has %(known)s.")


class RowRefused(Refusal):
    """A row that is not taken; written beside the file with its number."""

    code = "row_refused"
    status = 422


class IdMissing(RowRefused):
    code = "id_missing"
    sentence = _("The column %(column)s, which tells one matter from another, is empty.")


class IdTooLong(RowRefused):
    code = "id_too_long"
    sentence = _("The number in %(column)s has more than %(most)s characters.")


class MomentFaulty(RowRefused):
    code = "moment_faulty"
    sentence = _("“%(value)s” in %(column)s is no moment of the form that the mapping names.")


class OpenedMissing(RowRefused):
    code = "opened_missing"
    sentence = _("The column %(column)s, when it was opened, is empty.")


class OpenedAhead(RowRefused):
    code = "opened_ahead"
    sentence = _("It was opened on %(value)s, which has not come yet.")


class ClosedTooEarly(RowRefused):
    code = "closed_too_early"
    sentence = _("It was closed on %(closed)s, before it was opened on %(opened)s.")


class ClosedMissing(RowRefused):
    code = "closed_missing"
    sentence = _("The state “%(value)s” says that it is over, but no moment says when.")


class ClosedYetOpen(RowRefused):
    code = "closed_yet_open"
    sentence = _("The state “%(value)s” says that it is not over, but %(column)s says when it was closed.")


class StateUnknown(RowRefused):
    code = "state_unknown"
    sentence = _("The mapping does not say what the state “%(value)s” means.")


class StateForeign(RowRefused):
    code = "state_foreign"
    sentence = _("The procedure %(procedure)s has no state %(state)s.")


class KindMissing(RowRefused):
    code = "kind_missing"
    sentence = _("The column %(column)s, what it is about, is empty.")


class KindNotFound(RowRefused):
    code = "kind_not_found"
    sentence = _("There is no kind “%(value)s”, and the mapping does not allow making it.")


class NothingSaid(RowRefused):
    code = "nothing_said"
    sentence = _("No words say what happened: the columns of the mapping's “words” are empty.")


class SaidTooMuch(RowRefused):
    code = "said_too_much"
    sentence = _("More than %(most)s characters in “%(part)s”.")


class TooManyCells(RowRefused):
    code = "too_many_cells"
    sentence = _("The row has more cells than the file has columns.")
