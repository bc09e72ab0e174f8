/**
 * Runs everything that can fail: types, lint, unit tests and the tests in a real editor. Closes with one line that counts all of
 * it. A suite that could not run has failed; none is left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { inProject, readIfThere, root } from './files.ts';

interface Tally {
	readonly passed: number;
	readonly failed: number;
}

const RESULTS = 'test-results';

function node(file: string, args: readonly string[]): number {
	const result = spawnSync(process.execPath, [inProject(file), ...args], { cwd: root, stdio: 'inherit' });
	return result.status ?? 1;
}

/** A check that knows only right and wrong. */
function check(file: string, args: readonly string[]): Tally {
	return node(file, args) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What a suite wrote of itself; at least one failure where it ended badly or ran nothing. */
function tally(exitCode: number, read: () => Tally | undefined): Tally {
	const counted = read() ?? { passed: 0, failed: 0 };
	const bad = exitCode !== 0 || counted.passed + counted.failed === 0;
	return bad && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function summaryOf<Summary>(name: string, map: (summary: Summary) => Tally): Tally | undefined {
	const text = readIfThere(inProject(RESULTS, name));
	return text === undefined ? undefined : map(JSON.parse(text) as Summary);
}

function unit(): Tally {
	const code = node('node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}/unit.json`]);
	return tally(code, () => summaryOf('unit.json', (summary: { numPassedTests: number; numFailedTests: number }) => (
		{ passed: summary.numPassedTests, failed: summary.numFailedTests })));
}

function editor(): Tally {
	const code = node('node_modules/tsx/dist/cli.mjs', ['tools/editor-test.ts']);
	return tally(code, () => summaryOf('editor.json', (summary: Tally) => ({ passed: summary.passed, failed: summary.failed })));
}

const suites: readonly (readonly [name: string, run: () => Tally])[] = [
	['types', () => check('node_modules/typescript/bin/tsc', ['-p', '.'])],
	['lint', () => check('node_modules/@biomejs/biome/bin/biome', ['lint'])],
	['unit', unit],
	['editor', editor],
];

for (const name of ['unit.json', 'editor.json', 'total.txt']) rmSync(inProject(RESULTS, name), { force: true });
mkdirSync(inProject(RESULTS), { recursive: true });
const total = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const [name, run] of suites) {
	console.log(`\n── ${name}`);
	const { passed, failed } = run();
	total.passed += passed;
	total.failed += failed;
	lines.push(`${name.padEnd(8)}${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`);
}
const closing = `${total.passed} passed, ${total.failed} failed`;
writeFileSync(inProject(RESULTS, 'total.txt'), `${closing}\n`);
console.log(`\n${lines.map(line => `  ${line}`).join('\n')}\n\n${closing}`);
process.exitCode = total.failed > 0 ? 1 : 0;
