from linli.people.models.account import Account
from linli.people.models.look import Look
from linli.people.models.post import Post
from linli.people.models.sent_text import SentText
from linli.people.models.sign_in_code import SignInCode
from linli.people.models.unit import Unit

__all__ = ["Account", "Look", "Post", "SentText", "SignInCode", "Unit"]
