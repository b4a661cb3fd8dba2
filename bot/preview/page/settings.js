// What this tab remembers: its chat, the phone's language, light or dark, the side strip.

const LANGUAGES = ["de", "en", "uk", "ru", "ar", "tr"];

function read(store, key) {
  try { return store.getItem(key); } catch { return null; }
}
function keep(store, key, value) {
  try { store.setItem(key, value); } catch { /* a private window: lasts until reload */ }
}

export function chatId() {
  const known = Number(read(sessionStorage, "chat"));
  return known > 0 ? known : newChatId();
}
export function newChatId() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  const id = (high % 2 ** 19) * 2 ** 32 + low + 1;  // 52 bits, as Telegram's user ids
  keep(sessionStorage, "chat", String(id));
  return id;
}

export function language() {
  const known = read(sessionStorage, "language");
  return LANGUAGES.includes(known) ? known : "de";
}
export function keepLanguage(code) { keep(sessionStorage, "language", code); }

const dark = matchMedia("(prefers-color-scheme: dark)");

export function theme() { return read(localStorage, "theme") ?? ""; }
export function showTheme(choice) {
  document.documentElement.dataset.theme = choice || (dark.matches ? "dark" : "light");
}
export function keepTheme(choice) {
  keep(localStorage, "theme", choice);
  showTheme(choice);
}
dark.addEventListener("change", () => showTheme(theme()));

const desk = matchMedia("(min-width: 701px)");

export function stripOpen() {
  const known = read(localStorage, "strip");
  return desk.matches && known !== "closed";
}
export function keepStrip(open) {
  if (desk.matches) keep(localStorage, "strip", open ? "open" : "closed");
}
