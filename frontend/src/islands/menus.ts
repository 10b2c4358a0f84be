/** Let a menu close as readers expect: by Escape, by a click elsewhere, by opening another one. */
export function closeMenus(page: Document): () => void {
  const open = () => page.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  const onClick = (event: Event) => {
    open().forEach((menu) => {
      if (!menu.contains(event.target as Node)) menu.open = false;
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  };
  page.addEventListener("click", onClick);
  page.addEventListener("keydown", onKey);
  return () => {
    page.removeEventListener("click", onClick);
    page.removeEventListener("keydown", onKey);
  };
}
