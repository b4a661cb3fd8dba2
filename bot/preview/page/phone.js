// The page: joins the line to the server, the conversation, the composer and the side strip.

import { focusInput, openAttach, setUpComposer, showCommands } from "./composer.js";
import { Connection } from "./connection.js";
import { Conversation } from "./conversation.js";
import * as settings from "./settings.js";
import { showKnowledge, showUnderstanding } from "./strip.js";

const byId = (id) => document.getElementById(id);
const waiting = new Map();  // query id → the button that waits for its answer
let username = "";
let payload = new URLSearchParams(location.search).get("start");

const actions = {
  say: (text) => line.act("say", { text }),
  location: (latitude, longitude) => line.act("location", { latitude, longitude }),
  send: (kind) => line.act("send", { kind }),
  attach: openAttach,
  toast: showToast,
  async tap(button, message, row, column) {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const answer = await line.act("tap", { message, row, column });
    if (!answer) { button.ariaBusy = null; return; }
    waiting.set(answer.query, button);
    setTimeout(() => settle(answer.query), 10000);
  },
  // A link to this very bot starts it here instead of opening Telegram.
  start(url) {
    const found = /^https?:\/\/t\.me\/(\w+)\/?\?start=([\w-]{0,64})$/i.exec(url);
    if (!found || found[1].toLowerCase() !== username.toLowerCase()) return false;
    actions.say(`/start ${found[2]}`.trim());
    return true;
  },
};

const conversation = new Conversation(actions);
const line = new Connection({
  line(up) { byId("offline").hidden = up; },
  all(content) {
    conversation.showAll(content.messages, content.me);
    showProfile(content);
    showUnderstanding(content.outcome);
    showKnowledge(content.knowledge);
    if (payload !== null) {
      const text = `/start ${payload}`.trim();
      payload = null;
      history.replaceState(null, "", "/");
      if (/^\/start( [\w-]{1,64})?$/.test(text)) actions.say(text);
    }
  },
  message: (message) => conversation.show(message),
  deleted: ({ message_id: number }) => conversation.remove(number),
  action: () => conversation.startTyping(),
  answered({ query, text, alert }) {
    settle(query);
    if (text && alert) showAlert(text);
    else if (text) showToast(text);
  },
  profile: showProfile,
  outcome: showUnderstanding,
  knowledge: showKnowledge,
});

function showProfile(profile) {
  username = profile.username;
  byId("bot-name").textContent = profile.name;
  byId("description").textContent = profile.description || "Schreiben Sie eine Frage oder tippen Sie auf „Starten“.";
  showCommands(profile.commands, actions);
}

function settle(query) {
  const button = waiting.get(query);
  if (button) button.ariaBusy = null;
  waiting.delete(query);
}

let toastEnds;
function showToast(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.dir = "auto";
  toast.hidden = false;
  clearTimeout(toastEnds);
  toastEnds = setTimeout(() => { toast.hidden = true; }, 3500 + text.length * 30);
}

function showAlert(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

const small = matchMedia("(max-width: 700px)");  // there the strip covers the phone

function showStrip(open) {
  document.querySelector(".phone").inert = open && small.matches;
  document.body.dataset.strip = open ? "open" : "closed";
  byId("open-strip").setAttribute("aria-expanded", String(open));
}
function switchStrip(open) {
  showStrip(open);
  settings.keepStrip(open);
  (open ? byId("close-strip") : byId("open-strip")).focus();
}

small.addEventListener("change", () => showStrip(settings.stripOpen()));
settings.showTheme(settings.theme());
showStrip(settings.stripOpen());
setUpComposer(actions);
byId("theme").value = settings.theme();
byId("theme").addEventListener("change", (event) => settings.keepTheme(event.target.value));
byId("language").value = settings.language();
byId("language").addEventListener("change", (event) => {
  settings.keepLanguage(event.target.value);
  line.open(settings.chatId(), event.target.value);
});
byId("open-strip").addEventListener("click", () => switchStrip(document.body.dataset.strip !== "open"));
byId("close-strip").addEventListener("click", () => switchStrip(false));
byId("strip").addEventListener("keydown", (event) => { if (event.key === "Escape") switchStrip(false); });
byId("start").addEventListener("click", () => { actions.say("/start"); focusInput(); });
byId("new-chat").addEventListener("click", () => {
  byId("settings").hidePopover();
  conversation.stopTyping();
  line.open(settings.newChatId(), settings.language());
  focusInput();
});
byId("settings").addEventListener("toggle", (event) => {
  if (event.newState !== "open") return;
  const box = document.querySelector(".top").getBoundingClientRect();
  byId("settings").style.insetInlineStart = `${box.right - 270 - 12}px`;
  byId("settings").style.insetBlockStart = `${box.bottom + 4}px`;
});
line.open(settings.chatId(), settings.language());
focusInput();
