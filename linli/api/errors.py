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


class MediaTypeWrong(Refusal):
    code = "media_type_wrong"
    status = 415
    sentence = _("Send JSON, and say so: Content-Type: application/json.")


class ExternalKnown(Refusal):
    code = "external_known"
    sentence = _("The case %(id)s of %(source)s is here already as %(number)s.")


class LimitFaulty(Refusal):
    code = "limit_faulty"
    status = 422
    sentence = _("Write the time as a number of 1 to %(most)s and one of %(units)s, such as “3 working_days”.")


class KeyMalformed(Refusal):
    code = "key_malformed"
    status = 400
    sentence = _("An Idempotency-Key is 1 to 60 printable characters.")


class MatchMalformed(Refusal):
    code = "match_malformed"
    status = 400
    sentence = _("If-Match names the ETag of a case as it was read, such as “7”.")


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


class AnswerUnknown(Refusal):
    code = "answer_unknown"
    status = 404
    sentence = _("There is no such answer within the reach of this token.")
