import type { Property } from '../../engine/model/resource.ts';
import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Reading, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { hasWildcard } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { accountId, hasUnknown, standings, trusted } from '../../engine/queries/accounts.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { subjectName } from '../../engine/queries/policy-subject.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { AWS_ACCOUNTS } from './facts/outsiders.ts';

/** Policies of one statement that are written as properties. */
const PERMISSIONS: ReadonlyMap<string, string> = new Map([
	['AWS::Lambda::Permission', 'invoke'], ['AWS::Lambda::LayerVersionPermission', 'use'], ['AWS::Events::EventBusPolicy', 'send events to'],
]);

export default defineRule({
	id: 'policy/cross-account',
	title: 'Other accounts with access are known ones',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html',
	on: [...policyTypes('resource', 'trust'), ...PERMISSIONS.keys()],
	review(resource, design, report) {
		const said = new Set<string>();
		const say = (id: string, place: Property, deed: string, when = '') => {
			if (said.has(id) || AWS_ACCOUNTS.has(id) || design.trustedAccounts.includes(id)) return;
			said.add(id);
			report(place, `Account ${id} may ${deed}, and the settings do not list it among the trusted accounts${when}.`);
		};
		const verb = PERMISSIONS.get(resource.type);
		if (verb !== undefined) {
			for (const place of resource.at('Principal').alternatives) {
				const id = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(place.string ?? '')?.[1];
				if (id !== undefined && resource.at('@Account').is(id) === 'no') say(id, place, `${verb} ${subjectName(resource)}`);
			}
			return;
		}
		for (const policy of policiesIn(resource, 'resource', 'trust')) {
			const deed = policy.kind === 'trust' ? () => `assume ${resource.name}` : (statement: Statement) => `${calls(statement)} ${subjectName(resource)}`;
			for (const { principal, statement, when } of oncePerPlace(strangers(policy))) say(accountId(principal)!, principal.property, deed(statement), describeWhen(when, principal.property));
		}
	},
});

/** Of a role's trust only what is guarded by a condition: without one, the account itself is the matter. */
function strangers({ kind, document, home }: PlacedPolicy): readonly (Reading & { readonly principal: Principal; readonly at: Property })[] {
	const standing = standings(document);
	const granted = kind === 'trust' ? trusted(document).filter(({ guarded }) => guarded) : statementsOf(document).flatMap(reading => {
		const { effect, principals } = reading.statement;
		document.property.resource.design.undecided(effect === 'Allow' && principals !== undefined && hasUnknown(principals));
		return effect !== 'Allow' || !principals || principals.negated ? [] : principals.items.map(principal => ({ ...reading, principal, at: principal.property }));
	});
	return granted.filter(({ principal, statement }) => {
		const id = accountId(principal);
		const whose = id === undefined ? 'own' : standing(id);
		// A resource's own account needs no grant but from a key, and none but its owner is given everything.
		return whose === 'other' || (whose === 'unknown' && principal.kind === 'account' && home.service !== 'kms' && !hasEverything(statement));
	});
}

function hasEverything({ actions }: Statement): boolean {
	return actions.negated || actions.items.some(({ pattern }) => hasWildcard(pattern) && /^(\*|[^:]+:\*)$/.test(pattern.text));
}

function calls({ actions }: Statement): string {
	const names = [...new Set(actions.items.map(({ pattern }) => pattern.text))];
	if (actions.negated || names.length === 0 || names.includes('*')) return 'do nearly everything with';
	return `call ${listed(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more actions`] : names)} on`;
}
