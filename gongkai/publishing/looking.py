"""发布前检查: looking into the text and the files of an item, by the lists as they stand."""

from collections.abc import Iterable
from hashlib import sha256
from json import dumps

from gongkai.publishing.errors import SecretMark
from gongkai.publishing.models import Attachment
from gongkai.publishing.models.checks import Finding, Result, as_result, finding_of
from gongkai.publishing.snapshot import Snapshot
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Kind
from gongkai.screening.reading import CannotRead, Opened, open_file, open_html
from gongkai.screening.setting import Setting

TEXT = "正文"
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


def look_into_file(data: bytes, name: str, setting: Setting) -> tuple[Result, list[Hit]]:
    """Return what is found in a file and its name, to be kept, and the hits."""
    try:
        opened = open_file(data, name)
    except CannotRead as error:
        only_name = Opened(open_html("", "").material, None)
        only_name.material.add(name, "filename")
        result, hits = _look(only_name, name, setting)
        return {**result, "unread": [str(error)]}, hits
    return _look(opened, name, setting)


def look_into_stored(attachment: Attachment, setting: Setting) -> Result:
    """Return what is found in an attachment, to be kept; one whose file is gone says so."""
    try:
        with attachment.file.open("rb") as file:
            return look_into_file(file.read(), attachment.name, setting)[0]
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
    if passage.where in ("title", "filename", *FIELDS):
        return True
    written = [part for part in passage.parts if part.text.strip()]
    return opened.saved is not None and bool(written) and all(part.put for part in written)


def refuse_secrets(hits: Iterable[Hit], data: bytes) -> None:
    """
    Refuse what carries a mark of secrecy, before anything of it is written anywhere.

    :raises SecretMark: with the hash of the content and the rule, which is all that is kept
    """
    for hit in hits:
        if hit.kind is Kind.SECRET_MARK:
            raise SecretMark(MOVE_AWAY, sha256=sha256(data).hexdigest(), rule=hit.rule)
