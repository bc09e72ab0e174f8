import { type IamKey, globalKeys, iamDate, iamPrefixes, iamService, keyNamed } from '../../engine/aws/iam.ts';
import { listed } from '../../engine/model/listed.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { type Clause, absent } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Statement } from '../../engine/policy/document.ts';
import { moved } from '../../engine/policy/drafts.ts';
import { isForeign, keyOf, nearKeys, prefixOf, sameKeys, taggedForm } from '../../engine/policy/keys.ts';
import { nearest } from '../../engine/policy/near.ts';
import { isOpaque } from '../../engine/policy/patterns.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { clausesIn } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { KEYS_BY_ACTION, RENAMED_KEYS, UNLISTED_KEYS } from './facts/actions.ts';

interface Flaw {
	readonly text: string;
	/** Keys that may be meant. */
	readonly meant: readonly string[];
	/** AWS may have it by now. */
	readonly dated?: boolean;
}

export default defineRule({
	id: 'policy/condition-key',
	title: 'Every condition asks for a key that its requests have',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		for (const { part: clause, statement, when } of clausesIn(resource)) {
			const foreign = isForeign(clause.name) || UNLISTED_KEYS.has(clause.key);
			design.undecided(foreign && clause.name.includes('${'));
			const known = foreign ? undefined : keyOf(clause.name);
			const flaw = foreign ? undefined : known ? unsupported(clause, known, statement) : unknown(clause.name, statement);
			if (!flaw) continue;
			const [only, ...others] = flaw.meant;
			const hint = only === undefined ? '' : `; ${listed(flaw.meant.slice(0, 4), 'or')} may be meant`;
			const changes = only !== undefined && others.length === 0 ? moved([clause], { key: only }, statement.conditions.clauses) : undefined;
			const doubt = flaw.dated === true && only === undefined;
			report(clause.keySite, `${flaw.text}${hint}: ${doubt ? 'unless AWS has added it since, ' : ''}${consequence(clause, statement)}${describeWhen(when, clause.property)}.`, {
				severity: doubt ? 'warning' : 'error',
				...(changes && { fix: { title: `Ask for ${only}`, change: change => change.changes.push(...changes) } }),
			});
		}
	},
});

function consequence(clause: Clause, { effect }: Statement): string {
	switch (absent(clause)) {
		case 'yes': return 'the condition always holds, and restricts nothing';
		case 'no': return `the condition never holds, and the statement ${effect === 'Deny' ? 'denies' : 'allows'} nothing`;
		default: return 'no request has it';
	}
}

/** What is wrong with a name that AWS's lists do not have. */
function unknown(name: string, statement: Statement): Flaw {
	const services = [...new Set(statement.actions.items.map(({ pattern }) => prefixOf(pattern.text)))].filter(prefix => iamService(prefix));
	if (!name.includes(':')) return { text: `The key “${name}” lacks the prefix of a service, or aws`, meant: sameKeys(name, services) };
	const prefix = prefixOf(name);
	if (prefix !== 'aws' && !iamService(prefix)) {
		const near = nearest(prefix, ['aws', ...iamPrefixes]).map(one => `${one}${name.slice(prefix.length)}`).filter(one => keyOf(one));
		return { text: `No service has the condition key ${name} in AWS's list of ${iamDate}`, meant: near, dated: true };
	}
	const tagged = taggedForm(name);
	if (tagged) return { text: `${name} does not say which tag is meant, as ${tagged.name.replace('*', 'team')} does`, meant: [] };
	const renamed = RENAMED_KEYS.get(name.toLowerCase());
	const meant = renamed ? [renamed] : [...new Set([...nearKeys(name), ...sameKeys(name, services)])];
	const owner = prefix === 'aws' ? 'No global condition key is called' : `${iamService(prefix)!.name} has no condition key`;
	return { text: `${owner} ${name} in AWS's list of ${iamDate}`, meant, dated: true };
}

/** What is wrong with a key of a service that the requests for none of the statement's actions have. */
function unsupported(clause: Clause, known: IamKey, { actions }: Statement): Flaw | undefined {
	if (keyNamed(clause.name, globalKeys) || clause.ifExists || actions.negated || actions.open || actions.items.length === 0) return undefined;
	const matched = actions.items.map(({ pattern }) => (pattern.tokens.some(isOpaque) ? [] : actionsOf(pattern)));
	const has = ({ keys }: { readonly keys: readonly IamKey[] }) => keys.includes(known) || keys.some(key => key.name.toLowerCase() === known.name.toLowerCase());
	if (matched.some(found => found.length === 0 || found.some(has))) return undefined;
	const owner = iamService(prefixOf(clause.name));
	const bearers = [...owner?.actions.values() ?? []].filter(has);
	// Of some keys AWS's list does not say which actions have them.
	if (!owner || bearers.length === 0) return undefined;
	if (!KEYS_BY_ACTION.has(owner.prefix) && matched.some(found => found.some(({ service }) => service === owner))) return undefined;
	const asked = actions.items.map(({ pattern }) => pattern.text);
	const whose = bearers.length <= 3 ? ` (${listed(bearers.map(one => `${owner.prefix}:${one.name}`), 'and')} ${bearers.length > 1 ? 'have' : 'has'} it)` : '';
	return { text: `Requests for ${asked.length > 3 ? 'the actions of this statement' : listed(asked, 'and')} have no ${clause.name}${whose}`, meant: [] };
}
