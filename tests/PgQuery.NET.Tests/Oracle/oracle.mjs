// The reference for the parity tests: Node's own libpg-query, asked line by line.
//
//   node oracle.mjs <node_modules>
//
// A request is a line {"f": "parse" | "scan" | "plpgsql" | "fingerprint" | "normalize", "q": "<sql>"}; its answer is a line
// {"text", "error", "cursor"}: the C string as it is in memory, or the error's message with its cursor (counted from 1), or
// {"abort"} when the C code gave up.
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { default: createModule } = await import(pathToFileURL(join(process.argv[2], 'libpg-query/wasm/libpg-query.js')));
let wasm = await createModule();

const read = pointer => (pointer ? wasm.UTF8ToString(pointer) : '');

function call(f, q) {
  const size = wasm.lengthBytesUTF8(q) + 1;
  const input = wasm._malloc(size);
  wasm.stringToUTF8(q, input, size);
  const answer = f === 'parse' ? parse(input) : { text: take(wasm[functions[f]](input)) };
  wasm._free(input);
  return answer;
}

const functions = { scan: '_wasm_scan', plpgsql: '_wasm_parse_plpgsql', fingerprint: '_wasm_fingerprint', normalize: '_wasm_normalize_query' };

function parse(input) {
  const result = wasm._wasm_parse_query_raw(input);
  const error = wasm.getValue(result + 8, 'i32');
  const answer = error
    ? { error: read(wasm.getValue(error, 'i32')), cursor: wasm.getValue(error + 16, 'i32') }
    : { text: read(wasm.getValue(result, 'i32')) };
  wasm._wasm_free_parse_result(result);
  return answer;
}

function take(pointer) {
  const text = read(pointer);
  wasm._wasm_free_string(pointer);
  return text;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { f, q } = JSON.parse(line);
  let answer;
  try {
    answer = call(f, q);
  } catch (error) {
    answer = { abort: String(error.message ?? error) };
    wasm = await createModule(); // An aborted module answers nothing any more.
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
