// The list of what waits on this device: to each its state, and what can be done about it. Without the key only how
// much waits and since when can be said.
import { can, key } from "./key.js";
import { drop, entries, flush, onSent, send, showAnswer } from "./outbox.js";
import { rows } from "./tray.js";
import { clock } from "./state.js";

for (const place of document.querySelectorAll("[data-seen-both]")) seenBoth(place);
for (const place of document.querySelectorAll("[data-waiting-list]")) list(place);

async function list(place) {
  const words = place.dataset;
  const again = document.querySelector("[data-try-again]");
  const shutDoor = document.querySelector("[data-sign-in]");
  if (location.pathname.startsWith(shutDoor.dataset.respondents)) shutDoor.querySelector("a").href = shutDoor.dataset.respondents;
  again?.addEventListener("click", () => location.reload());
  onSent(() => draw());
  window.addEventListener("online", () => flush().then(draw));
  await draw();

  async function draw() {
    const all = await rows().catch(() => []);
    const mine = can && all.length && navigator.onLine ? await entries().catch(() => []) : [];
    const known = new Map(mine.map((entry) => [entry.id, entry]));
    place.replaceChildren(...all.map((row) => line(row, known.get(row.id))));
    document.querySelector("[data-nothing]").hidden = all.length > 0;
    const shut = all.length > 0 && navigator.onLine && !(await key());
    shutDoor.hidden = !shut;
  }

  function line(row, entry) {
    const item = document.createElement("li");
    const title = document.createElement("strong");
    title.textContent = entry ? entry.title : row.state === "draft" ? words.aDraft : words.aForm;
    const about = document.createElement("span");
    about.textContent = [entry?.about, words[row.state], clock(row.at)].filter(Boolean).join(" · ");
    item.append(title, about);
    if (!entry) return item;
    if (row.state === "waiting") item.append(button(words.send, () => send(entry)));
    if (row.state === "conflict") item.append(button(words.both, () => showAnswer(entry)));
    if (row.state === "refused") item.append(button(words.open, () => showAnswer(entry)));
    if (row.state !== "waiting") item.append(button(words.away, async () => { await drop(entry); await draw(); }));
    return item;
  }

  function button(words, press) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "ds-button", textContent: words });
    made.dataset.variant = "secondary";
    made.addEventListener("click", press);
    return made;
  }
}

// Both texts are on the screen: the one of this device can go when its writer says so.
async function seenBoth(place) {
  const found = (await entries().catch(() => [])).find((entry) => entry.state === "conflict" && entry.place === place.dataset.seenBoth);
  if (!found) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    await drop(found);
    place.hidden = true;
    window.dispatchEvent(new Event("gavn:tray"));
  });
}
