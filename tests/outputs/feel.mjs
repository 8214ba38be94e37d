// Evaluates expressions of FEEL with the interpreter of bpmn.io. Reads JSON from standard input, writes JSON.
import { evaluate } from 'feelin';
import { readFileSync } from 'node:fs';

const questions = JSON.parse(readFileSync(0, 'utf8'));
const answers = questions.map(({ expression, facts }) => {
  const found = evaluate(expression, facts);
  return found && typeof found === 'object' && 'value' in found ? found.value : found;
});
console.log(JSON.stringify(answers));
