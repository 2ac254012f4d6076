"""Word 97 files (.doc) as .docx: text, tables, notes, comments, revisions, hidden text, as far as they go."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.common.apart import Failed, keep_within, run_apart
from gongkai.common.ole import MAGIC, DamagedOle, stream_names

PROGRAM = "gongkai.common.old_word"
SECONDS = 20
MEMORY = 1_000 * 2**20  # bytes
NOT_SEEN = (
    "这是旧版Word文件（.doc），系统先转换再检查：正文、表格、页眉页脚、脚注、批注、修订和隐藏文字都在内；"
    "图片和图形中的文字、嵌入的对象、属性中的单位和上次保存人、快速保存留下的旧文字看不到。"
    "另存为.docx后上传，检查得更全"
)
SAVE_ANEW = "请在Word或者WPS中打开，另存为.docx"


class NotConverted(ValueError):
    """The file cannot be made a .docx; the message says why and what to do, after the file's name."""


def is_old_word(data: bytes) -> bool:
    """Whether these are the bytes of a Word 97 file, whatever it is called."""
    try:
        return data.startswith(MAGIC) and "WordDocument" in stream_names(data)
    except DamagedOle:
        return False


def as_docx(data: bytes) -> bytes:
    """
    Return a Word 97 file as .docx, made in a process of its own.

    :raises NotConverted: damaged, encrypted, too large, or no Word file at all
    """
    try:
        names = stream_names(data)
    except DamagedOle as error:
        raise NotConverted(f"已损坏或者不完整，{SAVE_ANEW}") from error
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise NotConverted("设有打开密码，请取消密码")
    if "WordDocument" not in names:
        raise NotConverted("不是Word文件，请按内容改正扩展名，或者另存为.docx、.xlsx")
    try:
        return run_apart(PROGRAM, data, seconds=SECONDS)
    except Failed as error:
        raise NotConverted(f"读不出来，可能已损坏、加了密或者过于复杂，{SAVE_ANEW}") from error


def main() -> None:
    """Read a .doc from standard input, write the .docx to standard output."""
    keep_within(memory=MEMORY, seconds=SECONDS)
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "old.doc"), Path(folder, "new.docx")
        source.write_bytes(sys.stdin.buffer.read())
        import_module("doc2docx").convert(source, target)
        sys.stdout.buffer.write(target.read_bytes())


if __name__ == "__main__":
    main()
