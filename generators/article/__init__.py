"""The interpretation article (解读稿): outline and files."""

from generators.article.product import Article

__all__ = ["Article"]
