import { listed } from '../../engine/model/listed.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { type Clause, absent, isNegated } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Statement, statementsOf } from '../../engine/policy/document.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PAIRED_KEYS } from './facts/actions.ts';

const ATTRIBUTES = 'dynamodb:attributes', SELECT = 'dynamodb:select';

export default defineRule({
	id: 'policy/paired-condition-keys',
	title: 'A condition key that needs another stands beside it',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys',
	on: policyTypes(),
	review(resource, design, report) {
		const isFirst = firstTime();
		for (const { document, kind } of policiesIn(resource)) {
			for (const { statement, when } of statementsOf(document)) {
				const { effect, conditions: { clauses, open } } = statement;
				if (effect !== 'Allow') continue;
				for (const clause of clauses) {
					const text = privateAddress(clause, clauses, kind === 'endpoint') ?? attributes(clause, statement);
					if (text === undefined) continue;
					design.undecided(open);
					if (!open && isFirst(clause.property)) report(clause.keySite, `${text}${describeWhen(when, clause.property)}.`);
				}
			}
		}
	},
});

/** An endpoint is one of one VPC: its policy need not say which. Addresses of IPv6 are not private. */
function privateAddress({ key, name, operator, values }: Clause, beside: readonly Clause[], ofEndpoint: boolean): string | undefined {
	const pair = PAIRED_KEYS.find(one => one.key.toLowerCase() === key);
	if (!pair || ofEndpoint || operator === 'Null' || isNegated(operator)) return undefined;
	if (values.some(({ pattern }) => /\$\{|:/.test(pattern.text)) || beside.some(one => pair.partners.some(partner => partner.toLowerCase() === one.key))) return undefined;
	const addresses = values.map(({ pattern }) => pattern.text);
	const which = addresses.length > 3 ? 'These addresses are' : `${listed(addresses, 'and')} ${addresses.length > 1 ? 'are' : 'is'}`;
	return `${which} private, and any VPC, of any account, can have the same: without ${listed(pair.partners.slice(0, 3), 'or')} beside it ${name} does not say whose`;
}

/** Reads that name no attributes have no such key, and get all. */
function attributes(clause: Clause, { actions, conditions: { clauses } }: Statement): string | undefined {
	if (clause.key !== ATTRIBUTES || actions.negated) return undefined;
	const restricting = clauses.filter(({ key }) => key === ATTRIBUTES);
	if (restricting.some(one => absent(one) !== 'yes') || clauses.some(({ key }) => key === SELECT)) return undefined;
	const reads = [...new Set(actions.items.flatMap(({ pattern }) => actionsOf(pattern)).filter(({ keys }) => keys.some(({ name }) => name.toLowerCase() === SELECT)).map(({ name }) => `dynamodb:${name}`))];
	if (reads.length === 0) return undefined;
	return `A read that names no attributes has no ${clause.name}, and gets them all (${listed(reads.slice(0, 3), 'and')} ${reads.length > 1 ? 'are' : 'is'} allowed): dynamodb:Select must be SPECIFIC_ATTRIBUTES beside it`;
}
