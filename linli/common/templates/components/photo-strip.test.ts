import { mount } from "@/mount";
import "./photo-strip";

// The network is the one thing here that is not ours.
class Wire extends EventTarget {
  static last: Wire;
  upload = new EventTarget();
  status = 0;
  responseText = "";
  headers: Record<string, string> = {};
  aborted = false;
  open(): void {
    Wire.last = this;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(): void {}
  abort(): void {
    this.aborted = true;
  }
  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.dispatchEvent(new Event("loadend"));
  }
}

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", Wire);
  mount(`<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="token">
    <photo-strip kept-name="photo_ids" upload-url="/photos/" limit="2" data-failed="没有送达" data-again="再送" data-full="最多 {limit} 张">
    <ul class="strip"></ul><input type="file" multiple><p class="status"></p></photo-strip><button>提交</button></form>`);
});

function choose(...names: string[]): void {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  const files = names.map((name) => new File(["x"], name, { type: "image/jpeg" }));
  Object.defineProperty(input, "files", { value: files, configurable: true, writable: true });
  input.dispatchEvent(new Event("change"));
}

const kept = () => [...document.querySelectorAll<HTMLInputElement>('[name="photo_ids"]')].map((input) => input.value);
const status = () => document.querySelector(".status")!.textContent;
const form = () => document.querySelector("form")!;

test("a photo is sent with the form's token and kept by its id", () => {
  choose("lamp.jpg");
  Wire.last.answer(201, { id: "p1" });

  expect(Wire.last.headers["X-CSRFToken"]).toBe("token");
  expect(kept()).toEqual(["p1"]);
});

test("a photo that failed says so in the server's words and can be sent again", () => {
  choose("lamp.jpg");
  Wire.last.answer(422, { detail: "这不是照片" });
  expect(status()).toBe("这不是照片");

  document.querySelector<HTMLButtonElement>(".again")!.click();
  Wire.last.answer(201, { id: "p2" });

  expect(kept()).toEqual(["p2"]);
});

test("a photo taken away is not sent on", () => {
  choose("lamp.jpg");

  document.querySelector<HTMLButtonElement>(".remove")!.click();

  expect(Wire.last.aborted).toBe(true);
  expect(document.querySelector(".shot")).toBeNull();
});

test("more than the limit is refused by name", () => {
  choose("1.jpg", "2.jpg", "3.jpg");

  expect(document.querySelectorAll(".shot")).toHaveLength(2);
  expect(status()).toBe("最多 2 张");
});

test("the form waits for the last photo and then goes by itself", () => {
  choose("lamp.jpg");
  const went = vi.spyOn(form(), "requestSubmit").mockImplementation(() => {});
  const first = form().dispatchEvent(new Event("submit", { cancelable: true }));
  expect(first).toBe(false);

  Wire.last.answer(201, { id: "p1" });

  expect(went).toHaveBeenCalledOnce();
});

test("without an address the photos travel with the form, and a second choice adds to the first", () => {
  document.querySelector("photo-strip")!.removeAttribute("upload-url");
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  choose("1.jpg");
  choose("2.jpg");
  expect([...input.files!].map((file) => file.name)).toEqual(["1.jpg", "2.jpg"]);

  document.querySelector<HTMLButtonElement>(".remove")!.click();

  expect([...input.files!].map((file) => file.name)).toEqual(["2.jpg"]);
});
