// The small sum of the request form (ALTCHA): find the number whose hash was given. It begins with the first
// input, so that a reader pays nothing; without a script, or without https, the form may be sent all the same.
(() => {
  const field = document.querySelector("input[data-sum]");
  if (!field || !window.crypto || !crypto.subtle) return;
  const { salt, challenge, signature, max } = JSON.parse(field.dataset.sum);
  const hash = async (text) => {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const solve = async () => {
    for (let number = 0; number <= max; number += 1) {
      if ((await hash(salt + number)) !== challenge) continue;
      field.value = btoa(JSON.stringify({ algorithm: "SHA-256", challenge, number, salt, signature }));
      return;
    }
  };
  field.form.addEventListener("input", solve, { once: true });
})();
