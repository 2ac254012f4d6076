// Reading a file in by dropping it, taking proposals without a round trip, and cleaning what Word pastes.
(() => {
  const form = document.getElementById("item-form");
  if (!form) return;
  const intake = document.getElementById("intake");
  const input = form.querySelector("input[name='paper_file']");
  const read = form.querySelector("[data-read]");
  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

  form.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    intake.classList.add("office-intake--over");
  }, true);
  form.addEventListener("dragleave", () => intake.classList.remove("office-intake--over"));
  form.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const first = new DataTransfer(); // one file at a time
    first.items.add(event.dataTransfer.files[0]);
    input.files = first.files;
    read.click();
  }, true);
  input.addEventListener("change", () => input.files.length && read.click());
  read.addEventListener("click", () => {
    setTimeout(() => { read.disabled = true; read.lastChild.textContent = "正在读入……"; });
  });

  const take = (proposal) => {
    const field = form.elements[proposal.dataset.field];
    field.value = proposal.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    proposal.remove();
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[value^='take:']");
    if (!button) return;
    event.preventDefault();
    const all = button.value === "take:all";
    const chosen = all ? [...form.querySelectorAll("[data-field]")] : [button.closest("[data-field]")];
    const field = form.elements[chosen[chosen.length - 1].dataset.field];
    chosen.forEach(take);
    if (!form.querySelector("[data-field]")) document.getElementById("proposed")?.remove();
    if (!all) field.focus();
  });

  // Word's clipboard: the server knows its lists, comments and revisions; the editor only its own elements.
  const fromWord = /urn:schemas-microsoft-com|class=["']?Mso|mso-|Kingsoft/i;
  form.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    if (textarea.name !== "content") return;
    editor.view.dom.addEventListener("paste", async (event) => {
      const html = event.clipboardData?.getData("text/html") || "";
      if (!fromWord.test(html)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const told = form.querySelector("[data-pasted]");
      try {
        const body = new URLSearchParams({ html, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
        const answer = await fetch(form.dataset.pastedAddress, { method: "POST", body });
        if (!answer.ok) throw new Error(answer.status);
        const cleaned = await answer.json();
        editor.commands.insertContent(cleaned.html);
        told.textContent = cleaned.notes.length ? `已粘贴。${cleaned.notes.join("；")}。` : "";
        told.hidden = !cleaned.notes.length;
      } catch {
        editor.commands.insertContent(html);
      }
    }, true);
  });
})();
