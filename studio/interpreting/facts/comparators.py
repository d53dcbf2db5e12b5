"""How a number is bounded: 不超过, 以内, 上限 → <=; 不低于, 以上, 满, 起 → >=; 不足 → <; 超过 → >; 约, 左右 → ~.

以上、以下、以内、届满 include the number, 不满、超过、以外 do not (民法典第一千二百五十九条).
"""

import re

_AT_MOST = (
    "不得超过|不能超过|不应超过|不可超过|不会超过|未逾|不逾|不超过|不能长于|不应长于|不能多于|不应多于|不能大于|不能晚于|不能迟于|不得迟于|不得超出|不超出|未超过|没有超过|不得高于|不能高于|不应高于|不高于|不得多于|不多于|不得大于|不大于|"
    "不得长于|不长于|不得晚于|不晚于|不迟于|最高|最多|最长|最大|最迟|至多|顶格|上限|限额|封顶|小于等于|控制在|≤"
)
_AT_LEAST = (
    "不得低于|不能低于|不能小于|不能短于|不能早于|不应少于|不应低于|不低于|不得少于|不能少于|不应少于|不少于|不得小于|不小于|不得短于|不短于|不得早于|不早于|至少|最低|最少|最短|下限|"
    "大于等于|≥"
)
_LESS = "不足|不满|未满|不到|未达到|未达|没有达到|低于|少于|小于|短于|<"
_MORE = "超过|高于|多于|大于|超出|长于|突破|逾|>"
_NEAR = "大约|约为|约|大概|接近"
_FROM = "年满|届满|已满|(?<!每)满"

_SIGNS = {}
for _words, _sign in ((_AT_MOST, "<="), (_AT_LEAST, ">="), (_LESS, "<"), (_MORE, ">"), (_NEAR, "~"), (_FROM, ">=")):
    for _word in _words.split("|"):
        _SIGNS[_word.removesuffix("?").removeprefix("(?<!每)")] = _sign

# Words that may be some way before their number (最高给予50万元), and words that must touch it (满1年).
_FAR = re.compile(rf"(?:{_AT_MOST}|{_AT_LEAST}|超过|高于|低于|少于|多于|大于|小于|突破|不足|不到|未达到)")
_NOT_A_BOUND = re.compile(r"最低(?:生活|工资|收购|收入|社会)|最高(?:人民|法院|检察|院|等级|信用|学历|层次|管理|权力)|最大(?:限度|程度|范围)|限额以[上下](?:企业|单位)|最高(?:贷款)?(?:额度|限额)(?:可?分?别?)(?:上浮|提高|下调|降低|增加|减少|上调)|能力不足|不足部分")
_NEAR_LEFT = re.compile(rf"(?:{_FROM}|{_LESS}|{_MORE}|{_NEAR}|{_AT_MOST}|{_AT_LEAST})[为是到于在达]?[ （]?$")
_WORD = re.compile(rf"{_AT_MOST}|{_AT_LEAST}|{_LESS}|{_MORE}|{_NEAR}|{_FROM}")
_GAP = 16
_STOP = re.compile(r"[，。；、：,;:\n\u0000（）“”|｜]")

_RIGHT = re.compile(
    r"[ ]?(?:（(?P<including>含(?:本数|[\d一二两三四五六七八九十][^（）]{0,6})?|不含(?:本数)?)）)?[ ]?(?:\u0000{0,1})"
    r"(?P<word>及其?以上|或以上|含以上|以上|及其?以下|或以下|含以下|以下|及以内|以内|之内|内(?![容部地涵设外蒙陆科])|"
    r"为限|为上限|封顶|为封顶|的?(?:最高)?(?:限额|额度|上限|范围)(?:以内|之内|内)|为下限|为底|(?:不等)?(?:左右|上下)|"
    r"起(?![草伏点步诉到义草来源重飞降]))?"
    r"(?P<after>（(?:含|包括|包含)[^（）]{1,8}）|（不含(?:本数|本级|\d[^（）]{0,6})?）)?"
)
_RIGHT_SIGNS = {"上": ">=", "下": "<=", "内": "<=", "限": "<=", "顶": "<=", "底": ">=", "右": "~", "起": ">="}


def left_comparator(text: str, start: int, floor: int) -> tuple[str, str]:
    """Return the comparator that words before a number give it and the word, or two ''. ``floor``: where the previous fact ended."""
    window = text[max(floor, start - _GAP - 6, 0) : start]
    for match in reversed(list(_STOP.finditer(window))):
        window = window[match.end() :]
        break
    if not window:
        return "", ""
    touching = _NEAR_LEFT.search(window)
    if touching:
        word = _WORD.match(window, touching.start())[0]
        return _SIGNS[word], word
    word = ""
    for match in _FAR.finditer(window):
        if not _NOT_A_BOUND.match(window, match.start()) and not _already_closed(window, match.end()):
            word = match[0]
    return _SIGNS.get(word, ""), word


def _already_closed(window: str, end: int) -> bool:
    """A bound that belongs to a noun (超过标准的部分按…) does not reach the number behind 的部分."""
    return "的部分" in window[end:] or "的，" in window[end:]


def right_comparator(text: str, end: int) -> tuple[str, str]:
    """Return the comparator that words behind a number give it and the word, or two ''."""
    match = _RIGHT.match(text, end)
    if not match or not match["word"]:
        return "", ""
    word = match["word"]
    sign = _RIGHT_SIGNS[word[-1]]
    if sign == "~" or word[-1] in "限顶底":
        return sign, word
    excluding = (match["including"] or "").startswith("不含") or (match["after"] or "").startswith("（不含")
    return (sign[0] if excluding else sign), word


def comparator(text: str, start: int, end: int, floor: int = 0) -> tuple[str, str]:
    """Return the comparator of the number at ``[start:end]`` and the word that sets it, or two ''.

    不超过…以内 and 满…以上 say one thing twice; 低于 and 超过 exclude the number even when 以上 or 以下 follows.
    """
    left, left_word = left_comparator(text, start, floor)
    right, right_word = right_comparator(text, end)
    if "~" in (left, right):
        return "~", left_word if left == "~" else right_word
    if left and (not right or left in ("<=", ">=") or left == right[0]):
        return left, left_word
    return (right, right_word) if right else (left, left_word)
