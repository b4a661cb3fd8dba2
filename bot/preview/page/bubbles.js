// One message → one bubble.

import { element, icon, outward } from "./build.js";
import { inlineKeyboard } from "./keyboards.js";
import { formatted } from "./text.js";

const clock = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("de-DE", { weekday: "long", day: "numeric", month: "long" });
const degrees = new Intl.NumberFormat("de-DE", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const size = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 1 });

export function dayOf(message) { return day.format(message.date * 1000); }

export function bubble(message, own, actions) {
  const at = new Date(message.date * 1000);
  const time = element("time", { class: "time", datetime: at.toISOString() },
    (message.edit_date ? "bearbeitet · " : "") + clock.format(at));
  const parts = content(message, actions);
  const last = parts.at(-1);
  if (last.className === "text") last.append(time);  // beside the last line where it fits
  else parts.push(time);
  return element("li", { class: own ? "message own" : "message", id: `message-${message.message_id}` },
    element("div", { class: "bubble" },
      element("span", { class: "unseen" }, own ? "Sie: " : "Bot: "), ...parts),
    inlineKeyboard(message, actions));
}

function content(message, actions) {
  const parts = [];
  if (message.photo) parts.push(photo(message));
  if (message.document) parts.push(file(message.document));
  if (message.venue) parts.push(place(message.venue.title, message.venue.address, message.location));
  else if (message.location) parts.push(place("Standort", null, message.location));
  if (message.voice) parts.push(stand("mic", "Sprachnachricht", `${message.voice.duration} Sekunden`));
  if (message.sticker) parts.push(element("div", { class: "big" }, message.sticker.emoji ?? "🙂"));
  const text = message.text ?? message.caption;
  if (text) {
    const entities = message.entities ?? message.caption_entities;
    parts.push(element("div", { class: "text", dir: "auto" },
      element("span", { class: "words" }, ...formatted(text, entities, actions))));
  }
  return parts.length ? parts : [element("div", { class: "text" }, "(kann die Vorschau nicht zeigen)")];
}

function photo(message) {
  const { file_id: id, width, height } = message.photo.at(-1);
  if (id === "example") return stand("photo", "Foto", "nur ein Beispiel");
  return element("img", { class: "photo", src: `/phone/file/${id}`, width, height, alt: message.caption ?? "Bild vom Bot" });
}

function file({ file_id: id, file_name: name, file_size: bytes }) {
  if (id === "example") return stand("file", name, "nur ein Beispiel");
  return element("a", { class: "file", href: `/phone/file/${id}`, download: name },
    element("span", { class: "disc" }, icon("file")),
    element("span", {}, element("b", { dir: "auto" }, name), element("small", {}, `${weight(bytes)} · speichern`)));
}

function stand(symbol, title, note) {
  return element("div", { class: "file" }, element("span", { class: "disc" }, icon(symbol)),
    element("span", {}, element("b", {}, title), element("small", {}, note)));
}

function weight(bytes) {
  if (bytes < 1024) return `${bytes} Byte`;
  return bytes < 2 ** 20 ? `${size.format(bytes / 1024)} KB` : `${size.format(bytes / 2 ** 20)} MB`;
}

function place(title, address, { latitude, longitude }) {
  const where = `${degrees.format(latitude)} · ${degrees.format(longitude)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return outward(map, { class: "place", title: "Auf OpenStreetMap ansehen (neue Seite)" },
    element("span", { class: "disc" }, icon("pin")),
    element("span", {}, element("b", { dir: "auto" }, title),
      element("small", { dir: "auto" }, address ?? where)));
}
