import { checkAll, Fault, holds, isNeeded, type Level, type Values } from "@/forms/checks";

interface Rules {
  schema: Level;
  prefix: string;
  today: string;
  sentences: Record<string, string>;
}
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Shows a question when it is asked, and says what does not hold as the server would. The server decides all the same. */
class AnswersForm extends HTMLElement {
  private rules: Rules | null = null;
  private refused = ""; // what was typed when sending was held back: sent again unchanged, the server decides

  connectedCallback(): void {
    const source = this.querySelector('script[type="application/json"]');
    if (!source?.textContent) return;
    this.rules = JSON.parse(source.textContent) as Rules;
    this.addEventListener("input", this.onInput);
    this.addEventListener("change", this.onChange);
    this.form?.addEventListener("submit", this.onSubmit);
    this.classList.add("live");
    this.show();
  }

  disconnectedCallback(): void {
    this.removeEventListener("input", this.onInput);
    this.removeEventListener("change", this.onChange);
    this.form?.removeEventListener("submit", this.onSubmit);
  }

  private get form(): HTMLFormElement | null {
    return this.closest("form");
  }

  private readonly onInput = (event: Event): void => {
    this.show();
    const path = pathOf(event.target);
    if (path && this.errorOf(path)) this.judge(path); // what was wrong is judged anew while it is mended
  };

  private readonly onChange = (event: Event): void => {
    this.show();
    const path = pathOf(event.target);
    if (path) this.judge(path);
  };

  private readonly onSubmit = (event: Event): void => {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (!this.rules || (button && button.value !== "send")) return;
    const { faults } = checkAll(this.rules.schema, this.given(), this.rules.today);
    const typed = JSON.stringify(this.given());
    if (Object.keys(faults).length === 0 || typed === this.refused) return;
    event.preventDefault();
    this.refused = typed;
    for (const part of this.querySelectorAll<HTMLElement>("[data-answer]"))
      this.mark(part.dataset["answer"]!, faults[part.dataset["answer"]!]);
    this.answerOf(Object.keys(faults)[0]!)?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  };

  /** Show what is asked and hide what is not. */
  private show(): void {
    if (!this.rules) return;
    const given = this.given();
    const { answers } = checkAll(this.rules.schema, given, this.rules.today);
    this.showLevel(this.rules.schema, answers, "");
    for (const [name, field] of Object.entries(this.rules.schema.properties)) {
      if (field["x-kind"] !== "rows") continue;
      (given[name] as Values[]).forEach((row, number) => {
        const inner = checkAll(field.items as Level, row, this.rules!.today);
        this.showLevel(field.items as Level, inner.answers, `${name}-${number}-`);
      });
    }
  }

  private showLevel(level: Level, answers: Values, prefix: string): void {
    const today = this.rules!.today;
    for (const [name, field] of Object.entries(level.properties)) {
      const part = this.answerOf(prefix + name);
      if (!part) continue;
      if (field["x-shown-when"]) part.hidden = !holds(field["x-shown-when"], answers, today);
      const optional = field["x-required-when"] && part.querySelector<HTMLElement>(".optional");
      if (optional) optional.hidden = isNeeded(name, level, answers, today);
    }
  }

  private judge(path: string): void {
    const fault = checkAll(this.rules!.schema, this.given(), this.rules!.today).faults[path];
    // Whoever leaves a field blank may yet come back to it: that is said when the form is sent.
    this.mark(path, fault?.code === "required" ? undefined : fault);
  }

  private mark(path: string, fault: Fault | undefined): void {
    const part = this.answerOf(path);
    const box = part?.querySelector<HTMLElement>(".field") ?? part;
    if (!part || !box) return;
    const id = `id_${this.rules!.prefix}-${path}_error`;
    box.classList.toggle("wrong", fault !== undefined);
    let line = this.errorOf(path);
    const controls = [...box.querySelectorAll<HTMLElement>("input, select, textarea")];
    controls.forEach((control) => (fault ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid")));
    if (!fault) {
      line?.remove();
      return;
    }
    if (!line) {
      line = document.createElement("p");
      line.className = "error";
      line.id = id;
      box.insertBefore(line, box.querySelector(":scope > .control, :scope > .one, :scope > .actions"));
      const described = controls[0]?.getAttribute("aria-describedby") ?? "";
      if (!described.includes(id)) controls[0]?.setAttribute("aria-describedby", `${described} ${id}`.trim());
    }
    const words = document.createElement("span");
    words.textContent = this.sentence(fault);
    line.replaceChildren(words);
  }

  private sentence(fault: Fault): string {
    const pattern = this.rules!.sentences[fault.code] ?? fault.code;
    return pattern.replace(/%\((\w+)\)s/g, (whole, key: string) => String(fault.values[key] ?? whole));
  }

  private answerOf(path: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-answer="${path}"]`);
  }

  private errorOf(path: string): HTMLElement | null {
    const part = this.answerOf(path);
    const box = part?.querySelector<HTMLElement>(".field") ?? part;
    return box?.querySelector<HTMLElement>(":scope > .error") ?? null;
  }

  /** What stands in the fields, as the server reads it. */
  private given(): Values {
    return this.level(this.rules!.schema, "");
  }

  private level(level: Level, prefix: string): Values {
    const found: Values = {};
    for (const [name, field] of Object.entries(level.properties)) {
      const path = prefix + name;
      const html = `${this.rules!.prefix}-${path}`;
      if (field["x-kind"] === "rows") {
        const count = Number(this.controls(html)[0]?.value ?? 0);
        found[name] = Array.from({ length: count }, (_, at) => this.level(field.items as Level, `${path}-${at}-`));
      } else if (field["x-kind"] === "address") {
        found[name] = { area: this.value(`${html}_area`), words: this.value(`${html}_words`) };
      } else if (field["x-kind"] === "choices" || field["x-kind"] === "files") {
        found[name] = this.controls(html).filter(isGiven).map((control) => control.value);
      } else {
        found[name] = this.value(html);
      }
    }
    return found;
  }

  private controls(html: string): Control[] {
    return [...this.querySelectorAll<Control>(`[name="${html}"]`)];
  }

  private value(html: string): string {
    return this.controls(html).find(isGiven)?.value ?? "";
  }
}

const FOCUSABLE = 'input:not([type="hidden"], [tabindex="-1"]), select, textarea, button';
const isGiven = (control: Control): boolean =>
  !(control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) || control.checked;

function pathOf(target: EventTarget | null): string {
  const part = target instanceof Element ? target.closest<HTMLElement>("[data-answer]") : null;
  return part?.dataset["answer"] ?? "";
}

customElements.define("answers-form", AnswersForm);
