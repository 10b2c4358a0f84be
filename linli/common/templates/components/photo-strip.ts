/** Photos are sent one by one while the reader still writes, each with its progress; what failed can be sent again. */
class PhotoStrip extends HTMLElement {
  private underWay = 0;
  private waiting: HTMLElement | null = null;
  private form: HTMLFormElement | null = null;
  private readonly carried = new Map<Element, File>();

  connectedCallback(): void {
    this.form = this.closest("form");
    this.input?.addEventListener("change", this.onChoose);
    this.addEventListener("click", this.onClick);
    this.form?.addEventListener("submit", this.onSubmit);
    this.querySelectorAll<HTMLElement>(".remove, .add").forEach((element) => (element.hidden = false));
    this.classList.add("live");
    if (this.input) this.input.tabIndex = -1;
  }

  disconnectedCallback(): void {
    this.input?.removeEventListener("change", this.onChoose);
    this.removeEventListener("click", this.onClick);
    this.form?.removeEventListener("submit", this.onSubmit);
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type="file"]');
  }

  private readonly onChoose = (): void => {
    const input = this.input;
    const address = this.getAttribute("upload-url");
    if (!input?.files) return;
    const limit = Number(this.getAttribute("limit") ?? 6);
    const room = Math.max(0, limit - this.querySelectorAll(".shot").length);
    const chosen = [...input.files];
    this.say(chosen.length > room ? (this.dataset["full"] ?? "").replace("{limit}", String(limit)) : "");
    const files = chosen.slice(0, room);
    if (address) {
      input.value = "";
      files.forEach((file) => this.send(file, this.shot(file), address));
    } else {
      files.forEach((file) => this.carried.set(this.shot(file), file));
      this.carry();
    }
  };

  // Without an address the files travel with the form: a second choice adds to the first instead of replacing it.
  private carry(): void {
    if (!this.input) return;
    const load = new DataTransfer();
    this.carried.forEach((file) => load.items.add(file));
    this.input.files = load.files;
  }

  private shot(file: File): HTMLLIElement {
    const item = document.createElement("li");
    item.className = "shot";
    const image = document.createElement("img");
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "remove";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `${this.dataset["remove"] ?? ""} ${file.name}`);
    item.append(image, remove);
    this.querySelector(".strip")?.insertBefore(item, this.querySelector(".add"));
    return item;
  }

  private send(file: File, item: HTMLLIElement, address: string): void {
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", `${this.dataset["sending"] ?? ""} ${file.name}`);
    item.classList.remove("failed");
    item.append(bar);
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", this.token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => (bar.value = event.loaded / event.total));
    request.addEventListener("loadend", () => {
      bar.remove();
      this.underWay -= 1;
      const id = request.status >= 200 && request.status < 300 ? idIn(request.responseText) : "";
      if (id) this.keep(item, id);
      else this.fail(item, file, address, messageIn(request.responseText));
      this.goOn();
    });
    item.addEventListener("photo-removed", () => request.abort(), { once: true });
    const body = new FormData();
    body.append("file", file);
    this.underWay += 1;
    request.send(body);
  }

  private keep(item: HTMLLIElement, id: string): void {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = this.getAttribute("kept-name") ?? "photo_ids";
    input.value = id;
    item.append(input);
    this.dispatchEvent(new CustomEvent("photo-kept", { bubbles: true, detail: { id } }));
  }

  private fail(item: HTMLLIElement, file: File, address: string, message: string): void {
    if (!item.isConnected) return;
    item.classList.add("failed");
    this.say(message || (this.dataset["failed"] ?? ""));
    const again = document.createElement("button");
    again.type = "button";
    again.className = "again";
    again.textContent = this.dataset["again"] ?? "";
    again.addEventListener("click", () => {
      again.remove();
      this.say("");
      this.send(file, item, address);
    });
    item.append(again);
  }

  private readonly onClick = (event: Event): void => {
    if ((event.target as Element).closest(".add")) this.input?.click();
    const item = (event.target as Element).closest(".remove")?.closest(".shot");
    if (!item) return;
    item.remove();
    item.dispatchEvent(new CustomEvent("photo-removed"));
    if (this.carried.delete(item)) this.carry();
    this.say("");
    this.querySelector<HTMLElement>(".add button")?.focus();
  };

  private readonly onSubmit = (event: Event): void => {
    if (this.underWay === 0) return;
    event.preventDefault(); // the form follows by itself when the last photo is through
    this.waiting = (event as SubmitEvent).submitter ?? this.form;
    this.say(this.dataset["sending"] ?? "");
  };

  private goOn(): void {
    if (this.underWay > 0 || !this.waiting || !this.form || this.querySelector(".failed")) return;
    const submitter = this.waiting === this.form ? undefined : this.waiting;
    this.waiting = null;
    this.form.requestSubmit(submitter);
  }

  private token(): string {
    return this.form?.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  }

  private say(text: string): void {
    const status = this.querySelector(".status");
    if (status) status.textContent = text;
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function idIn(text: string): string {
  const id = parsed(text)["id"];
  return typeof id === "string" ? id : "";
}

function messageIn(text: string): string {
  const detail = parsed(text)["detail"];
  return typeof detail === "string" ? detail : "";
}

customElements.define("photo-strip", PhotoStrip);
