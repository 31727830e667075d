// Two shortcuts, which can be turned off: / goes to the search, ? opens the help.
const STORE = "gavn keys";
const help = document.getElementById("keys-help");
const toggle = help?.querySelector("[data-keys-on]");
const on = () => localStorage.getItem(STORE) !== "off";

if (toggle) {
  toggle.checked = on();
  toggle.addEventListener("change", () => localStorage.setItem(STORE, toggle.checked ? "on" : "off"));
}
for (const button of document.querySelectorAll("[data-keys-help]")) button.addEventListener("click", () => help?.showModal());

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
  if (!on() || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "?") {
    event.preventDefault();
    help?.showModal();
  }
});
