// The side strip for editors: how the last message was understood, how the knowledge stands.

import { element, fill, outward } from "./build.js";

const KINDS = { answer: ["Antwort", "good"], choices: ["Rückfrage", ""], signpost: ["Wegweiser", ""], fallback: ["nicht verstanden", "warm"], handover: ["Übergabe", "warm"], crisis: ["Krise", "bad"], privacy: ["Persönliche Angaben", "bad"], smalltalk: ["Plauderei", ""], menu: ["Menü", ""] };
const percent = new Intl.NumberFormat("de-DE", { style: "percent", maximumFractionDigits: 0 });
const moment = new Intl.DateTimeFormat("de-DE", { dateStyle: "short", timeStyle: "medium" });
const date = new Intl.DateTimeFormat("de-DE", { dateStyle: "long" });

export function showUnderstanding(outcome) {
  const place = document.getElementById("understood");
  if (!outcome) {
    place.replaceChildren(element("p", { class: "none" }, "Noch keine Nachricht."));
    return;
  }
  const [kind, tone] = KINDS[outcome.kind] ?? [outcome.kind, ""];
  fill(place,
    element("p", { class: "verdict" }, element("span", { class: `badge ${tone}` }, kind),
      outcome.title ? element("b", { dir: "auto" }, outcome.title) : null),
    element("p", { class: "reason" }, [outcome.reason, `Sicherheit ${percent.format(outcome.confidence ?? 0)}`].filter(Boolean).join(" · ")),
    ranking(outcome.ranking ?? []),
    facts(outcome));
}

function ranking(candidates) {
  return element("ol", { "aria-label": "Rangfolge der Fragen" }, ...candidates.map((candidate) => {
    const share = element("i");
    share.style.setProperty("--share", `${Math.round(candidate.confidence * 100)}%`);
    return element("li", { class: "rank" },
      element("div", { class: "line1" }, element("b", { dir: "auto" }, candidate.title || candidate.intent), element("span", {}, percent.format(candidate.confidence))),
      element("div", { class: "bar", "aria-hidden": "true" }, share),
      element("code", {}, candidate.intent), words(candidate.words ?? []));
  }));
}

function words(list) {
  if (!list.length) return null;
  return element("ul", { class: "words", "aria-label": "Wörter, die zählten" }, ...list.map(([word, share]) => {
    const made = element("li", { dir: "auto", title: `Anteil ${percent.format(share)}` }, word);
    made.style.setProperty("--share", `${Math.round(share * 100)}%`);
    return made;
  }));
}

function facts({ repairs = [], sources = [] }) {
  const list = element("dl", { class: "facts" });
  if (repairs.length) {
    list.append(element("dt", {}, "Anders gelesen"), ...repairs.map(({ typed, read_as: read }) =>
      element("dd", {}, element("s", { dir: "auto" }, typed), " → ", element("b", { dir: "auto" }, read))));
  }
  if (sources.length) {
    list.append(element("dt", {}, sources.length > 1 ? "Quellen" : "Quelle"), ...sources.map((source) =>
      element("dd", {}, outward(source.url, {}, source.source), source.place ? `, ${source.place}` : null,
        source.reviewed ? element("small", {}, ` · geprüft am ${day(source.reviewed)}`) : null)));
  }
  return list.children.length ? list : null;
}

export function showKnowledge(status) {
  const place = document.getElementById("knowledge");
  if (!status) {
    place.replaceChildren(element("p", { class: "none" }, "Noch kein Stand gemeldet."));
    return;
  }
  const broken = status.state === "broken";
  fill(place,
    element("p", { class: "state" }, element("span", { class: `badge ${broken ? "bad" : "good"}` },
      broken ? "Fehler: Bot antwortet mit altem Stand" : "aktuell")),
    element("p", {}, status.summary ?? ""),
    element("p", {}, element("small", { class: "none" }, [status.loaded_at && `geladen ${time(status.loaded_at)}`, status.version && `Fassung ${status.version}`].filter(Boolean).join(" · "))),
    effect(status),
    element("ul", {}, ...(status.problems ?? []).map(problem)));
}

function effect({ effect: lines, objections = [] }) {
  if (!lines?.length) return null;
  const bad = objections.length > 0;
  return element("section", { class: "effect", "aria-label": "Wirkung Ihrer Änderung" },
    element("h3", {}, "Was Ihre Änderung bewirkt"),
    element("pre", {}, lines.join("\n")),
    ...objections.map((text) => element("p", {}, `Dagegen spricht: ${text}`)),
    element("p", { class: "state" }, element("span", { class: `badge ${bad ? "bad" : "good"}` },
      bad ? "bitte erst ändern, dann veröffentlichen" : "darf veröffentlicht werden")));
}

function problem({ file, line, text, severity, excerpt }) {
  const lines = Array.isArray(excerpt) ? excerpt : excerpt ? excerpt.split("\n") : [];
  const bad = ["error", "Fehler"].includes(severity);
  const first = line - lines.length + 1;
  return element("li", { class: "problem" },
    element("span", { class: `badge ${bad ? "bad" : "warm"}` }, bad ? "Fehler" : "Warnung"), " ",
    element("code", {}, line ? `${file}, Zeile ${line}` : file),
    element("p", {}, text),
    lines.length ? element("pre", {}, ...lines.map((words, i) =>
      element(i === lines.length - 1 ? "mark" : "span", {}, `${first + i} | ${words}\n`))) : null);
}

function time(iso) { const at = new Date(iso); return Number.isNaN(at.valueOf()) ? iso : moment.format(at); }
function day(iso) { const at = new Date(iso); return Number.isNaN(at.valueOf()) ? iso : date.format(at); }
