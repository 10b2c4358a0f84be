from linli.knowledge.models.article import Article
from linli.knowledge.models.opinion import ArticleOpinion
from linli.knowledge.models.version import ArticleVersion
from linli.knowledge.models.words import ArticleWords

__all__ = ["Article", "ArticleOpinion", "ArticleVersion", "ArticleWords"]
