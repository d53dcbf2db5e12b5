"""The questions and answers (政策问答): page, scenario pages, paper, question bank."""

from generators.faq.product import Faq

__all__ = ["Faq"]
