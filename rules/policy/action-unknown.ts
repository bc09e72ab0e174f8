import { iamAction, iamDate, iamPrefixes, iamService } from '../../engine/aws/iam.ts';
import { listed } from '../../engine/model/listed.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Element, Statement } from '../../engine/policy/document.ts';
import { beginnings, nearest } from '../../engine/policy/near.ts';
import { isOpaque } from '../../engine/policy/patterns.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { type Placed, actionsIn } from '../../engine/queries/policy-places.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { OPERATIONS, PREFIXES, UNLISTED_ACTIONS } from './facts/actions.ts';

/** What is wrong with an action, and what was probably meant. */
interface Flaw {
	readonly text: string;
	readonly meant: readonly string[];
	/** AWS may have it by now. */
	readonly dated?: true;
}

const IN_LIST = `in AWS's list of ${iamDate}`;

export default defineRule({
	id: 'policy/action-unknown',
	title: 'Every action is one that AWS has',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		for (const placed of actionsIn(resource)) {
			const { part: { pattern, property }, statement, when } = placed;
			const unknown = pattern.tokens.some(isOpaque);
			design.undecided(unknown);
			if (unknown || actionsOf(pattern).length > 0 || UNLISTED_ACTIONS.has(pattern.text.toLowerCase())) continue;
			const { text, meant, dated } = flawOf(pattern.text, placed);
			const fix = meant.length === 1 ? fixOf(meant[0]!, placed) : undefined;
			const hint = meant.length === 0 ? '' : `; ${listed(meant.slice(0, 4), meant.length > 1 && OPERATIONS.has(pattern.text.toLowerCase()) ? 'and' : 'or')} may be meant`;
			const doubt = dated && meant.length === 0;
			report(property, `${text}${hint}: ${doubt ? 'unless AWS has added it since, ' : ''}${consequence(statement)}${describeWhen(when, property)}.`, {
				severity: doubt ? 'warning' : 'error', ...(fix && { fix }),
			});
		}
	},
});

function consequence({ effect, actions }: Statement): string {
	if (actions.negated) return 'as an exception it excepts nothing';
	return `it ${effect === 'Deny' ? 'denies' : 'allows'} nothing`;
}

function flawOf(written: string, placed: Placed<Element>): Flaw {
	const colon = written.indexOf(':');
	if (colon < 0) return { text: `“${written}” lacks the prefix of a service`, meant: withPrefix(written, placed) };
	const prefix = written.slice(0, colon).trim(), name = written.slice(colon + 1).trim();
	const operation = OPERATIONS.get(`${prefix}:${name}`.toLowerCase());
	if (operation) return { text: `${written} is an operation, and none of the actions that a policy can name`, meant: operation };
	const service = iamService(prefix);
	if (!service) return { text: `No service has the prefix “${prefix}” ${IN_LIST}`, meant: withOtherPrefix(prefix, name), dated: true };
	const names = [...service.actions.values()].map(action => action.name);
	if (/[*?]/.test(name)) {
		const begin = /^[^*?]+(?=\*$)/.exec(name)?.[0];
		const meant = begin === undefined ? [] : nearest(begin, beginnings(names)).map(one => `${service.prefix}:${one}*`);
		return { text: `${written} stands for none of the actions of ${service.name} ${IN_LIST}`, meant, dated: true };
	}
	const operations = [...OPERATIONS.keys()].map(one => one.split(':')).filter(([of]) => of === service.prefix).map(([, one]) => one!);
	const meant = [...new Set(nearest(name, [...names, ...operations]).flatMap(one => OPERATIONS.get(`${service.prefix}:${one}`) ?? `${service.prefix}:${one}`))];
	const others = meant.length > 0 || name === '' ? [] : iamPrefixes.filter(other => iamAction(`${other}:${name}`)).slice(0, 3).map(other => `${other}:${name}`);
	const elsewhere = others.length > 0 ? ` (${listed(others, 'and')} ${others.length > 1 ? 'are' : 'is'} there)` : '';
	return { text: `${service.name} has no action ${name === '' ? 'without a name' : name} ${IN_LIST}${elsewhere}`, meant, dated: true };
}

/** The action with the prefix of the service that the policy, or the rest of the statement, speaks of; else of the only one that has it. */
function withPrefix(name: string, { policy, statement }: Placed<Element>): readonly string[] {
	const having = iamPrefixes.filter(prefix => iamAction(`${prefix}:${name}`));
	const beside = [...statement.actions.items.map(({ pattern }) => pattern.text.split(':')[0]), ...statement.resources.items.map(({ pattern }) => pattern.text.split(':')[2])];
	const spoken = [policy.home.service, ...beside.map(one => one?.toLowerCase())];
	const likely = having.filter(prefix => spoken.includes(prefix));
	return (likely.length === 1 ? likely : having.length <= 4 ? having : []).map(prefix => spelt(prefix, name));
}

/** The action with the prefix that is nearest, or that the service really has. */
function withOtherPrefix(prefix: string, name: string): readonly string[] {
	const usual = PREFIXES.get(prefix.toLowerCase());
	const near = usual ? [usual] : nearest(prefix, iamPrefixes);
	const having = near.filter(one => name === '*' || iamAction(`${one}:${name}`));
	return (having.length > 0 ? having : near.length === 1 && /[*?]/.test(name) ? near : []).map(one => spelt(one, name));
}

function spelt(prefix: string, name: string): string {
	return `${prefix}:${iamAction(`${prefix}:${name}`)?.name ?? name}`;
}

/** Names what is meant; where the statement names that already, the wrong one goes. */
function fixOf(meant: string, { part: { property }, statement: { actions } }: Placed<Element>): FixSpec {
	const there = actions.items.some(({ pattern }) => pattern.text.toLowerCase() === meant.toLowerCase());
	return there
		? { title: `Remove ${property.string ?? 'it'}: ${meant} is there`, change: change => change.remove(property) }
		: { title: `Write ${meant}`, change: change => change.set(property, meant) };
}
