// The buttons below a bubble and the keyboard below the chat.

import { element, icon, outward } from "./build.js";

export function inlineKeyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return element("div", { class: "keys", role: "group", "aria-label": "Antworten zur Auswahl" },
    ...rows.map((row, y) => element("div", { class: "row" },
      ...row.map((button, x) => inlineKey(message, button, y, x, actions)))));
}

function inlineKey(message, button, row, column, actions) {
  const label = element("span", { dir: "auto" }, button.text);
  if (button.url) {
    const made = outward(button.url, { class: "key" }, label, icon("out"));
    made.append(element("span", { class: "unseen" }, " (öffnet eine neue Seite)"));
    made.addEventListener("click", (event) => { if (actions.start(button.url)) event.preventDefault(); });
    return made;
  }
  const made = element("button", { type: "button", class: "key" }, label);
  if (button.copy_text) {
    made.addEventListener("click", () => navigator.clipboard?.writeText(button.copy_text.text).then(() => actions.toast("Kopiert")));
  } else if (button.callback_data) {
    made.addEventListener("click", () => actions.tap(made, message.message_id, row, column));
  } else {
    made.addEventListener("click", () => actions.toast("Diese Art Knopf kann die Vorschau nicht zeigen."));
  }
  return made;
}

// Shows the keyboard of the newest message that sets or removes one; a keyboard for one use goes
// with the client's next message.
export function showReplyKeyboard(place, messages, isOwn, actions) {
  const backwards = [...messages].reverse();
  const at = backwards.findIndex(({ reply_markup: markup }) => markup?.keyboard || markup?.remove_keyboard);
  const markup = backwards[at]?.reply_markup;
  const used = markup?.one_time_keyboard && backwards.slice(0, at).some(isOwn);
  const rows = used ? [] : markup?.keyboard ?? [];
  place.hidden = rows.length === 0;
  place.replaceChildren(...rows.map((row) =>
    element("div", { class: "row" }, ...row.map((button) => element("button", {
      type: "button", class: "key", dir: "auto",
      onclick: () => (button.request_location ? actions.attach() : actions.say(button.text)),
    }, button.text)))));
}
