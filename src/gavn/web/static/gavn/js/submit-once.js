// A second press on a button sends nothing; coming back to the page makes it ready again.
const SENT = "gvSent";

function reset(form) {
  delete form.dataset[SENT];
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-submit-once]")) return;
  if (form.dataset[SENT]) {
    event.preventDefault();
    return;
  }
  form.dataset[SENT] = "yes";
  // Not `disabled`: the button's own name and value must still be sent.
  event.submitter?.setAttribute("aria-disabled", "true");
  // A download or a lost connection leaves the page standing.
  setTimeout(() => reset(form), 8000);
});

// What could not be sent leaves the page standing, too.
document.addEventListener("gavn:stays", (event) => reset(event.target), true);

window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-submit-once]")) reset(form);
});
