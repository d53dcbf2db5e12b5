"""Whether a heading is a whole phrase and says of whom and of how much of its text it is: wider, cut or half of it is none."""

import re

from generators.matters import speaks_a_little

LEAST = 12
"""Characters of a sentence that may be a matter of its own."""

_UNFINISHED = re.compile(
    r"^(?:导致|造成|分为|包括|包含|有利于|旨在|目的是|意在|不能[^，]{0,4}是)|(?:[^可还就但]是|应当?遵守|负责处理分管|[^不]分管)$|^(?!坚持)[^，]*以[^，]{2,}为[\u4e00-\u9fff]{2,5}$|[两二三]者|的已经?|"
    r"，[^，]*(?:应当|应(?![急对用])|可以?|必须|须)|，[^，]*的(?:可|应)"
)
"""What leads to a purpose, wants an object, stops within 以……为……, points at what is not there, or is a sentence with its subject and a comma."""

_GOES_ON = re.compile(
    r"^(?:但|其(?!他)|该|此|上述|前款|具体|逾期|情[况节形]|构成|造成|涉嫌|因|如|若|未|不(?:得|予|再)|超过|最[高低长多]|单个|每[户家个人项次年月]|同一|符合|评估|有效期|期满|所需|对(?:符合|不符合|未|逾期|上述|其)|"
    r"同时|并|也|还|可以?|经(?=[^，。；]{0,14}(?:批|同意|审|核|评|查|认定|公示|协商|部门))|仍|双方|剩余|由此|需要|确需|特殊|\d|[①-⑳]|按|自|申请人|在此|补[贴助]|奖励|有(?:下列|以下))"
)
"""Opens a sentence that goes on with the one before it."""


def is_unfinished(heading: str, text: str = "") -> bool:
    """Tell whether a heading leads to what does not stand in it: 有利于……产品, ……的主要任务是, 建成以……为龙头."""
    return bool(_UNFINISHED.search(heading)) and not re.match(f"{re.escape(heading)}[。；]", text)


def leaves_sentences(heading: str, text: str) -> bool:
    """Tell whether a heading has nothing of one of the sentences under it, which is none that goes on with the one before."""
    sentences = [one for one in re.split("[。\n]", text) if len(one) >= LEAST]
    if len(sentences) < 2 or any("：" in one for one in sentences[:-1]):
        return False
    return any(not _GOES_ON.match(one) and not speaks_a_little(heading, one) for one in sentences[1:])


def is_cut_from_list(heading: str, text: str) -> bool:
    """Tell whether a heading is a verb with only the last of what it has as its objects (选择丁港4个港口 of 选择甲港、乙港、丙港、丁港4个港口)."""
    return heading not in text and len(heading) > 4 and bool(re.search(f"{re.escape(heading[:2])}[^，。；]*、[^，。；、]*{re.escape(heading[2:])}", text))


_BAN = re.compile("不得|禁止|严禁")
_MAKES = "制定|编制|建立|完善|健全|落实"
_OFFICE_DOES = re.compile("责令|罚款|处罚|纳入[^，。；]{0,10}信用|没收|暂停")


def is_second_of_two(heading: str, text: str) -> bool:
    """Tell whether a heading is the second ban of a sentence (不得……，不得公开个人信息), or the first of what follows from a breach (约谈负责人)."""
    at = text.find(heading)
    before = re.split("[。；]", text[:at])[-1] if at > 0 else ""
    if re.search(f"(?:{_MAKES})[^，。；：]{{2,}}(?:和|及|以及)$", before) and not re.match(f"{_MAKES}|推动|推进|加强|实施|开展|组织|实行|优化|提升|强化", heading):
        return True  # 目录 of 制定政策和目录
    if _BAN.match(heading) and re.search("(?:不得|禁止|严禁)[^，。；：]{4,}，(?:也|并|亦|且)?$", before):
        return True
    return at > 0 and bool(re.search("的，(?:由)?[^，。；]{0,20}$", before)) and bool(_OFFICE_DOES.search(text[at + len(heading) :])) and not re.search("(?:处罚|处理|责任|情形|后果)$", heading)


def is_of_a_case(heading: str, text: str) -> bool:
    """Tell whether a heading is the whole of what is laid down for a case, and leaves the case out: 对不足一年的人员，领取年限延长至退休."""
    alone = re.search(f"的[\u4e00-\u9fff]{{0,5}}，(?:应当?|须)?(?:[^，。；]{{0,12}}内)?{re.escape(heading)}[，。]", text)
    return bool(alone and _RULES.search(heading))


_RULES = re.compile("延长至|延长到|腾退|结清|退出|缩短|视为|视同|清退|收回|移交|撤销|注销")
"""Verbs of what strikes a case only, and would be read as striking everybody."""
