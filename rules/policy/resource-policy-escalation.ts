import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Statement, statementsOf } from '../../engine/policy/document.ts';
import { narrows } from '../../engine/policy/narrowing.ts';
import { covers, intersects, pattern } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { type Standing, accountId, hasUnknown, standings } from '../../engine/queries/accounts.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { subjectName } from '../../engine/queries/policy-subject.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { REWRITING, type Rewriting } from './facts/outsiders.ts';

/** Conditions that let in people and services of whom the own account is but one part. */
const WIDE = /^aws:(sourcearn|sourceorgid|sourceorgpaths|principalorgid|principalorgpaths|sourcevpc|sourcevpce|sourceip)$/;
/** Conditions by which everyone means an account, or one of its identities. */
const NARROW = /^(aws:(sourceaccount|sourceowner|principalaccount|principalarn|userid|username)|kms:calleraccount)$/;

export default defineRule({
	id: 'policy/resource-policy-escalation',
	title: 'Nobody from outside can rewrite a resource policy',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html',
	on: policyTypes('resource'),
	review(resource, design, report) {
		for (const { document, home } of policiesIn(resource, 'resource')) {
			const rewriting = REWRITING[home.service ?? ''];
			const readings = rewriting ? statementsOf(document) : [];
			const actions = rewriting?.grants.map(action => ({ action, pattern: pattern(action, { fold: true }) })) ?? [];
			const wide = readings.filter(({ statement }) => !statement.actions.negated && actions.some(one => concerns(statement, one.pattern)));
			design.undecided(wide.some(({ statement: { effect, principals, conditions } }) => effect === 'unknown' || (effect === 'Allow' && (conditions.open || (principals !== undefined && hasUnknown(principals))))));
			// What a denial leaves of it is not worked out.
			if (readings.some(({ statement }) => statement.effect !== 'Allow' && actions.some(one => concerns(statement, one.pattern)))) continue;
			const standing = standings(document);
			const found = readings.flatMap(({ statement, when }) => {
				const who = outsider(statement, rewriting!, home.service!, standing);
				return who === undefined ? [] : statement.actions.items.map(item => ({ at: item.property, who, when, text: item.pattern.text, able: actions.filter(one => covers(item.pattern, one.pattern) === 'yes').map(one => one.action) }));
			});
			for (const { at, who, when, text, able } of oncePerPlace(found.filter(one => one.able.length > 0))) {
				const how = able.includes(text) ? '' : ` (by ${listed(able)})`;
				report(at, `${text} lets ${who.name} rewrite the policy of ${subjectName(resource)}${how}, and let in whomever they like${describeWhen(when, at)}.`, { related: who.principals.map(one => one.property) });
			}
		}
	},
});

function concerns({ actions }: Statement, action: ReturnType<typeof pattern>): boolean {
	return actions.negated || actions.open || actions.items.some(item => intersects(item.pattern, action) !== 'no');
}

interface Outsider {
	readonly name: string;
	readonly principals: readonly Principal[];
}

/** Whom the statement lets in that is not of the own account. */
function outsider(statement: Statement, { acrossAccounts }: Rewriting, service: string, standing: (id: string) => Standing): Outsider | undefined {
	const { effect, principals, actions, conditions } = statement;
	if (effect !== 'Allow' || !principals || principals.negated || actions.negated || conditions.open) return undefined;
	const named = principals.items.filter(one => {
		const id = acrossAccounts ? accountId(one) : undefined;
		return one.kind === 'service' || (id !== undefined && standing(id) === 'other' && !one.property.resource.design.trustedAccounts.includes(id));
	});
	if (named.length > 0) return { principals: named, name: listed(named.map(one => one.pattern.text)) };
	const everyone = principals.items.filter(one => one.kind === 'everyone' && one.pattern.text === '*');
	const keys = conditions.clauses.map(({ key }) => key);
	if (everyone.length === 0 || service === 'kms' || narrows(conditions) === 'no' || !keys.some(key => WIDE.test(key)) || keys.some(key => NARROW.test(key))) return undefined;
	// Of a bucket, the whole of it in the hands of an organization is told as such.
	if (service === 's3' && keys.some(key => key.startsWith('aws:principalorg')) && actions.items.every(item => covers(item.pattern, pattern('s3:*', { fold: true })) === 'yes')) return undefined;
	return { principals: everyone, name: `everyone whom the condition on ${listed(conditions.clauses.map(({ name }) => name))} admits` };
}
