import { distance } from 'fastest-levenshtein';
import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Scenario, Statement } from '../../engine/policy/document.ts';
import { type Elements, elementsOf, freeSid, lacks } from '../../engine/policy/elements.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { type FixSpec, type ReportOptions, defineRule } from '../../engine/review/rule.ts';
import { NEED_RESOURCE, POLICY_ELEMENTS, STATEMENT_ELEMENTS } from './facts/grammar.ts';

/** As a report, without the full stop. */
type Say = (at: Property, message: string, options?: ReportOptions) => unknown;

const IAM: readonly PlacedPolicy['kind'][] = ['identity', 'boundary'];

export default defineRule({
	id: 'policy/syntax',
	title: 'Policies keep to the grammar of IAM',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
	on: policyTypes(),
	fixes: 'choice',
	review(resource, _design, report) {
		for (const placed of policiesIn(resource)) {
			for (const policy of placed.document.property.alternatives) reviewPolicy(policy, (at, message, options) => report(at, `${message}.`, options));
			const found = across(placed.document, scenario => {
				const faults: Parameters<Say>[] = [], say: Say = (...fault) => faults.push(fault);
				for (const statement of scenario.statements) reviewStatement(statement, placed, say);
				reviewSids(scenario, placed, say);
				return faults;
			}, ([at, message]) => [at.path, message]);
			for (const [[at, message, options], when] of found) report(at, `${message}${describeWhen(when, at)}.`, options);
		}
	},
});

function reviewPolicy(policy: Property, report: Say): void {
	const elements = elementsOf(policy);
	reviewNames(elements, POLICY_ELEMENTS, 'A policy', report);
	for (const statements of elements.written.get('Statement')?.alternatives ?? []) {
		const value = statements.value;
		if (value?.kind === 'list' && !value.open && value.items.length === 0 && statements.assumed.length === 0) report(statements, 'The policy has no statement: AWS rejects it', { key: true });
	}
	if (lacks(elements, 'Statement') && !misspelt(elements, POLICY_ELEMENTS).has('Statement')) report(policy.at('Statement'), 'The policy has no Statement: AWS rejects it', { key: true });
}

function reviewStatement({ property, effect }: Statement, { kind, home }: PlacedPolicy, report: Say): void {
	const elements = elementsOf(property);
	reviewNames(elements, STATEMENT_ELEMENTS, 'A statement', report);
	const meant = misspelt(elements, STATEMENT_ELEMENTS);
	const missing = (...names: readonly string[]) => lacks(elements, ...names) && !names.some(name => meant.has(name));
	const effects = (at: Property) => (['Allow', 'Deny'] as const).map((value): FixSpec => ({ title: `Write the effect ${value}`, preferred: false, change: change => change.set(at, value) }));
	if (missing('Effect')) report(property.at('Effect'), 'The statement does not say whether it allows or denies: AWS rejects it without an Effect', { fix: effects(property.at('Effect')) });
	for (const written of elements.written.get('Effect')?.alternatives ?? []) {
		if (effect !== 'invalid' || written.value?.kind !== 'known' || written.is('Allow', 'Deny') === 'yes') continue;
		const only = effects(written).filter(({ title }) => title.toLowerCase().endsWith(` ${String(written.scalar).toLowerCase()}`));
		report(written, `The effect ${JSON.stringify(written.scalar)} is neither Allow nor Deny: AWS rejects it`, { fix: only.length > 0 ? [{ ...only[0]!, preferred: true }] : effects(written) });
	}
	if (missing('Action', 'NotAction')) report(property.at('Action'), `The statement names no action: ${home.service === 'kms' ? 'KMS takes it, and it has no effect' : 'AWS rejects it without Action or NotAction'}`);
	if ((IAM.includes(kind) || NEED_RESOURCE.includes(home.service ?? '')) && missing('Resource', 'NotResource')) {
		const key = home.service === 'kms', fix: FixSpec = { title: 'Name the key: *', change: change => change.set(property, 'Resource', '*') };
		report(property.at('Resource'), `The statement names no resource: ${key ? 'KMS takes it, and it has no effect' : 'AWS rejects it without Resource or NotResource'}`, key ? { fix } : {});
	}
	for (const name of ['Action', 'Principal', 'Resource'] as const) {
		const one = elements.written.get(name), other = elements.written.get(`Not${name}`);
		if (one?.exists !== 'yes' || other?.exists !== 'yes') continue;
		const fix = [one, other].map((property): FixSpec => ({ title: `Remove ${property.name}`, effect: 'changes behaviour', preferred: false, change: change => change.remove(property) }));
		report(other, `The statement has both ${name} and Not${name}: AWS takes one of them`, { key: true, fix });
	}
	for (const name of kind === 'trust' ? ['Resource', 'NotResource'] : []) {
		const written = elements.written.get(name);
		if (written?.exists !== 'yes') continue;
		report(written, `A trust policy speaks of its own role only, and IAM rejects ${name} in it`, { key: true, fix: { title: `Remove ${name}`, change: change => change.remove(written) } });
	}
}

/** Elements that AWS does not have, each with a change of the name where one is near. */
function reviewNames(elements: Elements, known: readonly string[], what: string, report: Say): void {
	const meant = new Map([...misspelt(elements, known)].map(([right, wrong]) => [wrong, right]));
	for (const [name, property] of elements.written) {
		// What a template would still have to work out is no element.
		if (known.includes(name) || /^(Fn::|Ref$)/.test(name) || property.exists !== 'yes') continue;
		const right = meant.get(name);
		const fix: FixSpec = right === undefined
			? { title: `Remove ${name}`, preferred: false, change: change => change.remove(property) }
			: { title: `Write ${right}`, change: change => change.rename(property, right) };
		report(property, `${what} has no element ${name}${right ? `; ${right} is meant` : `: AWS knows ${listed(known)}`}`, { key: true, fix });
	}
}

/** Names of AWS's that a misspelt one stands for: the right name → the written one. */
function misspelt({ written }: Elements, known: readonly string[]): ReadonlyMap<string, string> {
	const unknown = [...written.keys()].filter(name => !known.includes(name));
	const near = (name: string) => known.filter(right => !written.has(right) && distance(name.toLowerCase(), right.toLowerCase()) <= (right.length > 4 ? 2 : 0));
	return new Map(unknown.flatMap(name => near(name).slice(0, 1).map(right => [right, name])));
}

function reviewSids({ statements }: Scenario, { kind }: PlacedPolicy, report: Say): void {
	const unique = IAM.includes(kind) || kind === 'trust';
	const plain = kind === 'service control' ? 'a service control policy' : IAM.includes(kind) ? 'an identity policy' : undefined;
	const used = new Set(), taken = new Set(statements.map(({ sid }) => sid ?? ''));
	for (const { sid, property } of statements) {
		if (!sid) continue;
		const place = property.at('Sid'), odd = plain !== undefined && /[^0-9A-Za-z]/.test(sid);
		if (odd || used.has(sid)) {
			const name = freeSid(sid, taken);
			taken.add(name);
			const fix: FixSpec = name === '' ? { title: 'Remove the Sid', change: change => change.remove(place) } : { title: `Name it ${name}`, change: change => change.set(place, name) };
			const twice = `Another statement has the Sid ${sid} too: ${unique ? 'IAM rejects a policy whose Sids are not unique' : 'some services reject that, and nobody can tell the two apart by it'}`;
			if (odd) report(place, `The Sid ${JSON.stringify(sid)} has other characters than letters and digits: AWS rejects it in ${plain}`, { fix });
			else report(place, twice, { fix, ...(!unique && { severity: 'warning' }) });
		}
		used.add(sid);
	}
}
