import "./desk-keys";

beforeEach(() => {
  document.body.innerHTML = `<input data-keys="search" value="路灯"><desk-keys><a href="#1" data-keys="row">1</a>
    <a href="#2" data-keys="row" aria-current="true">2</a><a href="#3" data-keys="row">3</a><textarea></textarea>
    <div data-keys="actions"><button>报进展</button></div></desk-keys>`;
});

function press(key: string, more: KeyboardEventInit = {}, target: Element = document.body): boolean {
  return target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

const focused = () => document.activeElement?.textContent;

test("slash goes to the search box", () => {
  press("/");

  expect(document.activeElement).toBe(document.querySelector("input"));
});

test("command K goes to the search box even out of a text", () => {
  press("k", { metaKey: true }, document.querySelector("textarea")!);

  expect(document.activeElement).toBe(document.querySelector("input"));
});

test("j and k move from the row that is open and stop at the ends", () => {
  press("j");
  expect(focused()).toBe("3");

  press("j");
  expect(focused()).toBe("3");

  press("k");
  expect(focused()).toBe("2");
});

test("the dot goes to what can be done", () => {
  press(".");

  expect(focused()).toBe("报进展");
});

test("a letter typed into a text stays a letter", () => {
  const untouched = press("j", {}, document.querySelector("textarea")!);

  expect(untouched).toBe(true);
});

test("the keys are gone with the element", () => {
  document.querySelector("desk-keys")!.remove();

  expect(press("/")).toBe(true);
});
