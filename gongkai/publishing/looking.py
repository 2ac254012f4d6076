"""发布前检查: looking into the text and the files of an item, by the lists as they stand."""

from collections.abc import Iterable
from hashlib import sha256
from json import dumps

from django.conf import settings

from gongkai.common.uploads import UploadRefused
from gongkai.publishing.errors import SecretMark
from gongkai.publishing.models import Attachment
from gongkai.publishing.models.checks import Finding, Result, as_result, finding_of
from gongkai.publishing.snapshot import Snapshot
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Kind
from gongkai.screening.materials import TOO_MUCH, Material
from gongkai.screening.reading import CannotRead, Opened, open_html
from gongkai.screening.reading.large import open_within
from gongkai.screening.setting import Setting

TEXT = "正文"
TOO_LONG = "“{}”内容过多（超过10万段或者600万字），发布前检查读不完，不能公开，请拆成几个文件。"
FIELDS = ("summary", "doc_no", "keywords", "content_source")  # short texts that the public reads as well
MOVE_AWAY = (
    "检查发现密级标志，系统已经拒收，没有保存任何内容，只记录了摘要值、时间、经办人和规则。"
    "请立即把文件从连接互联网的计算机和本系统的上传目录移走，按保守国家秘密法的规定处理，并报告本机关保密工作机构。"
)


def lists_of(setting: Setting) -> str:
    """Return the hash of everything beside the content, and beside the day, that a check depends on."""
    told = [
        setting.mode,
        str(setting.formed_on),
        str(setting.published_on),
        setting.consulting,
        sorted(setting.listing),
        sorted(setting.hiding),
        sorted(setting.keep.items()),
        sorted(setting.own_phones),
        sorted(setting.own_domains),
        sorted(setting.own_addresses),
        [[each.title, each.version, [entry.name for entry in each.entries]] for each in setting.lexicons],
    ]
    return sha256(dumps(told, ensure_ascii=False).encode()).hexdigest()


def open_text(draft: Snapshot) -> Opened:
    """Return what the public reads of a draft: title, body, tables, and the short texts beside them."""
    opened = open_html(draft["title"], draft["content"])
    for name in FIELDS:
        opened.material.add(draft[name], name)
    return opened


def text_part(draft: Snapshot) -> str:
    """Return the key of the text of a draft; equal texts have equal keys."""
    texts = [draft[name] for name in ("title", "content", *FIELDS)]
    return f"text:{sha256(dumps(texts, ensure_ascii=False).encode()).hexdigest()}"


def file_part(attachment: Attachment) -> str:
    """Return the key of an attachment, whose file never changes."""
    return f"file:{attachment.pk}"


def look_into_text(draft: Snapshot, setting: Setting) -> tuple[Result, list[Hit]]:
    """Return what is found in the text of a draft, to be kept, and the hits."""
    return _look(open_text(draft), TEXT, setting)


def open_file_of(data: bytes, name: str, description: str) -> tuple[Opened, str]:
    """
    Return what the public comes to see of an attachment, and why it is no more than its name and description.

    A large file is read in a program of its own, within bounds of time and memory.
    """
    try:
        opened, why = open_within(data, name, large=settings.READ_APART_FROM), ""
    except CannotRead as error:
        opened, why = Opened(Material(name), None), str(error)
        opened.material.add(name, "filename")
    opened.material.add(description, "description")
    return opened, why


def look_into_file(
    data: bytes, name: str, setting: Setting, description: str = ""
) -> tuple[Result, list[Hit]]:
    """Return what is found in a file, its name and its description, to be kept, and the hits."""
    opened, why = open_file_of(data, name, description)
    result, hits = _look(opened, name, setting)
    return ({**result, "unread": [why]} if why else result), hits


def look_into_stored(attachment: Attachment, setting: Setting) -> Result:
    """Return what is found in an attachment, to be kept; one whose file is gone says so."""
    try:
        with attachment.file.open("rb") as file:
            return look_into_file(file.read(), attachment.name, setting, attachment.description)[0]
    except FileNotFoundError:
        return as_result(attachment.name, [], ["文件已经不在，没有检查"])


def _look(opened: Opened, name: str, setting: Setting) -> tuple[Result, list[Hit]]:
    hits = screen(opened.material, setting)
    return as_result(name, _findings(opened, hits, setting), opened.material.unread), hits


def _findings(opened: Opened, hits: Iterable[Hit], setting: Setting) -> list[Finding]:
    return [finding_of(hit, can_be_written=can_be_written(opened, hit), keep=setting.keep) for hit in hits]


def can_be_written(opened: Opened, hit: Hit) -> bool:
    """Whether what a hit found can be covered: in a file that can be saved, or in a field of the form."""
    passage = opened.material.passages[hit.passage]
    if passage.where in ("title", "filename", "description", *FIELDS):
        return True
    written = [part for part in passage.parts if part.text.strip()]
    return opened.saved is not None and bool(written) and all(part.put for part in written)


def too_much_in(result: Result) -> str:
    """Return that a part holds more than the check reads to its end, in words; nothing where it does not."""
    return TOO_LONG.format(result["name"]) if TOO_MUCH in result["unread"] else ""


def refuse_too_much(result: Result) -> None:
    """
    Refuse a file that the check reads only in part: what nobody has read must not go out.

    :raises UploadRefused: saying what to do
    """
    if told := too_much_in(result):
        raise UploadRefused(told)


def refuse_secrets(hits: Iterable[Hit], data: bytes) -> None:
    """
    Refuse what carries a mark of secrecy, before anything of it is written anywhere.

    :raises SecretMark: with the hash of the content and the rule, which is all that is kept
    """
    for hit in hits:
        if hit.kind is Kind.SECRET_MARK:
            raise SecretMark(MOVE_AWAY, sha256=sha256(data).hexdigest(), rule=hit.rule)
