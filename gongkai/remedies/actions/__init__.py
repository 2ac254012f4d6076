"""The verbs of reviews and suits; the only writers of their tables."""

from gongkai.remedies.actions.course import (
    add_paper,
    answer_remedy,
    change_procedure,
    extend_review,
    resume_remedy,
    suspend_remedy,
)
from gongkai.remedies.actions.ending import conclude_remedy, note_lesson
from gongkai.remedies.actions.filing import file_remedy

__all__ = [
    "add_paper",
    "answer_remedy",
    "change_procedure",
    "conclude_remedy",
    "extend_review",
    "file_remedy",
    "note_lesson",
    "resume_remedy",
    "suspend_remedy",
]
