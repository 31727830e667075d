// A form whose answers are kept: on this device with every pause, on the server when there is a network. Handing it in
// without a network puts it in the outbox; with the same number as before, so that it is taken once however often it
// is sent.
import { can, headers, heldNow, key, onOver } from "./key.js";
import { drop, entryAt, keep, onSent, send, showAnswer } from "./outbox.js";
import { differing, fill, merged, shown, written } from "./fields.js";
import { stateLine } from "./state.js";

const PAUSE = 10000;
const AT_ONCE = 400;

export function keepForm(form) {
  const autosave = form.dataset.autosaveUrl ?? "";
  const place = autosave || new URL(form.action, location.href).pathname;
  const line = stateLine(form);
  const base = shown(form);
  const handed = form.querySelector("[data-handed-in]");
  let entry = null;
  let changed = 0;
  let sent = 0;
  let underWay = 0;
  let waiting = null;
  let sealing = null;
  let last = 0;
  let leaving = false;
  let keeping = Promise.resolve();

  const now = (state) => ({
    ...(entry ?? {}), place, autosave, state, base,
    action: new URL(form.action, location.href).href,
    fields: merged(entry?.fields, form, state === "waiting" ? [["go", "submit"]] : []),
    title: document.querySelector("main h1")?.innerText ?? "",
    about: document.querySelector(".gv-eyebrow")?.innerText ?? "",
  });

  // One sealing after the other, so that the newest is the one that stands.
  const seal = (state) => {
    clearTimeout(sealing);
    sealing = null;
    keeping = keeping.then(async () => {
      const mine = await keep(now(state)).catch(() => null);
      if (mine) entry = mine;
      return mine;
    });
    return keeping;
  };
  const show = (state) => {
    line.tell(state, entry?.at);
    if (handed) handed.hidden = entry?.state !== "waiting";
    if (handed) handed.querySelector("[data-handed-line]").textContent = line.text;
    form.toggleAttribute("data-waits", state === "waiting");
    for (const part of form.children) {
      if (part !== handed && !part.matches(".gv-buttons")) part.inert = state === "waiting";
    }
  };

  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, Math.max(1500, PAUSE - (Date.now() - last)));
  };

  async function save() {
    clearTimeout(waiting);
    waiting = null;
    if (!autosave || entry?.state === "waiting" || changed === sent || changed === underWay || leaving) return;
    const mine = changed;
    underWay = mine;
    last = Date.now();
    try {
      const answer = await fetch(autosave, {
        method: "POST", body: new URLSearchParams(entry ? merged(entry.fields, form) : written(form)), headers: headers(), keepalive: document.visibilityState === "hidden",
      });
      const told = await answer.json().catch(() => ({}));
      if (answer.ok && told.let_in !== false) await saved(told, mine);
      else if (answer.status === 409) show("conflict");
      else await unsent(answer.status === 403 || told.let_in === false ? "signed-out" : "unsaved");
    } catch {
      await unsent("offline");
    } finally {
      if (underWay === mine) underWay = 0;
    }
  }

  async function saved(told, mine) {
    sent = mine;
    if (told.revision !== undefined && form.elements.revision) form.elements.revision.value = told.revision;
    if (changed !== sent) return again();
    clearTimeout(sealing);
    await keeping;
    await drop(entry);
    entry = null;
    line.tell("saved", Date.now());
  }

  async function unsent(why) {
    const kept = await seal("draft");
    show(kept ? why : why === "offline" ? "lost" : why);
    if (why !== "signed-out") again();
  }

  form.addEventListener("input", (event) => {
    if (event.target.closest("[data-not-kept]")) return;
    changed += 1;
    const state = line.now;
    if (state !== "offline" && state !== "signed-out") show("unsaved");
    clearTimeout(sealing);
    sealing = setTimeout(async () => {
      const kept = await seal("draft");
      if (kept && !navigator.onLine) show("offline");
    }, AT_ONCE);
    if (waiting === null) again();
  });

  // With a key at hand the page sends the form itself: a network that is lost half-way then loses nothing.
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || !heldNow()) return leave();
    event.preventDefault();
    if (leaving) return;
    const button = event.submitter;
    const hands = !autosave || button?.name === "go" && button.value === "submit" || !button;
    leaving = true;
    clearTimeout(waiting);
    const mine = await seal(hands ? "waiting" : "draft");
    if (!mine) return native(button);
    const step = button?.name && !hands ? [[button.name, button.value]] : [];
    const went = await send({ ...mine, state: "waiting", fields: merged(mine.fields, form, hands ? [["go", "submit"]] : step) });
    if (went.how === "away" || went.how === "shut") stay(hands, went.how);
  });

  function leave() {
    leaving = true;
    clearTimeout(waiting);
  }

  function native(button) {
    if (button?.name) form.insertAdjacentElement("beforeend", Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  }

  function stay(hands, how) {
    leaving = false;
    form.dispatchEvent(new Event("gavn:stays"));
    if (!hands) sent = -1;
    show(how === "shut" ? "signed-out" : hands ? "waiting" : "offline");
    if (!hands) again();
    else handed?.focus();
  }

  onSent(async (one, went) => {
    if (one.place !== place) return;
    if (went.how === "taken") {
      entry = null;
      line.tell("sent", Date.now());
      if (went.to) location.assign(went.to);
    } else if (went.how === "conflict" || went.how === "refused") {
      // What was refused is a draft again; both texts are kept until somebody has seen them.
      entry = went.how === "refused" ? await keep({ ...one, state: "draft" }) : { ...one, state: "conflict" };
      showAnswer(one);
    } else if (one.state === "waiting" && entry?.state === "waiting") {
      show(went.how === "shut" ? "signed-out" : "waiting");
    }
  });

  handed?.querySelector("[data-change]")?.addEventListener("click", async () => {
    await seal("draft");
    sent = -1;
    show("offline");
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    again();
  });

  const lastWords = async (why) => {
    clearTimeout(sealing);
    // Where somebody signed out, nothing is kept any more.
    if (why !== "over" && why !== "leaving" && changed !== sent) await seal(entry?.state === "waiting" ? "waiting" : "draft");
  };
  onOver(lastWords, () => { leaving = true; });
  form.addEventListener("gavn:leaves", save);
  window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  window.addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  window.addEventListener("online", save);

  bringBack();

  // What was kept on this device stands in the form again; where the server moved on meanwhile, both stand side by side.
  async function bringBack() {
    if (!can || !(await key())) return;
    const found = await entryAt(place).catch(() => null);
    if (!found || changed) return;
    entry = found;
    if (found.state === "waiting" || found.state === "conflict" || found.state === "refused") {
      fill(form, found.fields);
      return show(found.state);
    }
    const lines = differing(form, found);
    if (!lines.length) {
      changed += 1;
      return again();
    }
    if (found.base !== base) return choose(found, lines);
    take(found);
  }

  function take(found) {
    fill(form, found.fields);
    changed += 1;
    line.tell("brought", found.at);
    again();
  }

  function choose(found, lines) {
    const two = form.querySelector("[data-two-texts]");
    if (!two) return take(found);
    const body = two.querySelector("tbody");
    body.replaceChildren(...lines.map((words) => {
      const row = document.createElement("tr");
      row.append(...words.map((word, place) => Object.assign(document.createElement(place ? "td" : "th"), { textContent: word })));
      return row;
    }));
    two.hidden = false;
    two.querySelector("[data-take]").onclick = () => { two.hidden = true; take(found); };
    two.querySelector("[data-leave]").onclick = async () => { two.hidden = true; entry = null; await drop(found); };
  }
}
