import type { Property } from '../../engine/model/resource.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { type Clause, type ConditionValue, isNegated } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Statement, statementsOf } from '../../engine/policy/document.ts';
import { type Pattern, hasUnknown, hasVariable, hasWildcard, literal } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { defineRule, type ReportOptions } from '../../engine/review/rule.ts';
import { SHARED_ISSUERS, type SharedIssuer } from './facts/outsiders.ts';

/** Of one cluster: whoever runs something there has a token. */
const CLUSTER = /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/id\//;

/** No beginning of a name will do. */
const NOTHING = /(?!)/;

export default defineRule({
	id: 'policy/trust-oidc',
	title: 'Roles for web identities name whose identities',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
	on: 'AWS::IAM::Role',
	review(role, design, report) {
		for (const { document } of policiesIn(role, 'trust')) {
			const readings = statementsOf(document);
			const found = readings.flatMap(({ statement, when }) => (isAssumed(statement) ? statement.principals!.items : []).flatMap(principal => {
				const issuer = issuerOf(principal);
				// A denial can say whose identities are meant.
				if (!issuer || readings.some(other => other.statement.effect !== 'Allow' && other.statement.conditions.clauses.some(clause => claimOf(clause, issuer)))) return [];
				const flaw = statement.conditions.open ? 'unknown' : flawOf(statement, principal, issuer);
				design.undecided(flaw === 'unknown');
				return typeof flaw === 'object' ? [{ ...flaw, principal, when }] : [];
			}));
			for (const { at, who, why, options, principal, when } of oncePerPlace(found)) {
				report(at, `${who} can become ${role.name}: ${why}${describeWhen(when, at)}.`, { related: at === principal.property ? [] : [principal.property], ...options });
			}
		}
	},
});

interface Flaw {
	readonly at: Property;
	readonly who: string;
	readonly why: string;
	readonly options?: ReportOptions;
}

const warning: ReportOptions = { severity: 'warning' };

function isAssumed({ effect, principals, actions }: Statement): boolean {
	if (effect !== 'Allow' || !principals || principals.negated || actions.negated) return false;
	return actions.items.some(({ pattern }) => pattern.text.toLowerCase() === 'sts:assumerolewithwebidentity' || (hasWildcard(pattern) && actionsOf(pattern).some(({ name }) => name === 'AssumeRoleWithWebIdentity')));
}

/** The issuer's address without `https://`, where it is known: of a provider of the account, of one of the design, or AWS's own name. */
function issuerOf({ type, pattern, property }: Principal): string | undefined {
	if (type !== 'Federated' || property.assumed.length > 0) return undefined;
	const value = property.value;
	const provider = value?.kind === 'reference' ? property.resource.design.resource(value.target) : undefined;
	if (provider?.type === 'AWS::IAM::OIDCProvider') return provider.at('Url').string?.replace(/^https?:\/\//, '').replace(/\/$/, '');
	const text = literal(pattern) ?? pattern.text;
	const issuer = /^arn:.*:oidc-provider\/([^$]+)$/.exec(text)?.[1] ?? text;
	return /^[\w.-]+\.\w+(\/[^$]*)?$/.test(issuer) ? issuer : undefined;
}

/** What keeps the statement from naming whose identities it trusts; undefined where nothing does. */
function flawOf({ conditions: { clauses } }: Statement, principal: Principal, issuer: string): Flaw | 'unknown' | undefined {
	const shared = SHARED_ISSUERS.get(issuer.toLowerCase());
	if (shared) return flawOfShared(clauses, principal, issuer, shared);
	if (CLUSTER.test(issuer)) return flawOfCluster(clauses, principal, issuer);
	if (clauses.length > 0) return undefined;
	return { at: principal.property, who: `Anyone with a token of ${issuer}`, why: 'the statement has no condition on who that is', options: warning };
}

function flawOfShared(clauses: readonly Clause[], principal: Principal, issuer: string, { anyone, claim, others = [], parts, enforced }: SharedIssuer): Flaw | 'unknown' | undefined {
	const asked = clauses.filter(clause => [claim, ...others].includes(claimOf(clause, issuer) ?? ''));
	const { answer, wide } = judge(asked, clause => (claim !== 'sub' ? NOTHING : parts && claimOf(clause, issuer) === 'sub' ? /^[\w-]+:[^:/@]+[:/@]/ : /^[^:/@]+[:/@]/));
	if (answer !== 'no') return answer === 'maybe' ? 'unknown' : undefined;
	const who = anyone.charAt(0).toUpperCase() + anyone.slice(1);
	if (wide) return { at: wide.property, who, why: `in ${wide.pattern.text} the wildcard stands for the names of others too` };
	return { at: principal.property, who, why: `no condition says what ${issuer}:${claim} must be${enforced ? ', without which IAM takes no new trust policy' : ''}` };
}

function flawOfCluster(clauses: readonly Clause[], principal: Principal, issuer: string): Flaw | 'unknown' | undefined {
	const { answer, wide } = judge(clauses.filter(clause => claimOf(clause, issuer) === 'sub'), () => /^system:serviceaccount:[^:]+:/);
	if (answer !== 'no') return answer === 'maybe' ? 'unknown' : undefined;
	const why = wide ? `${wide.pattern.text} stands for service accounts of every namespace` : `no condition says which service account ${issuer}:sub must be`;
	return { at: wide?.property ?? principal.property, who: 'Every workload of the cluster', why, options: warning };
}

/** Whether one of the conditions holds for known identities only, and otherwise the value that admits more than it names. A token has its claims: `IfExists` changes nothing. */
function judge(clauses: readonly Clause[], start: (clause: Clause) => RegExp): { answer: Answer; wide?: ConditionValue } {
	const positive = clauses.filter(({ operator }) => !isNegated(operator) && /^(String|Arn|Numeric)/.test(operator));
	const answer = either(...positive.map(clause => {
		const each = clause.values.map(({ pattern }) => isWhole(pattern, start(clause)));
		return each.includes('no') ? 'no' : clause.open || each.includes('maybe') ? 'maybe' : 'yes';
	}));
	const wide = positive.flatMap(clause => clause.values.filter(({ pattern }) => isWhole(pattern, start(clause)) === 'no'))[0];
	return { answer, ...(wide && { wide }) };
}

/** The claim that a condition asks for, where it is one of the issuer's. */
function claimOf({ key }: Clause, issuer: string): string | undefined {
	const start = `${issuer.toLowerCase()}:`;
	const bare = key.replace(/^https?:\/\//, '');
	return bare.startsWith(start) ? bare.slice(start.length) : undefined;
}

/** What stands before the first wildcard must match; without a wildcard the value is as narrow as can be. */
function isWhole(value: Pattern, start: RegExp): Answer {
	if (!hasWildcard(value)) return hasUnknown(value) || hasVariable(value) ? 'maybe' : 'yes';
	const first = value.tokens.findIndex(token => typeof token !== 'string');
	if (start.test(value.tokens.slice(0, first).join(''))) return 'yes';
	return typeof value.tokens[first] === 'object' ? 'maybe' : 'no';
}
