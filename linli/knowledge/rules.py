"""Who may do what with articles. Every member of the staff may read them."""

from linli.knowledge.models import Article
from linli.people.enums import Role
from linli.people.reader import Held, Reader

MAY_WRITE = frozenset({Role.OFFICER, Role.CLERK, Role.MANAGER, Role.DISPATCHER, Role.SUPERVISOR, Role.OPERATOR})
MAY_APPROVE = frozenset({Role.DISPATCHER, Role.SUPERVISOR})


def writing_posts(reader: Reader) -> tuple[Held, ...]:
    return reader.with_role(*MAY_WRITE)


def may_write(reader: Reader, article: Article) -> bool:
    """Whoever sits at the unit in charge."""
    return reader.is_system or any(post.unit_id == article.unit_id for post in writing_posts(reader))


def may_approve(reader: Reader, article: Article) -> bool:
    return reader.is_system or any(article.area.startswith(post.area) for post in reader.with_role(*MAY_APPROVE))
