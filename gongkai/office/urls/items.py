"""The publishing desk."""

from django.urls import path

from gongkai.office.views import (
    item,
    item_check,
    item_comments,
    item_compare,
    item_editing,
    item_files,
    item_modes,
    item_papers,
    item_review,
    item_steps,
    items,
    secrecy,
)

urlpatterns = [
    path("items/", items.items, name="items"),
    path("items/new/", items.new_item, name="new_item"),
    path("items/withheld/", item_modes.withheld_items, name="items_withheld"),
    path("items/<int:pk>/editing/", item_editing.editing, name="item_editing"),
    path("items/<int:pk>/editing/take-over/", item_editing.take_over, name="item_take_over"),
    path("items/<int:pk>/mode/", item_modes.review_mode, name="item_mode"),
    path("items/pasted/", item_papers.clean_pasted, name="item_pasted"),
    path(
        "items/papers/<int:paper>/pictures/<int:number>/",
        item_papers.paper_picture,
        name="item_picture",
    ),
    path("items/<int:pk>/", item.item, name="item"),
    path("items/<int:pk>/edit/", item.edit_item, name="edit_item"),
    path("items/<int:pk>/versions/<int:number>/", item.item_version, name="item_version"),
    path(
        "items/<int:pk>/versions/<int:before>/<int:after>/",
        item_compare.compare_versions,
        name="item_compare",
    ),
    path("items/<int:pk>/relate/", item.relate_item, name="relate_item"),
    path("items/emergencies/", item_review.emergencies, name="item_emergencies"),
    path("items/secrecy/", secrecy.secrecy_reviews, name="secrecy_reviews"),
    path("items/secrecy/<int:pk>/", secrecy.secrecy_review, name="secrecy_review"),
    path("items/secrecy/<int:pk>/form.pdf", secrecy.secrecy_pdf, name="secrecy_pdf"),
    path("items/<int:pk>/comments/", item_comments.comment_item, name="comment_item"),
    path("items/<int:pk>/comments/<int:comment>/", item_comments.answer_comment, name="answer_comment"),
    path("items/<int:pk>/review/", item_review.review_item, name="review_item"),
    path("items/<int:pk>/check/", item_check.item_check, name="item_check"),
    path("items/<int:pk>/mask/", item_check.mask_item, name="mask_item"),
    path("items/<int:pk>/files/", item_files.attach, name="attach_file"),
    path("items/<int:pk>/files/<int:file>/", item_files.download, name="item_file"),
    path("items/<int:pk>/files/<int:file>/remove/", item_files.remove, name="remove_file"),
    path("items/<int:pk>/steps/<slug:code>/", item_steps.take_step, name="item_step"),
]
