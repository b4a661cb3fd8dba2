// The conversation: keeps the messages by number, draws them and stays at the newest.

import { bubble, dayOf } from "./bubbles.js";
import { element } from "./build.js";
import { showReplyKeyboard } from "./keyboards.js";

const view = document.getElementById("view");
const log = document.getElementById("log");
const intro = document.getElementById("intro");
const typing = document.getElementById("typing");
const newest = document.getElementById("newest");
const keyboard = document.getElementById("reply-keyboard");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const botState = document.getElementById("bot-state");

export class Conversation {
  constructor(actions) {
    this.actions = actions;
    this.messages = new Map();
    this.me = 0;
    newest.addEventListener("click", () => this.toNewest("smooth"));
    view.addEventListener("scroll", () => { newest.hidden = this.atEnd(140); });
    new ResizeObserver(() => { if (this.follows) this.toNewest(); }).observe(view);
    view.addEventListener("scroll", () => { this.follows = this.atEnd(60); });
    this.follows = true;
  }

  showAll(messages, me) {
    this.me = me;
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    log.setAttribute("aria-busy", "true");
    log.replaceChildren();
    let before = null;
    for (const message of this.messages.values()) {
      this.append(message, before);
      before = message;
    }
    log.removeAttribute("aria-busy");
    this.after();
    this.toNewest();
  }

  show(message) {
    const known = this.messages.has(message.message_id);
    const before = [...this.messages.values()].at(-1);
    const followed = this.follows;
    this.messages.set(message.message_id, message);
    if (known) {
      const old = document.getElementById(`message-${message.message_id}`);
      const fresh = this.bubbleOf(message);
      fresh.classList.toggle("turn", old.classList.contains("turn"));
      const held = old.contains(document.activeElement);
      old.replaceWith(fresh);
      if (held) (fresh.querySelector(".key") ?? view).focus({ preventScroll: true });
    } else {
      this.append(message, before);
      if (!this.isOwn(message)) this.stopTyping();
    }
    this.after();
    if (this.isOwn(message)) this.toNewest("smooth");
    else if (followed) this.toStartOf(message.message_id);
  }

  remove(number) {
    this.messages.delete(number);
    document.getElementById(`message-${number}`)?.remove();
    this.after();
  }

  append(message, before) {
    if (!before || dayOf(before) !== dayOf(message)) {
      log.append(element("li", { class: "day" }, dayOf(message)));
    }
    const made = this.bubbleOf(message);
    if (before && this.isOwn(before) !== this.isOwn(message)) made.classList.add("turn");
    log.append(made);
  }

  bubbleOf(message) { return bubble(message, this.isOwn(message), this.actions); }

  isOwn(message) { return message.from?.id !== this.me; }

  after() {
    intro.hidden = this.messages.size > 0;
    showReplyKeyboard(keyboard, this.messages.values(), (message) => this.isOwn(message), this.actions);
  }

  startTyping() {
    typing.hidden = false;
    botState.textContent = "schreibt …";
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.stopTyping(), 5000);
    if (this.follows) this.toNewest("smooth");
  }

  stopTyping() {
    clearTimeout(this.typingEnds);
    typing.hidden = true;
    botState.textContent = "Programm, kein Mensch";
  }

  atEnd(slack) { return view.scrollHeight - view.scrollTop - view.clientHeight < slack; }

  // A long answer is read from its first line; everything else is seen whole at the end.
  toStartOf(number) {
    const made = document.getElementById(`message-${number}`);
    if (made.offsetHeight < view.clientHeight - 20) this.toNewest("smooth");
    else view.scrollTo({ top: made.offsetTop - view.offsetTop - 10, behavior: calm.matches ? "instant" : "smooth" });
  }

  toNewest(behavior = "instant") {
    this.follows = true;
    view.scrollTo({ top: view.scrollHeight, behavior: calm.matches ? "instant" : behavior });
  }
}
