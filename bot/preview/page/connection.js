// The line to the server: events come in by EventSource, actions go out as JSON.

export class Connection {
  constructor(handlers) {
    this.handlers = handlers;  // event name → function(content)
    this.source = null;
  }

  open(chat, language) {
    this.close();
    this.chat = chat;
    this.language = language;
    this.source = new EventSource(`/phone/events?chat=${chat}&language=${language}`);
    this.source.onopen = () => this.handlers.line(true);
    this.source.onerror = () => {
      this.handlers.line(false);
      if (this.source.readyState === EventSource.CLOSED) {
        this.retry = setTimeout(() => this.open(this.chat, this.language), 2000);
      }
    };
    for (const [name, handler] of Object.entries(this.handlers)) {
      this.source.addEventListener(name, (event) => {
        if (event.data) handler(JSON.parse(event.data));
      });
    }
  }

  close() {
    clearTimeout(this.retry);
    this.source?.close();
  }

  // Resolves to the server's answer, or to null when it could not be reached.
  async act(action, wish = {}) {
    try {
      const response = await fetch(`/phone/${action}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ chat: this.chat, language: this.language, ...wish }),
      });
      return response.ok ? await response.json() : null;
    } catch {
      this.handlers.line(false);
      return null;
    }
  }
}
