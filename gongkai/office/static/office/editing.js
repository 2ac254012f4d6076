// The form of an item says that it is still open, and that it is left; it says who took it over.
(() => {
  const form = document.getElementById("item-form");
  const address = form && form.dataset.editingAddress;
  if (!address) return;
  const told = form.querySelector("[data-taken]");
  const body = (more) =>
    new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...more });
  setInterval(async () => {
    const answer = await fetch(address, { method: "POST", body: body() }).catch(() => null);
    const words = answer && answer.ok ? await answer.text() : "";
    told.textContent = words;
    told.hidden = !words;
  }, 5 * 60 * 1000);
  let leaving = true;
  form.addEventListener("submit", () => { leaving = false; });
  addEventListener("pagehide", () => leaving && navigator.sendBeacon(address, body({ end: "1" })));
})();
