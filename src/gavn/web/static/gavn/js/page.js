// Small comforts of every page: what needs a script appears, errors get the focus, menus close, counters count.
document.documentElement.classList.add("gv-js");

document.querySelector("[data-error-summary]")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-close-outside][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-close-outside][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const count of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(count.dataset.countFor);
  const limit = Number(count.dataset.limit);
  const tell = () => {
    const left = limit - [...field.value].length;
    count.textContent = (left < 0 ? count.dataset.overBy : count.dataset.left).replace("{n}", Math.abs(left));
    count.toggleAttribute("data-over", left < 0);
  };
  field?.addEventListener("input", tell);
  if (field) tell();
}
