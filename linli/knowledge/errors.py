from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotYourArticle(Refusal):
    code = "not_your_article"
    status = 403
    sentence = _("An article is written by the unit in charge of it.")


class NotApprover(Refusal):
    code = "not_approver"
    status = 403
    sentence = _("Articles are approved by a dispatcher or supervisor of the area.")


class OwnArticle(Refusal):
    code = "own_article"
    status = 403
    sentence = _("Somebody else has to approve what you wrote.")


class ArticleIncomplete(Refusal):
    code = "article_incomplete"
    status = 422
    sentence = _("An article needs a question, an answer and where the answer is from.")


class NothingOffered(Refusal):
    code = "nothing_offered"
    sentence = _("No version of this article waits for approval.")


class ArticleWithdrawn(Refusal):
    code = "article_withdrawn"
    sentence = _("This article has been withdrawn.")


class PersonInArticle(Refusal):
    code = "person_in_article"
    status = 422
    sentence = _("There is a phone or identity number in it (%(found)s). An article names offices, not persons.")
