// A second tap on a slow line must not send a second time. The server holds that rule by itself; this only spares
// the reader the doubt.
const RELEASE_AFTER = 15_000; // a form that answers with a download never leaves the page

function release(form: HTMLFormElement): void {
  delete form.dataset["sent"];
  form.querySelectorAll("[aria-busy]").forEach((button) => {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  });
}

/** Mark the button of a form that is under way and swallow further submits of it. */
export function guardSubmits(page: Document): () => void {
  const onSubmit = (event: Event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented && !form.matches("[hx-post], [hx-put], [hx-delete]")) return;
    if (form.method === "get") return;
    if (form.dataset["sent"]) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset["sent"] = "yes";
    const button = (event as SubmitEvent).submitter ?? form.querySelector("button:not([type=button])");
    button?.setAttribute("aria-busy", "true");
    button?.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), RELEASE_AFTER);
  };
  const onShow = () => page.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach(release);
  page.addEventListener("submit", onSubmit);
  page.addEventListener("htmx:finally:request", onShow);
  window.addEventListener("pageshow", onShow);
  return () => {
    page.removeEventListener("submit", onSubmit);
    page.removeEventListener("htmx:finally:request", onShow);
    window.removeEventListener("pageshow", onShow);
  };
}
