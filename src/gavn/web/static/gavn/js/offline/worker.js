// Shows, where there is no network, a page that says so. It keeps that page and its looks, and nothing else: what a
// reader opens is never kept, because it can name a person.
const asked = new URL(self.location).searchParams;
const SHELF = `gavn offline ${asked.get("language")} ${asked.get("release")}`;
const PAGE = `/offline/${asked.get("language")}/`;

async function fill() {
  const shelf = await caches.open(SHELF);
  // Fetched as a stranger: nothing of who is signed in can stand in it.
  const page = await fetch(PAGE, { credentials: "omit", cache: "reload" });
  if (!page.ok) throw new Error("The page for those without a network is not there.");
  const looks = [...(await page.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((one) => one[1]);
  await shelf.addAll([...new Set(looks)]);
  await shelf.put(PAGE, page);
}

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith("gavn ") && name !== SHELF) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const looks = new URL(request.url).pathname.startsWith("/static/");
  if (request.mode !== "navigate" && !looks) return;
  const kept = async () => (await caches.open(SHELF)).match(looks ? request : PAGE);
  event.respondWith(fetch(request).catch(async (fault) => {
    const found = await kept();
    if (!found) throw fault;
    return found;
  }));
});
