/**
 * `npm run bench`: what a newcomer waits for (the cold start), and what somebody who types waits for (a keystroke in a large
 * design). Absolute times are this machine's; the ratios are the program's.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../../engine/syntax/json.ts';
import { readYaml } from '../../engine/syntax/yaml.ts';
import { inProject } from '../../tools/files.ts';
import { largeDesign } from './design.ts';
import { measureTerraform } from './terraform-workspace.ts';
import { keystroke, memoryWorkspace } from './typing.ts';

const KEYSTROKES = 7;

function median(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ time: number; result: T }> {
	const start = performance.now();
	const result = await work();
	return { time: performance.now() - start, result };
}

/** Median of three runs of the built command line, in ms. */
async function coldStart(args: readonly string[]): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run < 3; run++) {
		const { time, result } = await timed(() => spawnSync(process.execPath, [inProject('dist/cli.js'), ...args], { stdio: 'ignore' }));
		if (result.status !== 0 && result.status !== 1) throw new Error(`plumbline ${args.join(' ')} ended with ${result.status}`);
		times.push(time);
	}
	return median(times);
}

async function large(name: string, text: string, parse: (text: string) => unknown): Promise<void> {
	const uri = `file:///bench/template.${name}`;
	await timed(() => parse(text));
	const { time: parseTime } = await timed(() => parse(text));
	const workspace = memoryWorkspace();
	workspace.open(uri, text, 1);
	const { time: full, result: first } = await timed(() => workspace.review(uri, { baseline: 'none' }));
	const { time: again } = await timed(() => workspace.review(uri, { baseline: 'none' }));
	const times: number[] = [];
	let edited = text;
	let effort = first.effort;
	for (let version = 2; version < 2 + KEYSTROKES; version++) {
		edited = keystroke(edited, 'Data50');
		workspace.open(uri, edited, version);
		const { time, result } = await timed(() => workspace.review(uri, { baseline: 'none' }));
		times.push(time);
		effort = result.effort;
	}
	const key = median(times);
	console.log([
		`${name.toUpperCase()}, ${first.design?.resources.length ?? 0} resources, ${(text.length / 1e6).toFixed(2)} MB, ${first.findings.length} findings`,
		row('parse alone', parseTime),
		row('full review', full, `${(full / parseTime).toFixed(2)} × parse; ${first.effort.ran} rule runs`),
		row('the same again', again),
		row('after a keystroke', key, `${(key / full).toFixed(2)} × full, ${(key / parseTime).toFixed(2)} × parse; ${effort.ran} rule runs, ${effort.remembered} remembered`),
		'',
	].join('\n'));
}

async function terraform(): Promise<void> {
	const { files, characters, findings, parse, full, again, stack, module } = await measureTerraform();
	const share = (time: number) => `${(time / full).toFixed(3)} × first`;
	console.log([
		`Terraform, ${files} files of HCL, ${(characters / 1e6).toFixed(2)} MB, ${findings} findings`,
		row('parse alone', parse),
		row('first review of all', full, `${(full / parse).toFixed(2)} × parse`),
		row('the same again', again, share(again)),
		row('after a keystroke', stack, `in a stack; ${share(stack)}`),
		row('after a keystroke', module, `in a module that stacks call; ${share(module)}`),
		'',
	].join('\n'));
}

function row(what: string, time: number, more = ''): string {
	return `  ${what.padEnd(20)}${time.toFixed(0).padStart(7)} ms  ${more}`;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
	try {
		const design = largeDesign();
		writeFileSync(join(folder, 'small.yaml'), 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n');
		writeFileSync(join(folder, 'large.yaml'), design.yaml);
		console.log(['Command line, from nothing', row('node alone', await nodeAlone()), row('--version', await coldStart(['--version'])),
			row('review, small file', await coldStart(['review', '--baseline', 'none', join(folder, 'small.yaml')])),
			row('review, large YAML', await coldStart(['review', '--baseline', 'none', '--format', 'json', join(folder, 'large.yaml')])), ''].join('\n'));
		await large('yaml', design.yaml, text => readYaml(text));
		await large('json', design.json, text => readJson(text));
		await terraform();
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function nodeAlone(): Promise<number> {
	return median([await once(), await once(), await once()]);
	async function once(): Promise<number> {
		return (await timed(() => spawnSync(process.execPath, ['-e', '']))).time;
	}
}

void main();
