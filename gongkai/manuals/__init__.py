"""办理流程: every table of steps with its conditions, for the pages that staff and lawyers read."""

from gongkai.casework.guards import MANUAL as CASEWORK
from gongkai.casework.record_guards import MANUAL as RECORDS
from gongkai.casework.withholding_guards import MANUAL as WITHHOLDING
from gongkai.documents.guards import MANUAL as DOCUMENTS
from gongkai.letters.workflow import LETTERS
from gongkai.publishing.topic_workflow import TOPICS
from gongkai.publishing.workflow import PUBLISHING
from gongkai.remedies.guards import MANUAL as REMEDIES
from gongkai.reports.workflow import REPORTING
from gongkai.workflow import Manual

MANUALS = {
    "casework": CASEWORK,
    "letters": Manual(LETTERS),
    "remedies": REMEDIES,
    "records": RECORDS,
    "withholding": WITHHOLDING,
    "publishing": Manual(PUBLISHING),
    "topics": Manual(TOPICS),
    "documents": DOCUMENTS,
    "reports": Manual(REPORTING),
}
