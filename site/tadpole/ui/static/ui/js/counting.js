// Says how many characters are left in a field that names its most (data-most), as the server counts them: as seen, a line break is
// one, blanks at the ends are none. It advises and never cuts; what is too long is refused by the server, in words.

const NEAR = 20;
const cutter = Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

export function length(text) {
  let count = 0;
  for (const _ of cutter ? cutter.segment(text) : text) count += 1;
  return count;
}

export function taken(text, oneLine) {
  const kept = text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  return oneLine ? kept.replace(/\s+/g, " ") : kept;
}

export function left(field) {
  const most = Number(field.dataset.most);
  const text = taken(field.value, field.localName === "input");
  return text.length <= most - NEAR - 1 ? NEAR + 1 : most - length(text);
}

class UiCount extends HTMLElement {
  // In the form of its field (for=id of the field); empty while there is room.
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    if (!this.field) return;
    this.say = () => {
      const rest = left(this.field);
      this.hidden = rest > NEAR;
      this.classList.toggle("over", rest < 0);
      this.textContent = this.hidden ? "" : (rest < 0 ? this.dataset.over : this.dataset.left).replace("{n}", Math.abs(rest));
    };
    this.field.addEventListener("input", this.say);
    this.field.form?.addEventListener("reset", () => setTimeout(this.say));
    this.say();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.say);
  }
}

customElements.define("ui-count", UiCount);
