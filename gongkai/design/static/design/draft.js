// A draft of the request form, kept in this browser alone: no files, and no numbers of documents of identity
// unless the person agrees. Without a script the form works as before and keeps nothing.
(() => {
  const PRIVATE = ["id_number", "org_code"];
  const store = (() => {
    try { return window.localStorage; } catch { return null; } // forbidden by the browser
  })();
  if (!store) return;
  const keyOf = (name) => `gongkai-draft-${name}`;

  const done = document.querySelector("[data-draft-done]");
  if (done) store.removeItem(keyOf(done.dataset.draftDone));

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = keyOf(form.dataset.draft);
  const bar = form.querySelector("[data-draft-bar]");
  const agrees = form.querySelector("[data-draft-private]");
  const words = form.querySelector("[data-draft-words]");
  const kept = [...form.elements].filter((field) =>
    field.name && !["file", "hidden", "submit", "button"].includes(field.type) && field.name !== "website");
  const ticks = (field) => ["radio", "checkbox"].includes(field.type);
  const read = () => {
    try { return JSON.parse(store.getItem(key)); } catch { return null; }
  };

  const save = () => {
    const fields = kept.filter((field) => agrees.checked || !PRIVATE.includes(field.name));
    const draft = { agrees: agrees.checked, values: {}, ticked: [] };
    for (const field of fields) {
      if (!ticks(field)) draft.values[field.name] = field.value;
      else if (field.checked) draft.ticked.push(`${field.name}=${field.value}`);
    }
    try { store.setItem(key, JSON.stringify(draft)); } catch { return; } // no room: the form goes on without
    bar.hidden = false;
  };
  const restore = (draft) => {
    agrees.checked = Boolean(draft.agrees);
    for (const field of kept) {
      if (ticks(field)) field.checked = draft.ticked.includes(`${field.name}=${field.value}`);
      else if (draft.values[field.name] !== undefined) field.value = draft.values[field.name];
    }
    for (const part of form.querySelectorAll("details")) {
      part.open = part.open || [...part.querySelectorAll("input, textarea")].some((field) =>
        ticks(field) ? field.checked : field.type !== "file" && field.value);
    }
    words.textContent = "已恢复上次填写的草稿。草稿保存在本机，没有上传；文件需要重新选择。";
    bar.hidden = false;
  };

  const draft = read();
  if (draft && draft.values && !("draftAnswered" in form.dataset)) restore(draft); // what the server sent back goes first
  form.addEventListener("input", save);
  form.querySelector("[data-draft-clear]").addEventListener("click", () => {
    store.removeItem(key);
    form.reset();
    agrees.checked = false;
    bar.hidden = true;
    form.querySelector("input[name=kind]").focus();
  });
})();
