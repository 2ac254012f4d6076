// The editor stands in for a labelled field; say its name to those who cannot see the label.
(() => {
  const name = (editor) => {
    const field = editor.closest(".gk-field");
    const label = field && field.querySelector("label");
    if (label) editor.setAttribute("aria-label", label.firstChild.textContent.trim());
  };
  const watch = new MutationObserver(() => {
    document.querySelectorAll(".ProseMirror[contenteditable]:not([aria-label])").forEach(name);
  });
  watch.observe(document.documentElement, { childList: true, subtree: true, attributes: true });
})();
