"""The tables of letters."""

from gongkai.letters.models.letter import Letter
from gongkai.letters.models.policy import LetterPolicy
from gongkai.letters.models.sending import Dispatch, LetterFile, Method, SendingCorrection, Service
from gongkai.letters.models.wording import LetterTemplate, LetterTemplateVersion, NumberRule

__all__ = [
    "Dispatch",
    "Letter",
    "LetterFile",
    "LetterPolicy",
    "LetterTemplate",
    "LetterTemplateVersion",
    "Method",
    "NumberRule",
    "SendingCorrection",
    "Service",
]
