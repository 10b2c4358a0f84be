import { keepDrafts } from "./draft-keeper";

const FORM = `<form data-draft="report" method="post"><textarea name="text"></textarea><input name="address">
  <input name="password" type="password"><input name="id_number"><span data-private><input name="phone"></span></form>`;

let stop = () => {};

function open(html: string): void {
  stop();
  document.body.innerHTML = html;
  stop = keepDrafts(document, sessionStorage);
}

function type(name: string, value: string): void {
  const control = document.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

function send(): void {
  document.querySelector("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
}

const value = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value;

beforeEach(() => sessionStorage.clear());
afterEach(() => stop());

test("text comes back when the form is opened again", () => {
  open(FORM);
  type("text", "三盏路灯都不亮");

  open(FORM);

  expect(value("text")).toBe("三盏路灯都不亮");
});

test("text outlives the way through the sign-in page", () => {
  open(FORM);
  type("text", "三盏路灯都不亮");
  send();

  open("<main data-draft-hold></main>");
  open(FORM);

  expect(value("text")).toBe("三盏路灯都不亮");
});

test("text is forgotten once the form is through", () => {
  open(FORM);
  type("text", "三盏路灯都不亮");
  send();

  open("<main>已收到</main>");
  open(FORM);

  expect(value("text")).toBe("");
});

test("what the server sends back is not overwritten", () => {
  open(FORM);
  type("address", "旧的");

  open(FORM.replace('name="address"', 'name="address" value="新的"'));

  expect(value("address")).toBe("新的");
});

test("what identifies a person is never written down", () => {
  open(FORM);
  type("password", "geheim");
  type("id_number", "35018119900101001X");
  type("phone", "13800000000");

  expect(JSON.stringify({ ...sessionStorage })).not.toMatch(/geheim|3501811990|13800000000/);
});

test("signing out forgets every draft", () => {
  open(FORM);
  type("text", "三盏路灯都不亮");
  open("<form data-forget-drafts></form>");
  send();

  open(FORM);

  expect(value("text")).toBe("");
});
