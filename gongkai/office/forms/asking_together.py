"""Those who ask together with the first applicant, and the papers that prove who asks and who may act."""

from collections.abc import Iterator
from typing import Any

from django.core.files import File

from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import RequestFile
from gongkai.common.upload_fields import UploadField
from gongkai.common.uploads import PAPERS
from gongkai.design.together import AskedTogether
from gongkai.office.forms.taking_in import PaperRequestForm

Purpose = RequestFile.Purpose
PAPER = {"identity": Purpose.IDENTITY, "agency": Purpose.AGENCY}


class TakeInForm(AskedTogether, PaperRequestForm):
    """A paper request with all who signed it, the proof of identity and the power of attorney."""

    at_once = 3
    identity = UploadField(label="身份证明", kinds=PAPERS, required=False)
    agency = UploadField(label="授权委托书", kinds=PAPERS, required=False)

    def request_facts(self) -> dict[str, Any]:
        """Return what the action takes, with those who ask together."""
        facts = {name: value for name, value in super().request_facts().items() if name not in PAPER}
        people = [CoApplicantFacts(**row) for row in self.named_people()]
        return {**facts, "idempotency_key": self.sent_key, "co_applicants": people}

    def papers(self) -> Iterator[tuple[RequestFile.Purpose, File[bytes]]]:
        """Yield the papers that were scanned, with what they prove."""
        for name, purpose in PAPER.items():
            if file := self.cleaned_data[name]:
                yield purpose, file
