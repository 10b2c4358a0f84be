// A phone has Chinese faces of its own and must not wait for ours; a bare machine draws every character as the same
// empty box. Two characters drawn alike are two empty boxes.
export function hasChineseFont(draw: (character: string) => string): boolean {
  return draw("邻") !== draw("里");
}

function drawn(character: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return character;
  pen.font = "20px sans-serif";
  pen.fillText(character, 2, 20);
  return pen.getImageData(0, 0, 24, 24).data.join("");
}

/** Add the web fonts where the machine has none, and remember it, so that the next page has them from the start. */
export function loadWebFonts(page: Document, draw: (character: string) => string = drawn): void {
  const address = page.querySelector<HTMLMetaElement>('meta[name="web-fonts"]')?.content;
  if (!address || page.querySelector(`link[href="${address}"]`) || hasChineseFont(draw)) return;
  const link = page.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  page.head.append(link);
  page.cookie = "linli_fonts=web; path=/; max-age=31536000; samesite=lax";
}
