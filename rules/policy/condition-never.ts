import type { Property } from '../../engine/model/resource.ts';
import type { Site } from '../../engine/model/value.ts';
import { type Clause, absent, isNegated } from '../../engine/policy/conditions.ts';
import { contradict } from '../../engine/policy/contradictions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Scenario, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { compareIp } from '../../engine/policy/ip.ts';
import { isForeign, keyOf } from '../../engine/policy/keys.ts';
import { literal } from '../../engine/policy/patterns.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ANY_VALUE_KEYS, PRIVATE_RANGES } from './facts/actions.ts';

interface Flaw {
	readonly at: Property | Site;
	readonly text: string;
	readonly related?: Property;
	readonly severity?: 'information';
}

export default defineRule({
	id: 'policy/condition-never',
	title: 'Every condition can be met, and can fail',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
	on: policyTypes(),
	review(resource, design, report) {
		const said = new Set<string>();
		for (const { statement, scenario, when } of policiesIn(resource).flatMap(({ document }) => statementsOf(document))) {
			const { clauses } = statement.conditions;
			design.undecided(clauses.some(clause => clause.open));
			for (const [index, clause] of clauses.entries()) {
				for (const { at, text, related, severity } of flawsOf(clause, clauses.slice(0, index), statement, scenario)) {
					const id = JSON.stringify('path' in at ? at.path : at);
					if (said.has(id)) continue;
					said.add(id);
					report(at, `${text}${describeWhen(when, clause.property)}.`, { ...(severity && { severity }), ...(related && { related: [related] }) });
				}
			}
		}
	},
});

function flawsOf(clause: Clause, before: readonly Clause[], statement: Statement, scenario: Scenario): readonly Flaw[] {
	const nothing = `the condition never holds, and the statement ${statement.effect === 'Deny' ? 'denies' : 'allows'} nothing`;
	// Of an empty list another rule tells.
	if (clause.values.length === 0 && !clause.open) return [];
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (null with qualifier)
	if (clause.operator === 'Null' && clause.set) return [{ at: clause.keySite, text: `${clause.set} before Null makes it ${clause.set === 'ForAllValues' ? 'true of every request: the condition always holds' : `false of every request: ${nothing}`}` }];
	const other = before.find(one => contradict(one, clause));
	if (other) return [{ at: clause.keySite, text: `${nameOf(clause)} and ${nameOf(other)} demand what no ${clause.name} can be at once: ${nothing}`, related: other.property }];
	return [...privateRanges(clause, nothing), ...escapes(clause, statement, scenario), ...either(clause)];
}

function nameOf({ operator, ifExists }: Clause): string {
	return `${operator}${ifExists ? 'IfExists' : ''}`;
}

/** Addresses from which no request comes. */
function privateRanges(clause: Clause, nothing: string): Flaw[] {
	if (clause.key !== 'aws:sourceip' || !clause.operator.endsWith('IpAddress')) return [];
	const found = clause.values.filter(({ pattern }) => PRIVATE_RANGES.some(range => compareIp(range, literal(pattern) ?? '') === 'yes'));
	const all = found.length === clause.values.length && !clause.open && absent(clause) === 'no';
	return found.map(({ pattern, property }) => ({
		at: property,
		text: `${pattern.text} is private, and ${clause.name} is the public address of a caller (behind a VPC endpoint it is aws:VpcSourceIp that says the private one): ${all ? nothing : isNegated(clause.operator) ? 'it spares nobody' : 'it never matches'}`,
	}));
}

/** Set operators that are true, or false, of a request without the key, where that is not what the statement is for. */
function escapes(clause: Clause, { effect, conditions: { clauses, open } }: Statement, scenario: Scenario): Flaw[] {
	const key = isForeign(clause.name) ? undefined : keyOf(clause.name);
	if (!key || !clause.set || open || clause.operator === 'Null') return [];
	const ofCaller = ANY_VALUE_KEYS.has(key.name.toLowerCase());
	if (effect === 'Allow' && clause.set === 'ForAllValues' && (ofCaller || !key.list)) {
		if (clauses.some(one => one.key === clause.key && absent(one) === 'no')) return [];
		const mend = key.list ? `Null with ${clause.name} false demands it` : 'the key has one value, and without ForAllValues it is demanded';
		// A service's own key can be one that every request for its actions has.
		const own = !clause.key.startsWith('aws:') && !clause.key.includes('tag/');
		return [{ at: clause.keySite, text: `ForAllValues is true of a request that has no ${clause.name}: whoever comes without it is allowed; ${mend}`, ...(own && { severity: 'information' }) }];
	}
	if (effect === 'Deny' && clause.set === 'ForAnyValue' && ofCaller && isNegated(clause.operator) && !clause.ifExists && !scenario.open && !scenario.statements.some(one => deniesWithout(one, clause.key))) {
		return [{ at: clause.keySite, text: `ForAnyValue is false of a request that has no ${clause.name}: whoever comes without it is not denied; IfExists behind the operator denies that too` }];
	}
	return [];
}

function deniesWithout({ effect, conditions }: Statement, key: string): boolean {
	return effect === 'Deny' && conditions.clauses.some(one => one.key === key && one.operator === 'Null' && one.values.some(({ pattern }) => literal(pattern)?.toLowerCase() === 'true'));
}

/** True or false: whatever it is. */
function either({ operator, name, keySite, values, open }: Clause): Flaw[] {
	if (open || (operator !== 'Bool' && operator !== 'Null')) return [];
	const texts = new Set(values.map(({ pattern }) => literal(pattern)?.toLowerCase()));
	return texts.has('true') && texts.has('false') ? [{ at: keySite, text: `${operator} asks whether ${name} is true or false, which ${operator === 'Null' ? 'every request meets' : 'every request with the key meets'}` }] : [];
}
