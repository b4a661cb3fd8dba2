// Writing: the input, the menu of commands, places and examples to send.

import { element, icon } from "./build.js";

const form = document.getElementById("composer");
const text = document.getElementById("text");
const commands = document.getElementById("commands");
const attach = document.getElementById("attach");
const touch = matchMedia("(pointer: coarse)");

const PLACES = [
  ["Bochum Mitte", 51.4818, 7.2162],
  ["Wattenscheid", 51.4805, 7.1333],
  ["Langendreer", 51.4765, 7.3213],
  ["Querenburg", 51.4447, 7.2616],
  ["Außerhalb (Köln)", 50.9384, 6.9600],
];
const SAMPLES = [["voice", "mic", "Sprachnachricht"], ["photo", "photo", "Foto"], ["document", "file", "Dokument"], ["sticker", "more", "Sticker"]];

export function setUpComposer(actions) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return;
    text.value = "";
    fit();
    if (!(await actions.say(words)) && !text.value) { text.value = words; fit(); }
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  text.addEventListener("input", fit);
  document.getElementById("places").replaceChildren(
    ...PLACES.map(([name, latitude, longitude]) => item("pin", name, null, () => actions.location(latitude, longitude), attach)),
    item("pin", "Standort dieses Geräts", "bleibt auf diesem Rechner", () => locate(actions), attach));
  document.getElementById("samples").replaceChildren(
    ...SAMPLES.map(([kind, symbol, name]) => item(symbol, name, null, () => actions.send(kind), attach)));
  for (const sheet of [commands, attach]) {
    sheet.addEventListener("toggle", () => { if (sheet.matches(":popover-open")) place(sheet); });
  }
  addEventListener("resize", () => { for (const sheet of [commands, attach]) sheet.matches(":popover-open") && place(sheet); });
}

export function focusInput() { if (!touch.matches) text.focus(); }

export function openAttach() { attach.showPopover(); }

export function showCommands(list, actions) {
  document.getElementById("command-list").replaceChildren(...list.map(({ command, description }) =>
    item(null, `/${command}`, description, () => actions.say(`/${command}`), commands)));
  document.getElementById("open-commands").hidden = list.length === 0;
}

function item(symbol, title, note, action, sheet) {
  return element("li", {}, element("button", {
    type: "button", class: "plain",
    onclick: () => { sheet.hidePopover(); action(); focusInput(); },
  }, symbol ? icon(symbol) : null,
  element("span", {}, element("span", { dir: "ltr" }, title), note ? element("small", { dir: "auto" }, note) : null)));
}

// A popover lives above the page: put it over the composer, inside the phone.
function place(sheet) {
  const phone = document.querySelector(".phone").getBoundingClientRect();
  sheet.style.insetInlineStart = `${phone.left + 10}px`;
  sheet.style.inlineSize = `${phone.width - 20}px`;
  sheet.style.insetBlockEnd = `${innerHeight - form.getBoundingClientRect().top + 6}px`;
  sheet.style.insetBlockStart = "auto";
}

function fit() {
  text.style.blockSize = "auto";
  text.style.blockSize = `${text.scrollHeight + 2}px`;
}

function locate(actions) {
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => actions.location(coords.latitude, coords.longitude),
    () => actions.toast("Der Standort dieses Geräts ist nicht freigegeben."), { timeout: 8000 });
}
