/** `plumbline rules` and `plumbline explain`: what the rules are, without any design. */
import { createColors } from 'picocolors';
import { pageUrl } from '../engine/review/page.ts';
import type { Rule } from '../engine/review/rule.ts';
import { oneOf } from './arguments.ts';
import type { IO } from './io.ts';

type Rules = ReadonlyMap<string, Rule>;

export function listRules(rules: Rules, io: IO): void {
	const colors = createColors(io.color);
	const ids = [...rules.keys()].sort();
	const width = Math.max(...ids.map(id => id.length));
	for (const id of ids) {
		const rule = rules.get(id)!;
		const cells = [colors.bold(id.padEnd(width)), rule.severity.padEnd(11), rule.pillar.padEnd(11), (rule.fixes ?? '-').padEnd(6), rule.title];
		io.out(cells.join('  ') + '\n');
	}
}

export function explain(id: string, rules: Rules, pages: Readonly<Record<string, string>>, io: IO): void {
	const rule = rules.get(oneOf(id, [...rules.keys()], 'rule'))!;
	const colors = createColors(io.color);
	const fixes = { fix: 'a safe fix', choice: 'several fixes to choose from', none: 'no fix' }[rule.fixes ?? 'none'];
	io.out(`${colors.bold(rule.title)}\n${rule.id} · ${rule.severity} · ${rule.pillar} · ${fixes} · since ${rule.since}\n\n`);
	const page = (pages[id] ?? '').replace(/^# .*\n+/, '').trim();
	io.out(forTerminal(page, colors.bold) + '\n\n');
	io.out(`AWS: ${rule.source}\nPage: ${pageUrl(id)}\n`);
}

/** Headings in bold, examples indented. */
function forTerminal(page: string, bold: (text: string) => string): string {
	let inExample = false;
	return page.split('\n').flatMap(line => {
		if (line.startsWith('```')) {
			inExample = !inExample;
			return inExample ? [bold(line.includes('fixed') ? 'Fixed:' : 'Example:'), ''] : [''];
		}
		return [inExample ? `  ${line}` : line.replace(/^#+ (.*)$/, (_, heading: string) => bold(heading))];
	}).join('\n').replace(/\n{3,}/g, '\n\n');
}
