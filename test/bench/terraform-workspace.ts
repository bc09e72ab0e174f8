/** Measures a Terraform workspace: the first review of all its files, and a keystroke in a stack and in a module that stacks call. */
import { readHcl } from '../../engine/syntax/hcl.ts';
import { rules } from '../../rules/index.ts';
import { createWorkspace, nothing } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { ROOT, filesOf, terraformWorkspace } from './terraform.ts';

export interface TerraformMeasures {
	readonly files: number;
	readonly characters: number;
	readonly findings: number;
	/** All in ms. */
	readonly parse: number;
	readonly full: number;
	readonly again: number;
	readonly stack: number;
	readonly module: number;
}

export async function measureTerraform(): Promise<TerraformMeasures> {
	await loadGrammar();
	const texts = terraformWorkspace();
	const workspace = createWorkspace(filesOf(texts), nothing, rules, { directory: ROOT });
	const paths = [...texts.keys()].filter(path => path.endsWith('.tf'));
	const parse = timed(() => { for (const path of paths) readHcl(texts.get(path)!); });
	let findings = 0;
	const all = async () => {
		findings = 0;
		for (const path of paths) findings += (await workspace.review(ROOT + path, { baseline: 'none' })).findings.length;
	};
	const full = await timedLater(all);
	const again = await timedLater(all);
	let version = 0;
	const key = async (path: string, word: string) => {
		const times: number[] = [];
		let text = texts.get(path)!;
		for (let count = 0; count < 7; count++) {
			text = text.replace(word, `${word}x`);
			workspace.open(ROOT + path, text, ++version);
			times.push(await timedLater(() => workspace.review(ROOT + path, { baseline: 'none' })));
		}
		return times.sort((a, b) => a - b)[3]!;
	};
	return {
		files: paths.length, characters: [...texts.values()].reduce((sum, text) => sum + text.length, 0), findings, parse, full, again,
		stack: await key('stacks/s7/logs.tf', 'rule-'), module: await key('modules/store3/main.tf', 'Module = "'),
	};
}

function timed(work: () => void): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

async function timedLater(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
