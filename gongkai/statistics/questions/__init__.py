"""Questions to the registers: each returns records, so that a number and its list can never differ."""

from gongkai.statistics.questions.feedback import FEEDBACK
from gongkai.statistics.questions.fees import FEES
from gongkai.statistics.questions.ledger import LEDGER
from gongkai.statistics.questions.publishing import PUBLISHING
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.questions.remedies import REMEDIES
from gongkai.statistics.questions.requests import REQUESTS

QUESTIONS: dict[str, Question] = {**REQUESTS, **FEES, **FEEDBACK, **REMEDIES, **PUBLISHING, **LEDGER}

__all__ = ["QUESTIONS", "Dimension", "Question"]
