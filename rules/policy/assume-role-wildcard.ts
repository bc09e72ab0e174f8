import { describeWhen } from '../../engine/policy/describe.ts';
import { type Element, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { type Pattern, covers, hasUnknown, hasWildcard, intersects, literal, pattern, split } from '../../engine/policy/patterns.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';

const ASSUME = pattern('sts:AssumeRole', { fold: true });
const EVERY_ROLE = pattern('role/*');
/** Conditions that say nothing of which role it is. */
const NO_LIMIT = /^aws:(securetransport|multifactorauth(present|age)|sourceip|requestedregion|currenttime|epochtime|useragent)$/;

export default defineRule({
	id: 'policy/assume-role-wildcard',
	title: 'Identities may assume roles by name, not all of them',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
	on: policyTypes('identity'),
	review(resource, design, report) {
		for (const { document } of policiesIn(resource, 'identity')) {
			const readings = statementsOf(document);
			if (document.scenarios.some(({ open }) => open) || readings.some(({ statement }) => denies(statement))) continue;
			const found = readings.flatMap(({ statement, when }) => {
				const action = isUnlimited(statement) ? assuming(statement) : undefined;
				design.undecided(action !== undefined && (statement.resources.open || statement.resources.items.some(({ pattern }) => hasUnknown(pattern))));
				return action ? statement.resources.items.map(({ pattern, property }) => ({ at: property, which: rolesOf(pattern), action, when })).filter(({ which }) => which !== undefined) : [];
			});
			for (const { at, which, action, when } of oncePerPlace(found)) {
				report(at, `${action.pattern.text} is allowed on ${which}: whoever has this policy can become each of them that trusts the account, administrators among them${describeWhen(when, at)}.`, { related: [action.property] });
			}
		}
	},
});

/** The action that assumes roles. Everything, and everything of STS, is more than a matter of roles. */
function assuming({ effect, actions }: Statement): Element | undefined {
	if (effect !== 'Allow' || actions.negated) return undefined;
	return actions.items.find(({ pattern }) => covers(pattern, ASSUME) === 'yes' && !/^(\*|sts:\*)$/i.test(pattern.text));
}

function isUnlimited({ resources, conditions }: Statement): boolean {
	return !resources.negated && !conditions.open && conditions.clauses.every(({ key }) => NO_LIMIT.test(key));
}

function denies({ effect, actions }: Statement): boolean {
	return effect !== 'Allow' && (actions.negated || actions.open || actions.items.some(({ pattern }) => intersects(pattern, ASSUME) !== 'no'));
}

/** The roles that a resource stands for, where these are all of some account. */
function rolesOf(arn: Pattern): string | undefined {
	if (arn.text === '*') return 'every role of every account';
	const [, , service, , account, name] = split(arn, ':', 6);
	if (!service || !account || !name || literal(service) !== 'iam' || covers(name, EVERY_ROLE) !== 'yes') return undefined;
	if (hasWildcard(account)) return 'every role of every account';
	return `every role of ${account.text.includes('${') ? 'the account' : `account ${account.text}`}`;
}
