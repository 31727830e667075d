// Shows the help with a page beside it, in a dialog; without this script the link opens it as a page.
const link = document.querySelector("a[data-help-link]");
const dialog = document.getElementById("page-help");

export const help = link && dialog ? show : null;

async function show() {
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = page.querySelector("[data-help]");
    if (!answer.ok || !body) return location.assign(link.href);
    dialog.querySelector("h2").textContent = page.querySelector("main h1").textContent;
    dialog.querySelector("[data-help-place]").replaceChildren(body);
    for (const heading of body.querySelectorAll("h2")) {
      const lower = document.createElement("h3");
      lower.textContent = heading.textContent;
      heading.replaceWith(lower);
    }
    dialog.showModal();
  } catch {
    location.assign(link.href);
  }
}

link?.addEventListener("click", (event) => {
  if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show();
});
