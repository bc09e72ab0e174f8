/**
 * Whom a resource policy lets in from other accounts, as far as that is certain. An account that is written as digits is another one
 * only where something says so (accounts.ts), or the settings list it beside the own.
 */
import type { Clause } from '../policy/conditions.ts';
import type { Scenario, Statement } from '../policy/document.ts';
import { fixesCaller } from '../policy/narrowing.ts';
import type { Principal } from '../policy/principals.ts';
import { accountId, standings } from './accounts.ts';

export interface Outsider {
	readonly principal: Principal;
	/** For the reader: `arn:aws:iam::999988887777:role/partner`, `the whole account 999988887777`, `every account of the organization o-a1b2c3d4e5`. */
	readonly who: string;
	/** The settings list the account among those that are no strangers. */
	readonly trusted: boolean;
}

const ORGANIZATION = new Set(['aws:principalorgid', 'aws:principalorgpaths']);
/** Conditions that every caller can meet. */
const FREE = new Set(['aws:securetransport', 's3:tlsversion']);

/** The principals of a statement that belong to other accounts. */
export function outsiders(statement: Statement, scenario: Scenario): readonly Outsider[] {
	const { effect, principals, conditions } = statement;
	if (effect !== 'Allow' || !principals || principals.negated || conditions.open) return [];
	return principals.items.filter(one => one.property.assumed.length === 0).flatMap((principal): Outsider[] => {
		if (principal.kind === 'everyone') {
			const organization = organizationOf(conditions.clauses);
			return principal.pattern.text === '*' && organization !== undefined ? [{ principal, trusted: false, who: `every account of the organization ${organization}` }] : [];
		}
		const account = accountId(principal);
		if (account === undefined) return [];
		const trusted = principal.property.resource.design.trustedAccounts.includes(account), standing = standings(scenario.policy)(account);
		if (standing === 'own' || (standing === 'unknown' && !trusted)) return [];
		return [{ principal, trusted, who: principal.kind === 'account' ? `the whole account ${account}` : principal.pattern.text }];
	});
}

/** Conditions that bind callers to an organization and to nothing else: its id, or its path. */
function organizationOf(clauses: readonly Clause[]): string | undefined {
	const [binding, ...others] = clauses.filter(clause => !FREE.has(clause.key));
	if (!binding || others.length > 0 || !ORGANIZATION.has(binding.key) || fixesCaller(binding) !== 'yes') return undefined;
	return binding.values.map(value => value.pattern.text).join(' or ');
}
