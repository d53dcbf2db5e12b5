"""Facts: what in a policy can be checked. Rules only; the same text gives the same facts everywhere.

``facts_in`` reads one text, ``facts_of`` a document with its tables. The rules work on a width-folded copy of equal
length, so spans are exact offsets into the text as stored.
"""

from studio.interpreting.facts.extracting import cell_facts, facts_in, facts_of
from studio.interpreting.facts.textfact import TextFact

__all__ = ["TextFact", "cell_facts", "facts_in", "facts_of"]
