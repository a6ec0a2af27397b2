// After the build: holds the sizes, as browsers fetch them, to the budget.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FIRST_PAINT_MAX = 60 * 1024;
const TOTAL_MAX = 250 * 1024;
const dist = new URL('../dist/', import.meta.url).pathname;

const files = (dir) =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

const index = readFileSync(join(dist, 'index.html'), 'utf8');
let first = 0;
let total = 0;
for (const path of files(dist).sort()) {
  const packed = gzipSync(readFileSync(path), { level: 9 });
  total += packed.length;
  const name = path.slice(dist.length);
  if (name === 'index.html' || index.includes(name)) first += packed.length;
  console.log(`${String(packed.length).padStart(8)}  ${name}`);
}
console.log(`first paint ${first} of ${FIRST_PAINT_MAX}, all ${total} of ${TOTAL_MAX} bytes`);
if (first > FIRST_PAINT_MAX || total > TOTAL_MAX) {
  console.error('the web UI has grown over its budget');
  process.exit(1);
}
