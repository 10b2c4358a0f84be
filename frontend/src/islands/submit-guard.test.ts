import { guardSubmits } from "./submit-guard";

let stop: () => void;

function submit(form: HTMLFormElement): boolean {
  const event = new Event("submit", { bubbles: true, cancelable: true });
  return form.dispatchEvent(event);
}

beforeEach(() => {
  document.body.innerHTML = `<form id="post" method="post"><button>交</button></form><form id="get" method="get"><button>找</button></form>`;
  stop = guardSubmits(document);
});
afterEach(() => stop());

const form = (id: string) => document.getElementById(id) as HTMLFormElement;

test("the first submit goes out and its button says so", () => {
  const sent = submit(form("post"));

  expect(sent).toBe(true);
  expect(form("post").querySelector("button")!.getAttribute("aria-busy")).toBe("true");
});

test("the second submit is swallowed", () => {
  submit(form("post"));

  expect(submit(form("post"))).toBe(false);
});

test("a search may be asked as often as one likes", () => {
  submit(form("get"));

  expect(submit(form("get"))).toBe(true);
});

test("coming back to the page frees the form", () => {
  submit(form("post"));

  window.dispatchEvent(new Event("pageshow"));

  expect(form("post").querySelector("button")!.hasAttribute("aria-busy")).toBe(false);
  expect(submit(form("post"))).toBe(true);
});

test("a form that never leaves the page is freed after a while", () => {
  vi.useFakeTimers();
  submit(form("post"));

  vi.advanceTimersByTime(15_001);

  expect(submit(form("post"))).toBe(true);
  vi.useRealTimers();
});
