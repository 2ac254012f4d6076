"""Keeping the words by which a request is found again."""

from gongkai.casework.models import DisclosureRequest
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.terms import terms_of


def index_terms(case: DisclosureRequest) -> None:
    """Keep the words of a request as it is worded now; called by the action that words it."""
    case.terms.all().delete()
    terms = sorted(terms_of(case.matter, case.description, case.doc_ref))
    RequestTerm.objects.bulk_create(
        RequestTerm(request=case, body_id=case.body_id, term=term) for term in terms
    )
