// What waits on this device to be sent: sealed when it is kept, opened when it is sent, thrown away when it was taken.
import { forget, headers, key, onOver } from "./key.js";
import { put, remove, rows } from "./tray.js";

const AGAIN = 15000;
const SLOWEST = 20000;
const text = new TextEncoder();
const told = [];

// Says to whoever asked: (entry, how it went).
export const onSent = (tell) => told.push(tell);

export async function keep(entry) {
  const mine = await key();
  if (!mine) return null;
  const id = entry.id ?? crypto.randomUUID();
  const at = Date.now();
  const { state, id: _id, at: _at, tray: _tray, ...inside } = entry;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const about = { name: "AES-GCM", iv, additionalData: text.encode(`${id} ${mine.tray}`) };
  const sealed = await crypto.subtle.encrypt(about, mine.key, text.encode(JSON.stringify(inside)));
  await put({ id, tray: mine.tray, state, at, iv, sealed });
  window.dispatchEvent(new Event("gavn:tray"));
  return { ...entry, id, at, tray: mine.tray };
}

// Everything of the one who is signed in, opened; what another key closed stays closed.
export async function entries() {
  const all = await rows();
  const mine = all.length ? await key() : null;
  const found = [];
  for (const row of mine ? all.filter((one) => one.tray === mine.tray) : []) {
    const about = { name: "AES-GCM", iv: row.iv, additionalData: text.encode(`${row.id} ${row.tray}`) };
    try {
      const clear = await crypto.subtle.decrypt(about, mine.key, row.sealed);
      found.push({ ...JSON.parse(new TextDecoder().decode(clear)), id: row.id, state: row.state, at: row.at, tray: row.tray });
    } catch {
      await remove(row.id);
    }
  }
  return found;
}

export const entryAt = async (place) => (await entries()).find((one) => one.place === place) ?? null;
export const drop = (entry) => (entry?.id ? remove(entry.id) : null);

// How one sending went: taken, shut (signed out), conflict, refused, away (nobody answered).
async function tried(entry) {
  const draft = entry.state === "draft";
  try {
    const answer = await fetch(draft ? entry.autosave : entry.action, {
      method: "POST", body: new URLSearchParams(entry.fields), headers: headers(), signal: AbortSignal.timeout(SLOWEST),
    });
    if (answer.status === 409) return { how: "conflict" };
    if (answer.status === 403) {
      // Not signed out, but no longer allowed: what lies here is theirs no more.
      await forget("ended");
      return { how: "shut" };
    }
    if (answer.status >= 500 || answer.status === 429) return { how: "away" };
    const said = answer.ok && answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (said?.let_in === false) return { how: "shut" };
    if (said && (draft || said.to)) return { how: "taken", to: said.to };
    return { how: "refused" };
  } catch {
    return { how: "away" };
  }
}

export async function send(entry) {
  const went = await tried(entry);
  if (went.how === "taken") await drop(entry);
  if (went.how === "conflict" || went.how === "refused") await keep({ ...entry, state: went.how });
  for (const tell of told) tell(entry, went);
  return went;
}

// Sends all that waits, one after the other, in one window at a time. A form that is open sends its own draft.
export async function flush(open = () => false) {
  if (!(await rows()).some((row) => row.state === "waiting" || row.state === "draft")) return;
  const go = async () => {
    for (const entry of await entries()) {
      const wanted = entry.state === "waiting" || (entry.state === "draft" && entry.autosave && !open(entry.place));
      if (!wanted) continue;
      const { how } = await send(entry);
      if (how === "away" || how === "shut") return;
    }
  };
  await (navigator.locks ? navigator.locks.request("gavn outbox", { ifAvailable: true }, (free) => free && go()) : go());
}

export function flushWhenever(open) {
  const now = () => flush(open).catch(() => {});
  window.addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  const again = setInterval(now, AGAIN);
  onOver(null, () => clearInterval(again));
  now();
}

// Lets the browser itself send an entry, so that it shows what the server answers: what is wrong, or both texts.
export function showAnswer(entry) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = entry.action;
  form.hidden = true;
  const token = ["csrfmiddlewaretoken", headers()["X-CSRFToken"]];
  for (const [name, value] of [...new URLSearchParams(entry.fields), token]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
