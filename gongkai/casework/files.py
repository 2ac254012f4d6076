"""The files of a request as those who handle it read them: its own, and what came with the whole of it."""

from django.db.models import Q, QuerySet

from gongkai.casework.models import DisclosureRequest, RequestFile

Purpose = RequestFile.Purpose
FROM_APPLICANT = (Purpose.IDENTITY, Purpose.AGENCY, Purpose.ATTACHMENT, Purpose.CORRECTION, Purpose.PAYMENT)


def files_of(case: DisclosureRequest) -> QuerySet[RequestFile]:
    """
    Return the files of a request, with what the applicant sent with the whole from which it was split.

    It is kept once, with the whole, and stands in the file of each part (条例第二十九条、第四十五条).
    """
    wholes, whole = [], case.split_from
    while whole:
        wholes.append(whole.pk)
        whole = whole.split_from
    mine = Q(request=case)
    if wholes:
        mine |= Q(request__in=wholes, purpose__in=FROM_APPLICANT)
    return RequestFile.objects.filter(mine)
