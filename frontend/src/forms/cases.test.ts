import cases from "../../../linli/forms/data/cases.json";
import { checkAll, type Level } from "./checks";

interface Case {
  name: string;
  properties: Level["properties"];
  required?: string[];
  given: Record<string, unknown>;
  answers?: Record<string, unknown>;
  faults?: Record<string, string>;
}

test.each(cases.cases as unknown as Case[])("$name", ({ properties, required, given, answers, faults }) => {
  const level: Level = { properties, required: required ?? [], "x-order": Object.keys(properties) };

  const found = checkAll(level, given, cases.today);

  expect(Object.fromEntries(Object.entries(found.faults).map(([path, fault]) => [path, fault.code]))).toEqual(faults ?? {});
  if (answers) expect(found.answers).toEqual(answers);
});
