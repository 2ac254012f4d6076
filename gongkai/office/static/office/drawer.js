// Open the drawer when a receipt has arrived in it. Links in it lead to pages.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "drawer-body") return;
  const drawer = document.getElementById("drawer");
  if (!drawer.open) drawer.showModal();
});
