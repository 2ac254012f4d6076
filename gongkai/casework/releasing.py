"""What a released answer needs: a reply that went out, and no word that leads to a person."""

from collections.abc import Collection
from datetime import date

from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.askers import private_facts
from gongkai.casework.models import DisclosureRequest, ReleasedAnswer, RequestFile
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Severity
from gongkai.screening.materials import Material
from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.setting import Setting
from gongkai.workflow import condition

NAMED = 3  # so many of the places found are named in a refusal


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
def check_no_person(case: DisclosureRequest, *texts: str, on: date) -> None:
    """
    Refuse words that name whoever asked or was consulted, or lead there (条例第十五条).

    :raises NamesPerson: naming which fact stands in the text, and not the fact
    """
    material = Material("公开答复")
    for text in texts:
        material.add(text, "文字")
    _check_material(case, material, "文字", on)


def check_file(case: DisclosureRequest, file: RequestFile, *, on: date) -> str:
    """
    Refuse to release a file that holds what leads to a person or must stay inside; return its text.

    :raises NotToRelease: it did not go out with a reply of this request, or cannot be looked into
    :raises NamesPerson: naming what was found and where, and not the fact
    """
    if file.purpose != RequestFile.Purpose.SUPPLIED or file.reply_id is None or file.purged_on:
        raise errors.NotToRelease("只能公开随答复提供给申请人的文件。")
    with file.file.open("rb") as opened:
        data = opened.read()
    try:
        material = open_file(data, file.name).material
    except CannotRead as error:
        raise errors.NotToRelease(f"{error}，不能公开。") from error
    _check_material(case, material, f"“{file.name}”", on)
    return "\n".join(passage.text for passage in material.passages if not passage.hidden)


def _check_material(case: DisclosureRequest, material: Material, what: str, on: date) -> None:
    whole = _plain("".join(passage.text for passage in material.passages))
    for label, value in private_facts(case):
        if len(value := _plain(value)) > 1 and value in whole:
            raise errors.NamesPerson(f"{what}中有{label}，请删去后再释放（条例第十五条）。")
    if found := [hit for hit in screen(material, Setting(on)) if hit.severity is Severity.BLOCK]:
        raise errors.NamesPerson(
            f"{what}中有不能公开的内容，请删去或者遮盖后再释放（条例第十四条、第十五条）：{_places(found)}。"
        )


def _places(hits: Collection[Hit]) -> str:
    named = "；".join(f"{hit.kind.label}{hit.masked}" for hit in list(hits)[:NAMED])
    return f"{named}，共{len(hits)}处" if len(hits) > NAMED else named


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
