"""内容概述的建议: the purpose of a text and its headings, in its own words, within two hundred characters."""

import re
from collections.abc import Sequence

from gongkai.publishing.papers.blocks import heading_level

LONGEST = 200
NUMBER = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节编]|[一二三四五六七八九十]{1,3}、)\s*")
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
LEADS_ON = re.compile(
    r"，?(?:现|特|今)?(?:将|就|对)(?P<matter>[^，。]{0,60}?)(?:有关|相关)?(?:事项|问题|工作)?"
    r"(?P<verb>通知|公告|通告|公示|报告|解读)?(?:如下|如次)?[：:。]?$"
)
SENT_OUT = re.compile(
    r"现将《[^》]+》(?:（[^）]+）)?(?:印发|转发)给你们[^。]*。?|请(?:认真|结合|遵照)[^。]*(?:执行|实施|落实)。?"
)
CALL = re.compile(r"^[^。；]{2,80}[:：]$")
LEADING = re.compile(r"(?:如下|如次)[:：]$")
SHORTEST = 12  # characters of a sentence that says something


def summary_of(lines: Sequence[str]) -> tuple[str, str]:
    """Return a summary and where it was found; nothing of a text that says too little."""
    purpose, place = _purpose(lines)
    headings = [NUMBER.sub("", line) for line in lines if heading_level(line) == 2 and NUMBER.match(line)]
    if len(headings) < 2:
        return _cut(purpose), place
    listed = f"内容包括：{'；'.join(headings)}。"
    if len(listed) > LONGEST - SHORTEST:
        return _cut(purpose) or _cut(listed), place or "各级标题"
    room = LONGEST - len(listed)
    opening = _cut(purpose, room) if len(purpose) <= room else _first(purpose, room)
    return f"{opening}{listed}", f"{place}和各级标题" if opening else "各级标题"


def _purpose(lines: Sequence[str]) -> tuple[str, str]:
    """Return the first paragraph that says something, without the phrase that only leads on."""
    for number, line in enumerate(lines, 1):
        if heading_level(line) or (CALL.match(line) and not LEADING.search(line)):
            continue
        said = _said(line)
        if len(said) >= SHORTEST:
            return said if said.endswith("。") else f"{said}。", f"标题下第{number}段"
    return "", ""


def _said(line: str) -> str:
    """Return what a paragraph says, without sending a paper out and without leading on to what follows."""
    line = SENT_OUT.sub("", line)
    found = LEADS_ON.search(line)
    if not found or not (found["verb"] and line.endswith(("如下：", "如下。", "如下:"))):
        return line.rstrip("，,：: ")
    before, matter = line[: found.start()].rstrip("，。"), found["matter"].strip()
    if not matter:
        return before
    told = f"就{matter}有关事项作出{found['verb']}" if found["verb"] in ("通知", "通告", "公告") else matter
    return f"{before}，{told}" if before else told


def _first(text: str, room: int) -> str:
    """Return the first sentence where there is room for it."""
    sentence = SENTENCE.match(text)
    return sentence[0] if sentence and len(sentence[0]) <= room else ""


def _cut(text: str, room: int = LONGEST) -> str:
    """Return a text within its room, ended at the end of a sentence or of a clause."""
    if len(text) <= room:
        return text
    kept = ""
    for sentence in SENTENCE.findall(text):
        if len(kept) + len(sentence) > room:
            break
        kept += sentence
    if kept:
        return kept
    clause = text[: room - 1].rpartition("，")[0] or text[: room - 1]
    return f"{clause}。"
