/* The one thing on a public page that needs a script: printing. Without it the button stays hidden. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
