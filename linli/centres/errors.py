from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NothingToDisclose(Refusal):
    code = "nothing_to_disclose"
    status = 422
    sentence = _("Write what is to be published.")


class PersonInDisclosure(Refusal):
    code = "person_in_disclosure"
    status = 422
    sentence = _("There is a phone or identity number of a person in it. Name the office instead.")


class ReasonForWithdrawal(Refusal):
    code = "reason_for_withdrawal"
    status = 422
    sentence = _("Say why it is withdrawn; everybody reads it.")


class NotPublished(Refusal):
    code = "not_published"
    sentence = _("This is not published, or withdrawn already.")
