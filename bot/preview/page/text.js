// Text with entities → nodes. Offsets count UTF-16 units, as JavaScript strings do.

import { element, outward } from "./build.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

// `actions.say(text)` sends a command tapped in the text; `actions.start(url)` may take over a link.
export function formatted(text, entities, actions) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, sorted, 0, text.length, actions);
}

function span(text, entities, from, to, actions) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    nodes.push(text.slice(at, start));
    const inner = entities.slice(i + 1).filter((other) => other.offset < end);
    nodes.push(wrapped(entity, span(text, inner, start, end, actions), text.slice(start, end), actions));
    at = end;
  }
  nodes.push(text.slice(at, to));
  return nodes.filter((node) => node !== "");
}

function wrapped(entity, children, words, actions) {
  if (PLAIN[entity.type]) return element(PLAIN[entity.type], {}, ...children);
  switch (entity.type) {
    case "text_link": return link(entity.url, children, actions);
    case "url": return link(/^https?:/i.test(words) ? words : `https://${words}`, children, actions);
    case "email": return outward(`mailto:${words}`, {}, ...children);
    case "phone_number": return outward(`tel:${words.replace(/[^\d+]/g, "")}`, { dir: "ltr" }, ...children);
    case "bot_command": return element("button", { type: "button", onclick: () => actions.say(words) }, ...children);
    case "spoiler": return spoiler(children);
    default: return element("span", {}, ...children);
  }
}

function link(url, children, actions) {
  return outward(url, { onclick: (event) => { if (actions.start(url)) event.preventDefault(); } }, ...children);
}

function spoiler(children) {
  const made = element("button", { type: "button", class: "spoiler", "aria-pressed": "false", title: "Verdeckter Text" }, ...children);
  made.addEventListener("click", () => made.setAttribute("aria-pressed", "true"));
  return made;
}
