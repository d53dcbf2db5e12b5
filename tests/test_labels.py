"""Every name in the code that a person sees has a Chinese word."""

import re
from typing import get_args

import pytest

from generators.model import (
    NINE_ELEMENTS,
    AnswerState,
    Difference,
    Drafted,
    Element,
    KeyPoint,
    Level,
    Part,
    PolicyDocument,
    Severity,
)
from studio import labels
from studio.service import Action, JobState, Publication, Role, Status
from styles import themes
from tests.sample_interpretation import rich_interpretation

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("enum", [Role, Status, Action, Element, Level, Part, Severity, JobState])
def test_every_member_of_an_enum_has_its_own_chinese_word(enum):
    words = [labels.label(member) for member in enum]
    assert all(CHINESE.search(word) for word in words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (labels.ANSWER_STATES, get_args(AnswerState)),
        (labels.KEY_POINT_STATES, get_args(KeyPoint.model_fields["state"].annotation)),
        (labels.DIFFERENCE_KINDS, get_args(Difference.model_fields["kind"].annotation)),
        (labels.DRAFTED_FIELDS, get_args(Drafted.model_fields["field"].annotation)),
        (labels.PUBLICATION_FIELDS, tuple(Publication.model_fields)),
        (labels.RECORD_FIELDS, tuple(set(PolicyDocument.model_fields) - {"clauses", "tables", "attachments", "warnings", "source"})),
    ],
)
def test_every_state_and_field_has_a_word_and_no_word_is_left_over(words, values):
    assert set(words) == set(values)
    assert all(CHINESE.search(word) for word in words.values())


def test_what_a_theme_offers_has_a_word():
    assert set(labels.ORNAMENTS) == set(themes.ORNAMENTS) and set(labels.TYPE_SCALES) == set(themes.TYPE_SCALES)


def test_several_roles_read_as_a_list_in_their_order():
    assert labels.roles((Role.SIGNER, Role.DRAFTER)) == "拟稿、签发"
    assert labels.roles(()) == "无"




def test_the_text_of_a_regulation_is_not_called_a_notice():
    document = rich_interpretation().document
    assert labels.part(Part.NOTICE, document) == "通知" and labels.part(Part.ENCLOSURE, document) == "印发文件"
    alone = document.replace(clauses=tuple(clause for clause in document.clauses if clause.part is Part.NOTICE))
    assert labels.part(Part.NOTICE, alone) == "正文"
    assert labels.part(Part.NOTICE, document.replace(document_number="云溪市人民政府令第9号")) == "公布令"


def test_each_of_the_nine_elements_has_the_question_it_answers():
    assert tuple(labels.EXPECTED) == NINE_ELEMENTS and all(question.endswith("？") for question in labels.EXPECTED.values())
    assert set(labels.TASK_STEPS) == set(labels.TASK_KINDS)
