"""The wordings of a body: which it uses, their versions, and what one version changed."""

from dataclasses import dataclass
from difflib import ndiff
from functools import cached_property

from django.http import Http404

from gongkai.bodies.models import Body
from gongkai.letters.document import LetterDocument, sampled
from gongkai.letters.models import LetterTemplateVersion, NumberRule
from gongkai.letters.numbering import rule_for
from gongkai.letters.wording import default_text, faults
from gongkai.office.desk import Desk
from gongkai.rules.letters import REPLY_NUMBER, Field, LetterKind, fields, kinds

MARKS = {"+ ": "ins", "- ": "del", "  ": ""}


@dataclass(frozen=True)
class ShownTemplate:
    """The wording of one kind of letter in a body."""

    kind: LetterKind
    desk: Desk

    @property
    def body(self) -> Body:
        """The body whose wording it is."""
        return self.desk.body

    @cached_property
    def versions(self) -> list[LetterTemplateVersion]:
        """The versions, newest first."""
        found = LetterTemplateVersion.objects.filter(
            template__body=self.body, template__kind=self.kind.code
        ).select_related("made_by")
        return list(found.order_by("-number"))

    @property
    def newest(self) -> LetterTemplateVersion | None:
        """The version in use; None for the default wording."""
        return self.versions[0] if self.versions else None

    @property
    def text(self) -> str:
        """The wording in use."""
        return self.newest.text if self.newest else default_text(self.kind.code)

    @property
    def has_number_rule(self) -> bool:
        """Whether the kind has a numbering rule of its own."""
        return self.kind.number not in ("", REPLY_NUMBER)

    @property
    def number_rule(self) -> NumberRule:
        """How it is numbered."""
        return rule_for(self.body, self.kind)

    @property
    def number_sample(self) -> str:
        """The first number of this year by the rule."""
        year = self.desk.today.year
        return self.number_rule.pattern.format(prefix=self.body.doc_no_prefix, year=year, serial=1)

    @property
    def needed(self) -> list[Field]:
        """What the kind must say."""
        return [fields()[code] for code in self.kind.needs]

    @property
    def usable(self) -> list[Field]:
        """All else that the wording may say."""
        return [field for field in fields().values() if field.code not in self.kind.needs]

    def faults(self, text: str) -> list[str]:
        """Return what is wrong with a wording."""
        return faults(text, self.kind)

    def sample(self, text: str) -> LetterDocument | None:
        """Return the letter that a wording gives for an invented case; None when it has faults."""
        if self.faults(text):
            return None
        return sampled(self.kind, self.body, text, on=self.desk.today)

    def version(self, number: int) -> LetterTemplateVersion | None:
        """
        Return a version by its number; 0 is the default wording, for which there is no record.

        :raises Http404: there is none of that number
        """
        if number == 0:
            return None
        for version in self.versions:
            if version.number == number:
                return version
        raise Http404("没有这一版")

    def changes(self, number: int) -> list[tuple[str, str]]:
        """Return the lines of a version, with "ins" or "del" where the wording in use differs."""
        version = self.version(number)
        old = version.text if version else default_text(self.kind.code)
        lines = ndiff(old.splitlines(), self.text.splitlines())
        return [(MARKS[line[:2]], line[2:]) for line in lines if line[:2] in MARKS]


def templates_of(desk: Desk) -> list[ShownTemplate]:
    """Return the wordings of the desk's body, one for each kind."""
    return [ShownTemplate(kind, desk) for kind in kinds().values()]


def open_template(desk: Desk, code: str) -> ShownTemplate:
    """
    Return the wording of one kind.

    :raises Http404: there is no such kind
    """
    if code not in kinds():
        raise Http404("没有这种文书")
    return ShownTemplate(kinds()[code], desk)
