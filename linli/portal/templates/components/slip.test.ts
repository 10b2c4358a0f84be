import { mount } from "@/mount";
import "./slip";

const SLIP = `<keep-slip data-copied="已复制"><dl><dd data-keep>FQ2026-000123</dd><dd data-keep>ABCDE-FGHJK</dd></dl>
  <p class="actions" hidden><button data-copy>复制</button><button data-print>打印</button><output></output></p></keep-slip>`;

const button = (name: string) => document.querySelector<HTMLButtonElement>(`[data-${name}]`)!;
const said = () => document.querySelector("output")!.textContent;

function clipboard(writeText: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
}

test("number and secret are copied in one line", async () => {
  const written = vi.fn().mockResolvedValue(undefined);
  clipboard(written);
  mount(SLIP);

  button("copy").click();
  await vi.waitFor(() => expect(said()).toBe("已复制"));

  expect(written).toHaveBeenCalledWith("FQ2026-000123 ABCDE-FGHJK");
});

test("where copying is forbidden the words stand there to be copied by hand", async () => {
  clipboard(() => Promise.reject(new Error("forbidden")));
  mount(SLIP);

  button("copy").click();

  await vi.waitFor(() => expect(said()).toBe("FQ2026-000123 ABCDE-FGHJK"));
});

test("the buttons show themselves only where there is a script", () => {
  mount(SLIP);

  expect(document.querySelector(".actions")!.hasAttribute("hidden")).toBe(false);
});
