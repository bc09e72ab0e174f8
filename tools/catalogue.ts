/**
 * `npm run catalogue`: what there is, counted from the rules and their cases themselves: rules by service and severity, how many offer
 * fixes, and in which dialects cases show each rule.
 */
import { readFileSync } from 'node:fs';
import { severities } from '../engine/review/finding.ts';
import type { Rule } from '../engine/review/rule.ts';
import { rules } from '../rules/index.ts';
import { casesOf } from '../test/harness/cases.ts';
import { parsePage } from '../test/harness/markdown.ts';
import { inProject } from './files.ts';

const DIALECTS = ['cloudformation', 'hcl', 'terraform json', 'plan', 'policy'] as const;
type Dialect = (typeof DIALECTS)[number];

/** The dialects of the cases in which a rule is marked. */
function dialectsOf({ id }: Rule): ReadonlySet<Dialect> {
	const found = new Set<Dialect>();
	for (const folder of ['rules', 'test/rules']) {
		for (const one of casesOf(parsePage(readFileSync(inProject(folder, `${id}.md`), 'utf8')).fences)) {
			const marked = one.files.filter(file => file.markers.some(marker => marker.rule === id));
			for (const { fence, text } of marked) {
				if (one.family !== 'terraform') found.add(one.family);
				else if (fence.language === 'hcl') found.add('hcl').add('terraform json');
				else found.add(/"(planned_values|resource_changes)"/.test(text) ? 'plan' : 'terraform json');
			}
		}
	}
	return found;
}

function table(rows: readonly (readonly string[])[]): string {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
	return rows.map(row => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')).join('\n');
}

const services = [...new Set(rules.map(rule => rule.id.split('/')[0]!))].sort();
const dialects = new Map(rules.map(rule => [rule.id, dialectsOf(rule)]));
const row = (name: string, some: readonly Rule[]): string[] => [
	name, String(some.length), ...severities.map(severity => String(some.filter(rule => rule.severity === severity).length)), String(some.filter(rule => rule.fixes).length),
	...DIALECTS.map(dialect => String(some.filter(rule => dialects.get(rule.id)!.has(dialect)).length)),
];
console.log(table([
	['service', 'rules', ...severities, 'fixes', ...DIALECTS],
	...services.map(service => row(service, rules.filter(rule => rule.id.startsWith(`${service}/`)))),
	row('all', [...rules]),
]));
const single = rules.filter(rule => !dialects.get(rule.id)!.has('cloudformation') || !dialects.get(rule.id)!.has('hcl')).filter(rule => !dialects.get(rule.id)!.has('policy'));
if (single.length > 0) console.log(`\nShown in one dialect alone: ${single.map(rule => rule.id).join(', ')}`);
