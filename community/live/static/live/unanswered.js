// The key of what was sent and not yet answered. The same words sent again take the same key, also after this page was loaded
// anew, and the server knows them by it; other words take a new one.

const HOLDS = "live.unanswered";

export class Unanswered {
  constructor(place, field) {
    Object.assign(this, { place, field });
    const kept = this.kept();
    this.text = kept.place === place ? kept.text : "";
    if (this.text) field.value = kept.key;
  }

  keyOf(text) {
    if (this.text !== text) {
      if (this.text) this.field.value = this.fresh();
      this.text = text;
      this.keep({ place: this.place, text, key: this.field.value });
    }
    return this.field.value;
  }

  done() {
    this.text = "";
    this.field.value = this.fresh();
    this.keep(null);
  }

  // A version 4 UUID. crypto.randomUUID is only there on https.
  fresh() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(HOLDS)) ?? {};
    } catch {
      return {};
    }
  }

  keep(words) {
    try {
      if (words) sessionStorage.setItem(HOLDS, JSON.stringify(words));
      else sessionStorage.removeItem(HOLDS);
    } catch {
      // a private window: known as long as the page is open
    }
  }
}
