// Shortcuts. Single keys can be turned off in this browser, and do nothing while somebody writes (WCAG 2.1.4).
import { help } from "./help.js";

const COOKIE = "gavn_keys";
const TWO_KEYS = 1500;
const dialog = document.getElementById("keys-help");
const toggle = dialog?.querySelector("[data-keys-on]");
// A cookie, because it outlives the sign-out, which throws away all else that the browser keeps.
const on = () => !document.cookie.split("; ").includes(`${COOKIE}=off`);
const open = () => dialog && !dialog.open && dialog.showModal();
let begun = 0;

if (toggle) {
  toggle.checked = on();
  toggle.addEventListener("change", () => {
    document.cookie = `${COOKIE}=${toggle.checked ? "on" : "off"}; path=/; max-age=31536000; samesite=lax`;
  });
}
for (const button of document.querySelectorAll("[data-keys-help]")) button.addEventListener("click", open);

// The lines of the page's lists: rows of tables, articles, and lists of links.
function lines() {
  const all = document.querySelectorAll("main tbody tr, main article, main ul:not(nav ul, [role=tablist]) > li");
  const found = [...all].map((line) => ({ line, link: line.querySelector("a[href]") }));
  return found.filter(({ line, link }) => link && line.offsetParent && !link.closest("nav, .gv-tabs"));
}

function step(by) {
  const all = lines();
  const here = all.findIndex(({ line }) => line.contains(document.activeElement));
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  next?.link.focus();
  next?.line.scrollIntoView({ block: "nearest" });
}

// The link that changes what is looked at: of the line where the focus is, or of the page.
function edit() {
  const place = document.activeElement?.closest("main tr, main article, main li") ?? document.querySelector("main");
  const link = place?.querySelector('[data-shortcut="edit"], a[href$="/change/"], a[href$="/correct/"], a[href$="/name/"]');
  link?.click();
}

function go(letter) {
  const link = dialog?.querySelector(`[data-go="${letter}"]`);
  if (link) location.assign(link.href);
  return Boolean(link);
}

const SINGLE = {
  "?": open,
  "/": () => {
    const search = document.querySelector('[data-shortcut="search"]') ?? document.querySelector("[data-search]");
    search?.focus();
    search?.select?.();
    return Boolean(search);
  },
  j: () => step(1),
  k: () => step(-1),
  e: edit,
  g: () => { begun = Date.now(); },
  h: () => help?.(),
};

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.method === "post") {
    event.preventDefault();
    const first = form.querySelector('button[type=submit]:not([data-variant]), button[type=submit][data-variant=primary]');
    form.requestSubmit(first ?? form.querySelector("button[type=submit]"));
    return;
  }
  // A choice or a button takes no letters; whoever stands on one may use the shortcuts.
  const writing = event.target.closest?.("textarea, select, [contenteditable], dialog[open], input:not([type=radio], [type=checkbox], [type=button], [type=submit])");
  if (!on() || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const second = Date.now() - begun < TWO_KEYS && "tpd".includes(event.key);
  begun = 0;
  const done = second ? go(event.key) : SINGLE[event.key]?.();
  if ((second || SINGLE[event.key]) && done !== false) event.preventDefault();
});
