"""字体: which fonts a document is set in: the customer's, the system's, an extra's, and last our own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

SHIPPED = Path(__file__).parent

# Where Debian, Fedora and TeX Live put Noto and Fandol; no others, so that a document looks alike everywhere.
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/google-noto-cjk"),
    Path("/usr/share/fonts/google-noto-serif-cjk-vf-fonts"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/texmf/fonts/opentype/public/fandol"),
)

SONG = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Gongkai Serif SC")
SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC")

# GB/T 9704—2012: 小标宋 for head and title, 仿宋 for the text, 黑体 and 楷体 for headings. A family that is
# not there gives way to the next; the names are those that the fonts bear inside.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", *SONG),
    "text": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R", *SONG),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai R", *SONG),
    "hei": ("SimHei", "黑体", "FZHei-B01", *SANS, "FandolHei R", *SONG),
    "song": ("SimSun", "宋体", *SONG),
}


class NoChineseFont(LookupError):
    """None of the known fonts can be found, not even the ones that travel with the program."""


@dataclass(frozen=True)
class Faces:
    """The fonts a document may use: the family for each role, and where typst finds them."""

    families: Mapping[str, str]
    fonts: typst.Fonts


def faces(own: Sequence[str | Path] = (), *, only_shipped: bool = False) -> Faces:
    """
    Return the family of each role, looking first into the deployment's `own` folders.

    :raises NoChineseFont: not even the shipped fonts are there
    """
    folders = [Path(folder) for folder in own]
    if not only_shipped:
        folders += [*SYSTEM_FOLDERS, *_extra()]
    return _faces(tuple(folder for folder in folders if folder.is_dir()))


@cache
def _faces(folders: tuple[Path, ...]) -> Faces:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in (*folders, SHIPPED)],
    )
    there = set(fonts.families())
    chosen = {role: next((name for name in names if name in there), None) for role, names in FAMILIES.items()}
    missing = [role for role, name in chosen.items() if name is None]
    if missing:
        raise NoChineseFont(f"找不到中文字体，程序自带的字体也不在：{SHIPPED}。请重新安装程序。")
    return Faces({role: name for role, name in chosen.items() if name}, fonts)


def _extra() -> tuple[Path, ...]:
    # The extra `fonts` brings Noto Sans CJK as a package.
    found = find_spec("noto_cjk_sans_otc")
    return (Path(found.origin).parent,) if found and found.origin else ()
