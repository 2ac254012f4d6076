"""What a released answer needs: a reply that went out, and no word that leads to a person."""

import re
from datetime import date

from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.askers import private_facts
from gongkai.casework.models import DisclosureRequest, ReleasedAnswer
from gongkai.workflow import condition

# Numbers of anybody, not only of who is in the case.
NUMBERS = {
    "居民身份证号码": re.compile(r"(?<!\d)[1-9]\d{16}[\dx](?!\d)"),
    "手机号码": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
}


def public_answer(case: DisclosureRequest) -> ReleasedAnswer | None:
    """Return the answer that everybody may read of this request, if there is one."""
    return ReleasedAnswer.objects.public().filter(reply__request=case).first()


@condition("已经制发答复，答复还没有释放为公开答复（条例第四十四条）。")
def check_not_released(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to release what was not answered, or twice (条例第四十四条).

    :raises NotServed: no reply went out
    :raises AlreadyReleased: it is public
    """
    if not case.replies.issued().exists():
        raise errors.NotServed("没有制发答复的申请，不能释放为公开答复。")
    if public_answer(case):
        raise errors.AlreadyReleased("这件申请的答复已经公开；需要改动的，先撤下再重新释放。")


@condition("答复已经释放为公开答复（条例第四十四条）。")
def check_released(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to take down what is not public.

    :raises NotReleased: nothing of it is public
    """
    if not public_answer(case):
        raise errors.NotReleased("这件申请的答复没有公开，不需要撤下。")


@condition("标题和摘要中没有申请人、被征求意见方的姓名和能够指向他们的内容（条例第十五条）。")
def check_no_person(case: DisclosureRequest, *texts: str) -> None:
    """
    Refuse words that name whoever asked or was consulted, or lead there (条例第十五条).

    :raises NamesPerson: naming which fact stands in the text, and not the fact
    """
    whole = _plain("".join(texts))
    for label, value in private_facts(case):
        if len(value := _plain(value)) > 1 and value in whole:
            raise errors.NamesPerson(f"文字中有{label}，请删去后再释放（条例第十五条）。")
    for label, pattern in NUMBERS.items():
        if pattern.search(whole):
            raise errors.NamesPerson(f"文字中有像{label}的数字，请核对并删去后再释放（条例第十五条）。")


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
