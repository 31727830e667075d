// The device's tray: what waits to be sent, sealed. Plain stand only a random name, whose tray it is (a random name
// too), what is to happen with it, and when it was kept. Everything else is closed with the key of that tray.
const STORE = "tray";
const NAME = "device";
const LONGEST = 30 * 24 * 3600 * 1000;
let opening = null;

function database() {
  opening ??= new Promise((done, wrong) => {
    const asked = indexedDB.open("gavn", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE, { keyPath: "id" });
      asked.result.createObjectStore(NAME, { keyPath: "id" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opening = null; };
      done(asked.result);
    };
    asked.onerror = () => { opening = null; wrong(asked.error); };
  });
  return opening;
}

async function asked(mode, ask, store = STORE) {
  const deal = (await database()).transaction(store, mode, { durability: "strict" });
  return new Promise((done, wrong) => {
    const question = ask(deal.objectStore(store));
    deal.oncomplete = () => done(question.result);
    deal.onerror = deal.onabort = () => wrong(deal.error);
  });
}

// The random name of this device, made when something is to be kept here; it is no secret and says nothing.
export async function device() {
  const fresh = { id: NAME, name: crypto.randomUUID() };
  const named = await asked("readwrite", (store) => {
    const found = store.get(NAME);
    found.onsuccess = () => found.result ?? store.put(fresh);
    return found;
  }, NAME);
  return (named ?? fresh).name;
}

// What lies on the device, whoever's it is; what nobody came back for in thirty days is thrown away.
export async function rows() {
  const found = await asked("readonly", (store) => store.getAll());
  const old = found.filter((row) => Date.now() - row.at > LONGEST);
  for (const row of old) await remove(row.id);
  return found.filter((row) => !old.includes(row));
}

export const put = (row) => asked("readwrite", (store) => store.put(row));
export const remove = (id) => asked("readwrite", (store) => store.delete(id));

// Throws the whole tray away, keys' names and all.
export async function wipe() {
  if (opening) (await opening).close();
  opening = null;
  await new Promise((done) => {
    const gone = indexedDB.deleteDatabase("gavn");
    gone.onsuccess = gone.onerror = gone.onblocked = done;
  });
}
