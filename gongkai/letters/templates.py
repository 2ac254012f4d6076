"""Which wording a letter is written in: the body's newest version, or the default of the program."""

from gongkai.bodies.models import Body
from gongkai.letters.models import Letter, LetterTemplateVersion
from gongkai.letters.wording import default_text


def version_for(body: Body, kind: str) -> LetterTemplateVersion | None:
    """Return the body's newest version for a kind of letter; None where it uses the default."""
    versions = LetterTemplateVersion.objects.filter(template__body=body, template__kind=kind)
    return versions.order_by("number").last()


def text_of(version: LetterTemplateVersion | None, kind: str) -> str:
    """Return the wording of a version, or the default one."""
    return version.text if version else default_text(kind)


def text_for(letter: Letter) -> str:
    """Return the wording that a draft is written in."""
    return text_of(letter.version, letter.kind)
