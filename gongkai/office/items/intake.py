"""What the form of an item does before it is saved: reads a file in, looks for metadata, takes proposals."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from gongkai.office.desk import Desk
from gongkai.office.forms.items import CATALOGUE, CONTENT, MODE, ItemForm, PaperForm
from gongkai.office.refusals import refused_into
from gongkai.publishing import actions
from gongkai.publishing.html import clean_html, plain_text
from gongkai.publishing.models import InformationItem, Paper
from gongkai.publishing.pictures import waiting_address
from gongkai.publishing.proposing import propose

FIELDS = (*CONTENT, *CATALOGUE, *MODE)
NOTHING_FOUND = "没有从正文中找到可以填写的目录信息，或者都已经填写。"


@dataclass
class Intake:
    """What stands beside the form: papers that wait, notes on the last one, and what went wrong."""

    papers: list[Paper] = field(default_factory=list)
    keep_originals: bool = True
    read: str = ""  # the name of the paper just read in
    notes: list[str] = field(default_factory=list)
    form: PaperForm = field(default_factory=PaperForm)
    proposed: int = 0
    nothing: str = ""

    def save(self, item: InformationItem | None, form: ItemForm, desk: Desk) -> InformationItem:
        """Keep what the form says, with what its papers bring along."""
        who: dict[str, Any] = {"by": desk.user, "on": desk.today, "keep_originals": self.keep_originals}
        if item is None:
            return actions.create_item_from(self.papers, **form.facts(), **who)
        saved = actions.save_draft_from(item, self.papers, **form.facts(), **who)
        actions.end_editing(item, by=desk.user)
        return saved


def intake_of(request: HttpRequest, desk: Desk) -> Intake:
    """Return what waits beside the form as it was sent; nothing when it is opened."""
    keys = [key for key in request.POST.getlist("paper") if key.isdecimal()]
    papers = Paper.objects.of(desk.user, desk.body).filter(pk__in=keys)
    return Intake(list(papers), request.method != "POST" or "keep_originals" in request.POST)


def changed_form(request: HttpRequest, desk: Desk, intake: Intake) -> ItemForm | None:
    """
    Do what a button of the form other than saving asks for, and return the form with all that was typed.

    None when the form is to be saved.
    """
    act, _, which = request.POST.get("act", "").partition(":")
    if not act:
        return None
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in FIELDS}
    if act == "read":
        _read_in(request, desk, intake, typed)
    found = propose(plain_text(clean_html(typed["content"])), known=[desk.body.name])
    if act == "take":
        typed |= {each.field: each.value for each in found if which in (each.field, "all")}
    form = ItemForm(None, desk, draft=typed)
    form.proposals = [each for each in found if typed[each.field] != each.value]
    intake.proposed = len(form.proposals)
    if act == "propose" and not form.proposals:
        intake.nothing = NOTHING_FOUND
    return form


def _read_in(request: HttpRequest, desk: Desk, intake: Intake, typed: dict[str, Any]) -> None:
    """Put the text of a file into the form: in place of the text, or below it."""
    intake.form = PaperForm(request.POST, request.FILES)
    if not intake.form.is_valid():
        return
    with refused_into(intake.form):
        file = intake.form.cleaned_data["paper_file"]
        paper, reading = actions.read_in(desk.body, file=file, by=desk.user, on=desk.today)
        text = reading.addressed(lambda number: waiting_address(paper.pk, number))
        if "replace" in request.POST:
            typed["content"] = text
            for replaced in intake.papers:
                actions.drop_paper(replaced)
            intake.papers = []
        else:
            typed["content"] += text
        intake.papers.append(paper)
        intake.notes, intake.read = reading.notes, paper.name
