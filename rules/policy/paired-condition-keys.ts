import { type Clause, isNegated } from '../../engine/policy/conditions.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Reading, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { isOpaque } from '../../engine/policy/patterns.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { NETWORK_KEYS } from './facts.ts';

export default defineRule({
	id: 'policy/paired-condition-keys',
	title: 'Keys that mean little alone stand beside their partner',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys',
	on: policyTypes(),
	review(resource, design, report) {
		const isNew = firstTime();
		for (const reading of policiesIn(resource).flatMap(({ document }) => statementsOf(document))) {
			const { statement, when } = reading;
			if (statement.effect !== 'Allow') continue;
			for (const clause of statement.conditions.clauses) {
				const text = missing(clause, reading);
				design.undecided(text !== undefined && statement.conditions.open);
				if (!text || statement.conditions.open || !isNew(clause.property)) continue;
				report(clause.keySite, `${text}${describeWhen(when, clause.property)}.`);
			}
		}
	},
});

function missing(clause: Clause, { statement, scenario }: Reading): string | undefined {
	if (clause.key === 'aws:vpcsourceip' && clause.operator === 'IpAddress') {
		const guarded = scenario.open || scenario.statements.some(other => (other === statement || other.effect === 'Deny') && other.conditions.clauses.some(({ key }) => NETWORK_KEYS.has(key)));
		return guarded ? undefined : `${clause.name} is a private address, which every VPC can have: without aws:SourceVpc or aws:SourceVpce beside it the statement lets in requests from anybody's VPC`;
	}
	if (clause.key === 'dynamodb:attributes' && clause.set === 'ForAllValues' && !isNegated(clause.operator) && readsMany(statement)) {
		const guarded = statement.conditions.clauses.some(({ key }) => key === 'dynamodb:select');
		return guarded ? undefined : `A query that names no attributes gets them all, for ForAllValues is true of none: dynamodb:Select with SPECIFIC_ATTRIBUTES beside ${clause.name} demands that they be named`;
	}
	return undefined;
}

/** It certainly allows to read many items, by requests that can choose what is returned. */
function readsMany({ actions }: Statement): boolean {
	return !actions.negated && actions.items.some(({ pattern }) => !pattern.tokens.some(isOpaque) && actionsOf(pattern).some(({ service, name }) => service.prefix === 'dynamodb' && (name === 'Query' || name === 'Scan')));
}
