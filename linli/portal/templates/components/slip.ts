/** Copies or prints the number and the secret; both can always be read and written down. */
class KeepSlip extends HTMLElement {
  connectedCallback(): void {
    this.querySelector<HTMLElement>(".actions")?.removeAttribute("hidden");
    this.querySelector("[data-copy]")?.addEventListener("click", this.copy);
    this.querySelector("[data-print]")?.addEventListener("click", this.print);
  }

  disconnectedCallback(): void {
    this.querySelector("[data-copy]")?.removeEventListener("click", this.copy);
    this.querySelector("[data-print]")?.removeEventListener("click", this.print);
  }

  private readonly copy = async (): Promise<void> => {
    const kept = [...this.querySelectorAll("[data-keep]")].map((value) => value.textContent?.trim() ?? "");
    const output = this.querySelector("output");
    try {
      await navigator.clipboard.writeText(kept.join(" "));
      if (output) output.textContent = this.dataset["copied"] ?? "";
    } catch {
      // Not allowed, or not over https: the words stand there to be copied by hand.
      if (output) output.textContent = kept.join(" ");
    }
  };

  private readonly print = (): void => window.print();
}

customElements.define("keep-slip", KeepSlip);
