// What every page does about the device: sends what waits, says how much waits, ends with the sign-in, leaves nothing.
import { can, forget, onOver, tellOver } from "./key.js";
import { entries, flush, flushWhenever, onSent } from "./outbox.js";
import { device, remove, rows, wipe } from "./tray.js";

const say = document.querySelector("[data-device]");
const open = new Set([...document.querySelectorAll("form[data-autosave-url]")].map((form) => form.dataset.autosaveUrl));

async function count() {
  const waits = (await rows().catch(() => [])).filter((row) => row.state !== "draft");
  for (const place of document.querySelectorAll("[data-waits-count]")) {
    place.hidden = !waits.length;
    const words = waits.length === 1 ? place.dataset.one : place.dataset.many;
    place.querySelector("[data-words]").textContent = words.replace("{n}", waits.length);
  }
}

if (can) {
  flushWhenever((place) => open.has(place));
  count();
  window.addEventListener("gavn:tray", count);
  onSent((entry, went) => {
    count();
    const told = say?.querySelector("[data-sent]");
    if (!told || went.how !== "taken" || entry.state === "draft" || open.has(entry.place)) return;
    told.querySelector("a").href = went.to;
    told.querySelector("a").textContent = entry.title;
    told.hidden = false;
  });
  const doors = [...document.querySelectorAll("form[data-leaves-device]")].map((form) => form.action);
  for (const form of document.forms) if (doors.includes(form.action)) leaves(form);
  register();
} else if (document.querySelector("meta[name=gavn-signed-out]")) {
  tellOver();
}

// The sign-in ended while the page was open: nothing of what stood on it stays to be seen.
onOver(null, (why) => {
  const main = document.getElementById("main");
  const over = say?.querySelector("[data-over]");
  if (!over || why === "leaving") return;
  main.replaceChildren(over);
  const title = document.createElement("h1");
  title.tabIndex = -1;
  title.textContent = over.querySelector("[data-title]").textContent;
  over.querySelector("[data-title]").replaceWith(title);
  document.title = title.textContent;
  over.hidden = false;
  title.focus();
  if (navigator.onLine) location.reload();
});

// Signing out and locking throw away what this person has on the device; what could not be sent is asked about first.
function leaves(form) {
  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (sure) return;
    event.preventDefault();
    for (const one of document.querySelectorAll("form[data-autosave-url]")) one.dispatchEvent(new Event("gavn:leaves"));
    await flush().catch(() => {});
    const mine = await entries().catch(() => []);
    const lost = mine.filter((entry) => entry.state !== "draft" || !entry.autosave);
    if (lost.length && !(await agreed(lost.length))) return form.dispatchEvent(new Event("gavn:stays"));
    for (const entry of mine) await remove(entry.id);
    hidden(form, "device", await device().catch(() => ""));
    const others = (await rows().catch(() => [])).length > 0;
    if (others) hidden(form, "others_wait", "yes");
    else await wipe();
    await forget(navigator.onLine ? "leaving" : "over");
    tellOver();
    sessionStorage.clear();
    sure = true;
    // Without a network the device has forgotten at once; the server hears of it as soon as it can.
    if (navigator.onLine) form.submit();
    else window.addEventListener("online", () => form.submit());
  });
}

const hidden = (form, name, value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));

function agreed(number) {
  const dialog = say?.querySelector("[data-unsent]");
  if (!dialog) return true;
  const words = dialog.querySelector("[data-words]");
  words.textContent = (number === 1 ? words.dataset.one : words.dataset.many).replace("{n}", number);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "leave"), { once: true }));
}

function register() {
  const worker = document.querySelector('meta[name="gavn-worker"]')?.content;
  const wanted = worker && "serviceWorker" in navigator && document.querySelector("form[data-autosave-url], form[data-outbox], [data-waiting-list]");
  if (wanted) navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {});
}
