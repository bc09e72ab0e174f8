/**
 * The reference designs of each family of services, and their twins: `examples/<family>` is made well, and `examples/<family>-mistakes` is the same design with every mistake that the family's rules know, marked as in
 * test/rules/README.md. Both are written twice, as `template.yaml` and as `terraform/*.tf`, and both dialects must say the same of the same resource. What is called `OrdersDatabase` in the template is called `orders_database` in
 * Terraform: a finding is the same where its rule and this name are.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { type Marker, annotate, readMarkers } from '../harness/markers.ts';
import { type Found, reviewTexts } from '../harness/review.ts';

/** Below examples/. */
const families: readonly string[] = ['aurora', 'caches-and-warehouses', 'dynamodb', 'files-and-backups', 'relational'];

const EXAMPLES = new URL('../../examples/', import.meta.url);
const dialects = ['template.yaml', 'terraform'] as const;

interface Reviewed {
	readonly found: readonly Found[];
	readonly files: readonly { readonly path: string; readonly text: string; readonly markers: readonly Marker[] }[];
}

/** A design of one file, or of all files of a folder. */
async function review(design: string, part: typeof dialects[number]): Promise<Reviewed> {
	const paths = part === 'terraform' ? readdirSync(new URL(`${design}/terraform/`, EXAMPLES)).filter(name => /\.(tf|tfvars)$/.test(name)).map(name => `terraform/${name}`) : [part];
	const files = paths.map(path => ({ path, ...readMarkers(readFileSync(new URL(`${design}/${path}`, EXAMPLES), 'utf8')) }));
	const outcome = await reviewTexts(new Map(files.map(({ path, text }) => [path, text])), new Map(), rules);
	expect([...outcome.incomplete, ...outcome.notReviewed]).toEqual([]);
	return { found: outcome.found, files };
}

/** What a review says beside hints, and of the rules that markers name all. */
function spoken({ found, files }: Reviewed): readonly Found[] {
	const named = new Set(files.flatMap(({ markers }) => markers.map(({ rule }) => rule)));
	return found.filter(({ finding }) => finding.severity !== 'hint' || named.has(finding.rule));
}

const snake = (name: string) => name.replaceAll(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2').toLowerCase();

/** `aws_db_instance.orders["a"]` → `orders`, `OrdersDatabase` → `orders_database`. The global table that a table's replicas make is called as the table. */
const called = (id: string) => snake(id.replaceAll(/\[[^\]]*\]/g, '').replace(/\.replica$/, '').split('.').at(-1)!);

const keys = (reviewed: Reviewed) => spoken(reviewed).map(({ finding }) => `${finding.rule} ${called(finding.resource?.id ?? '')}`).sort();

const fits = (marker: Marker, found: Marker) => marker.rule === found.rule && marker.fix === found.fix && marker.line === found.line && marker.start === found.start && marker.end === found.end
	&& (marker.severity ?? found.severity) === found.severity && (marker.message === undefined || found.message!.includes(marker.message));

describe.each(families)('%s', family => {
	test.each(dialects)('%s is clean', async part => {
		const reviewed = await review(family, part);
		expect(reviewed.files.flatMap(({ markers }) => markers)).toEqual([]);
		expect(spoken(reviewed).map(({ path, marker }) => `${path}:${marker.line + 1} ${marker.rule} ${marker.severity}: ${marker.message}`)).toEqual([]);
	}, 60_000);

	test.each(dialects)('the mistakes of %s are found, each once', async part => {
		const reviewed = await review(`${family}-mistakes`, part);
		expect(reviewed.files.flatMap(({ markers }) => markers).length).toBeGreaterThan(0);
		for (const { path, text, markers } of reviewed.files) {
			const actual = spoken(reviewed).filter(one => one.path === path).map(one => one.marker);
			// Of what was expected, only the details that the marker names are shown.
			const left = [...markers];
			const shown = actual.map(one => {
				const index = left.findIndex(marker => fits(marker, one));
				return index < 0 ? one : left.splice(index, 1)[0]!;
			});
			expect(annotate(text, shown), `${path} (− expected, + found)`).toBe(annotate(text, markers));
		}
	}, 60_000);

	test('both dialects say the same', async () => {
		const [template, terraform] = [await review(`${family}-mistakes`, 'template.yaml'), await review(`${family}-mistakes`, 'terraform')];
		expect(keys(terraform)).toEqual(keys(template));
	}, 60_000);
});

test('every design with a twin is listed', () => {
	const twins = readdirSync(EXAMPLES).filter(name => name.endsWith('-mistakes')).map(name => name.replace(/-mistakes$/, ''));
	expect([...families].sort()).toEqual(twins.sort());
	for (const family of families) for (const path of [family, `${family}-mistakes`].flatMap(design => [`${design}/template.yaml`, `${design}/terraform/main.tf`])) expect(existsSync(new URL(path, EXAMPLES)), path).toBe(true);
});

test('names are the same in both dialects', () => {
	expect(['OrdersDatabase', 'orders_database', 'aws_db_instance.orders_database', 'module.data.aws_db_instance.orders_database[0]', 'aws_efs_file_system.this["a.b"]', 'HTTPAccess'].map(called)).toEqual(['orders_database', 'orders_database', 'orders_database', 'orders_database', 'this', 'http_access']);
});
