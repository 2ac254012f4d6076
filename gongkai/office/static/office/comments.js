// What is selected in the text goes into the form for a comment; without JavaScript one chooses the paragraph.
document.addEventListener("selectionchange", () => {
  const form = document.getElementById("comment-form");
  const selection = document.getSelection();
  const node = selection?.anchorNode;
  const start = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const block = start?.closest?.(".office-commented [data-paragraph]");
  const quote = selection?.toString().trim() ?? "";
  if (!form || !block || !quote || quote.length > 300 || start.closest(".office-comment")) return;
  form.querySelector("[name=paragraph]").value = block.dataset.paragraph;
  form.querySelector("[name=quote]").value = quote;
});
