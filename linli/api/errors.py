from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class TokenRefused(Refusal):
    code = "token_refused"
    status = 401
    sentence = _("The token is missing, unknown, expired or revoked.")


class ScopeMissing(Refusal):
    code = "scope_missing"
    status = 403
    sentence = _("This token may not do that.")


class TooManyRequests(Refusal):
    code = "too_many_requests"
    status = 429
    sentence = _("More requests than this token may send in a minute. Try again shortly.")


class DeedUnknown(Refusal):
    code = "deed_unknown"
    status = 404
    sentence = _("There is no such deed.")


class CaseUnknown(Refusal):
    code = "case_unknown"
    status = 404
    sentence = _("There is no such case within the reach of this token.")


class NameTaken(Refusal):
    code = "name_taken"
    status = 422
    sentence = _("There is a token of this name already.")


class NoPosts(Refusal):
    code = "no_posts"
    status = 422
    sentence = _("This account holds no such post today, so the token could do nothing.")
