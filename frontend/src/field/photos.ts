export const LONGEST_EDGE = 1600;
const QUALITY = 0.82;

/** The size a photo is drawn at: its longest edge at most 1600 px, never enlarged. */
export function fitted(width: number, height: number, longest: number = LONGEST_EDGE): [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** Draw a photo small, as JPEG; where it was taken and by which phone is gone with that. Throws where it is none. */
export async function scaled(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [width, height] = fitted(image.width, image.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  image.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY);
  });
}
