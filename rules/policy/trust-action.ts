import { iamService } from '../../engine/aws/iam.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Element, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { isOpaque } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { HONOURED } from './facts.ts';

const SAML = 'sts:AssumeRoleWithSAML', WEB = 'sts:AssumeRoleWithWebIdentity', PLAIN = 'sts:AssumeRole';

interface Flaw {
	readonly element: Element;
	readonly text: string;
	/** The action that is meant; otherwise the wrong one goes. */
	readonly meant?: string;
}

export default defineRule({
	id: 'policy/trust-action',
	title: 'A resource policy speaks of actions that its service heeds there',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html',
	on: policyTypes('trust', 'resource'),
	fixes: 'choice',
	review(resource, design, report) {
		const isNew = firstTime();
		for (const placed of policiesIn(resource, 'trust', 'resource')) {
			for (const { statement, when } of statementsOf(placed.document)) {
				design.undecided(statement.actions.open || statement.actions.items.some(({ pattern }) => pattern.tokens.some(isOpaque)));
				const flaws = placed.kind === 'trust' ? [...strangers(statement), ...mismatch(statement)] : foreigners(statement, placed);
				for (const { element, text, meant } of flaws) {
					if (isNew(element.property)) report(element.property, `${text}${describeWhen(when, element.property)}.`, { fix: fixesOf(element, statement, meant) });
				}
			}
		}
	},
});

/** What is no action on a role's trust. */
function strangers(statement: Statement): Flaw[] {
	if (statement.actions.negated) return [];
	const meant = wantedBy(statement);
	return statement.actions.items.filter(({ pattern }) => !pattern.tokens.some(isOpaque) && isStranger(pattern.text)).map(element => ({
		element, text: `${element.pattern.text} has no place in a role's trust policy, which speaks of assuming the role only: IAM refuses it`, ...(meant && { meant }),
	}));
}

function isStranger(text: string): boolean {
	if (text === '*') return true;
	const [prefix = '', name = ''] = text.toLowerCase().split(':');
	if (prefix !== 'sts') return iamService(prefix) !== undefined;
	const known = iamService(prefix)!.actions.get(name);
	return known !== undefined && !known.resources.some(type => type.name === 'role');
}

/** Ways of assuming the role that none of the principals can go. */
function mismatch(statement: Statement): Flaw[] {
	const { actions, principals, effect } = statement;
	const wanted = wantedBy(statement);
	if (effect !== 'Allow' || actions.negated || actions.open || !wanted || !principals) return [];
	const ways = actions.items.filter(({ pattern }) => !pattern.tokens.some(isOpaque) && actionsOf(pattern).some(action => /^AssumeRole/.test(action.name)));
	const serves = ({ pattern }: Element) => actionsOf(pattern).some(action => `sts:${action.name}` === wanted);
	const [element] = ways;
	if (!element || actions.items.some(({ pattern }) => pattern.tokens.some(isOpaque)) || ways.some(serves)) return [];
	const who = wanted === PLAIN ? 'AWS principals and services' : wanted === SAML ? 'identities of a SAML provider' : 'identities of a web identity provider';
	return [{ element, text: `${listed(principals.items.map(item => nameOf(item)))} cannot assume the role by ${element.pattern.text}: ${who} do it by ${wanted}`, meant: wanted }];
}

/** The one way in which all principals assume the role; undefined where they differ or are not known. */
function wantedBy({ principals }: Statement): string | undefined {
	if (!principals || principals.negated || principals.open) return undefined;
	const ways = new Set(principals.items.map(wayOf));
	const [only] = ways;
	return ways.size === 1 ? only : undefined;
}

function wayOf({ type, kind, pattern, property }: Principal): string | undefined {
	if (kind === 'everyone' || kind === 'unknown') return undefined;
	if (type === 'AWS' || type === 'Service') return PLAIN;
	if (type !== 'Federated') return undefined;
	const { value } = property;
	const target: Resource | undefined = value?.kind === 'reference' ? property.resource.design.resource(value.target) : undefined;
	if (pattern.text.includes(':saml-provider/') || target?.type === 'AWS::IAM::SAMLProvider') return SAML;
	return kind === 'web identity' || pattern.text.includes(':oidc-provider/') || target?.type === 'AWS::IAM::OIDCProvider' ? WEB : undefined;
}

function nameOf({ pattern, property: { value, resource } }: Principal): string {
	return (value?.kind === 'reference' ? resource.design.resource(value.target)?.name : undefined) ?? pattern.text;
}

/** Actions of services other than that of the resource. */
function foreigners({ actions }: Statement, { home: { service } }: PlacedPolicy): Flaw[] {
	if (service === undefined || actions.negated) return [];
	const heeded = [service, ...HONOURED.get(service) ?? []];
	return actions.items.filter(({ pattern: { text, tokens } }) => {
		const prefix = text.slice(0, Math.max(0, text.indexOf(':'))).toLowerCase();
		return !tokens.some(isOpaque) && iamService(prefix) !== undefined && !heeded.includes(prefix);
	}).map(element => ({ element, text: `This policy can speak of actions of ${service} only, and ${element.pattern.text} is none of them` }));
}

function fixesOf({ property }: Element, { actions }: Statement, meant: string | undefined): FixSpec[] {
	const there = actions.items.some(({ pattern }) => pattern.text.toLowerCase() === meant?.toLowerCase());
	if (meant && !there) return [{ title: `Write ${meant}`, change: change => change.set(property, meant) }];
	return actions.items.length > 1 ? [{ title: 'Remove the action', change: change => change.remove(property) }] : [];
}
