// The key that opens this person's tray on this device. The server gives it to who is signed in. It is held by the page
// alone, no script can read it out, and it is forgotten when the sign-in ends: by sign-out, lock, or too long without work.
import { device } from "./tray.js";

const meta = document.querySelector('meta[name="gavn-device-key"]');
// The page for those without a network is the same for staff and respondents; where it stands tells who asks.
const door = meta?.dataset.respondents;
const url = door && location.pathname.startsWith(door) ? `${door}device-key/` : meta?.content;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("gavn") : null;
const WATCH = 5000;
let held = null;
let asking = null;
let ended = false;
let worked = Date.now();
const over = [];

export const can = Boolean(url && window.isSecureContext && window.crypto?.subtle && window.indexedDB);

// The token that stands in the cookie is the newest one, also after somebody signed in again in another window.
export const headers = () => ({
  "X-CSRFToken": /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "",
  "X-Gavn-Script": "1",
  Accept: "application/json",
});

// What to do with what is typed before the key is forgotten, and after.
export const onOver = (before, after) => over.push({ before, after });
export const heldNow = () => held;

export async function key() {
  if (!can || held || ended) return held;
  asking ??= ask().finally(() => { asking = null; });
  return asking;
}

async function ask() {
  try {
    const named = new URLSearchParams({ device: await device() });
    const answer = await fetch(url, { method: "POST", headers: headers(), body: named });
    const told = answer.ok ? await answer.json() : {};
    if (!told.secret) return null;
    const raw = Uint8Array.from(atob(told.secret), (letter) => letter.charCodeAt(0));
    const one = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    raw.fill(0);
    held = { tray: told.tray, key: one };
    watch(told.idle * 1000);
    return held;
  } catch {
    return null;
  }
}

export async function forget(why) {
  if (ended) return;
  for (const one of held ? over : []) await one.before?.(why);
  ended = true;
  held = null;
  for (const one of over) one.after?.(why);
}

// Ends in every window of this browser what ended in one.
export const tellOver = () => channel?.postMessage("over");
channel?.addEventListener("message", (event) => {
  if (event.data === "over") forget("over");
  if (event.data === "worked") worked = Date.now();
});

function watch(idle) {
  const work = () => {
    if (Date.now() - worked > WATCH) channel?.postMessage("worked");
    worked = Date.now();
  };
  for (const kind of ["pointerdown", "keydown", "input"]) window.addEventListener(kind, work, { passive: true });
  const look = () => Date.now() - worked > idle && forget("idle");
  setInterval(look, Math.min(WATCH, idle / 2));
  document.addEventListener("visibilitychange", look);
}
