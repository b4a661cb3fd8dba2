// Small builders for elements; text only ever becomes text.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...present(children));
  return made;
}

export function fill(place, ...children) {
  place.replaceChildren(...present(children));
}

function present(children) {
  return children.filter((child) => child !== null && child !== undefined);
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

// Returns the address if it is one a page may open, else null.
export function safeAddress(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:", "mailto:", "tel:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

export function outward(url, attributes, ...children) {
  const href = safeAddress(url);
  if (!href) return element("span", {}, ...children);
  return element("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...children);
}
