// Reads {rules, texts: [[text, findings]], limit} from standard input: what is found here must be among them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { check } from "../../translit/web/rules.js";

const { rules, texts, limit } = JSON.parse(readFileSync(0, "utf8"));
let found = 0;
for (const [text, expected] of texts) {
  for (const language of ["bg", "en"]) {
    for (const finding of check(text, rules, { limit, language })) {
      const same = expected[language].find((e) => e.code === finding.code && e.start === finding.start);
      const { code, severity, start, end, start16, end16, text: piece, suggestions, message } = same ?? {};
      assert.deepEqual(finding, { code, severity, start, end, start16, end16, text: piece, suggestions, message }, text);
      found++;
    }
  }
}
process.stdout.write(`${found}\n`);
