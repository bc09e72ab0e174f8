import { type IamAction, iamService } from '../../engine/aws/iam.ts';
import { listed } from '../../engine/model/listed.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Element, type Statement, statementsOf } from '../../engine/policy/document.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { defineRule, type FixSpec, type ReportOptions } from '../../engine/review/rule.ts';
import { ALSO_SPOKEN } from './facts/actions.ts';

interface Flaw {
	readonly text: string;
	readonly severity?: ReportOptions['severity'];
}

const PLAIN = 'sts:AssumeRole', SAML = 'sts:AssumeRoleWithSAML', WEB = 'sts:AssumeRoleWithWebIdentity';
const WAYS = [PLAIN, SAML, WEB];

export default defineRule({
	id: 'policy/trust-action',
	title: 'A policy on a role or a resource names actions that it can decide on',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-action-in-policy',
	on: policyTypes('trust', 'resource'),
	fixes: 'choice',
	review(resource, design, report) {
		const isFirst = firstTime();
		for (const policy of policiesIn(resource, 'trust', 'resource')) {
			for (const { statement, when } of statementsOf(policy.document)) {
				const { actions } = statement;
				design.undecided(actions.open);
				if (actions.negated || isGuessed(policy, statement)) continue;
				const flaws = new Map<Element, Flaw>();
				for (const item of actions.items) {
					const flaw = flawOf(item, statement, policy);
					if (flaw) flaws.set(item, flaw);
				}
				for (const [item, { text, severity }] of flaws) {
					if (!isFirst(item.property)) continue;
					const sound = actions.items.filter(one => !flaws.has(one));
					const fix = policy.kind === 'trust' ? trustFixes(item, statement, sound, item === [...flaws.keys()][0]) : removal(item, sound);
					report(item.property, `${text}${describeWhen(when, item.property)}.`, { ...(severity && { severity }), fix });
				}
			}
		}
	},
});

/** What a policy that stands alone belongs to is a guess from its actions: only a trust policy has no resources. */
function isGuessed({ home, kind }: PlacedPolicy, { property, resources }: Statement): boolean {
	return property.resource.partial && (kind !== 'trust' || home.service === undefined || resources.property !== property);
}

function flawOf(item: Element, statement: Statement, { kind, home: { service } }: PlacedPolicy): Flaw | undefined {
	const meant = actionsOf(item.pattern), own = iamService(service ?? '');
	if (!own || meant.length === 0) return undefined;
	if (kind === 'trust') return trustFlaw(item, meant, statement);
	const spoken = [own.prefix, ...ALSO_SPOKEN.get(own.prefix) ?? []];
	if (meant.some(action => spoken.includes(action.service.prefix))) return undefined;
	return { text: `${item.pattern.text} is an action of ${meant[0]!.service.name}, and this is a policy of ${own.name}: AWS refuses it there, or passes it over` };
}

function trustFlaw({ pattern: { text } }: Element, meant: readonly IamAction[], statement: Statement): Flaw | undefined {
	if (!meant.some(assumes)) return { text: `${text} is none of the actions that assume a role, and a trust policy has no others: IAM refuses it. What the role may do, its permissions policies say` };
	if (/^(\*+:)?\*+$/.test(text)) {
		if (statement.effect !== 'Allow') return undefined;
		return { text: `${text} is none of the actions that assume a role, though they are among it: a trust policy names which of them` };
	}
	const way = WAYS.find(one => one.toLowerCase() === text.toLowerCase());
	const { principals, actions } = statement;
	if (!way || statement.effect !== 'Allow' || !principals || principals.negated || principals.open || principals.items.length === 0) return undefined;
	const ways = principals.items.map(waysOf);
	if (ways.some(some => some.includes(way))) return undefined;
	const right = WAYS.filter(one => ways.some(some => some.includes(one)));
	const served = actions.open || actions.items.some(({ pattern }) => right.some(one => one.toLowerCase() === pattern.text.toLowerCase()) || /[*?$]/.test(pattern.text));
	const who = principals.items.length > 3 ? 'The principals of this statement assume' : `${listed(principals.items.map(({ pattern }) => pattern.text), 'and')} ${principals.items.length > 1 ? 'assume' : 'assumes'}`;
	return { text: `${who} a role by ${listed(right, 'or')}, never by ${way}: ${served ? 'this action' : 'the statement'} lets nobody in`, severity: served ? 'warning' : 'error' };
}

/** The actions of AWS STS on a role: those that assume it, and those that say more about the session. */
function assumes({ service, resources }: IamAction): boolean {
	return service.prefix === 'sts' && resources.some(({ name }) => name === 'role');
}

/** The actions by which a principal may assume a role; all three where it is not known. */
function waysOf({ type, kind, property, pattern: { text } }: Principal): readonly string[] {
	if (type === 'Service') return [PLAIN];
	if (type === 'AWS') return kind === 'everyone' || kind === 'unknown' ? WAYS : [PLAIN];
	if (type !== 'Federated') return WAYS;
	const value = property.value;
	const target = value?.kind === 'reference' ? property.resource.design.resource(value.target)?.type : undefined;
	if (target === 'AWS::IAM::SAMLProvider' || /:saml-provider\//.test(text)) return [SAML];
	return target === 'AWS::IAM::OIDCProvider' || /:oidc-provider\//.test(text) || (kind === 'web identity' && text.includes('.')) ? [WEB] : [SAML, WEB];
}

function trustFixes(item: Element, { principals, effect }: Statement, sound: readonly Element[], isFirst: boolean): readonly FixSpec[] {
	if (sound.some(({ pattern }) => /^sts:assumerole/i.test(pattern.text)) || !isFirst) return removal(item, sound.length > 0 ? sound : [item]);
	// What was to be denied is not known.
	if (effect !== 'Allow') return [];
	const [ways = [], ...others] = principals && !principals.negated && !principals.open ? principals.items.map(waysOf) : [];
	if (others.some(one => one.join() !== ways.join())) return [];
	const fitting = ways.length === WAYS.length ? [PLAIN] : ways;
	return fitting.map(way => ({ title: `Write ${way}`, preferred: fitting.length === 1, change: change => change.set(item.property, way) }));
}

/** Where others remain, the action goes. */
function removal({ property, pattern }: Element, others: readonly Element[]): readonly FixSpec[] {
	if (others.length === 0 || typeof property.path.at(-1) !== 'number') return [];
	return [{ title: `Remove ${pattern.text}`, change: change => change.remove(property) }];
}
