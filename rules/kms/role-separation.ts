import { type Scenario, type Statement, readPolicy, union } from '../../engine/policy/document.ts';
import { pattern, unionCovers } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** What only administrators need, and what only users need: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const ADMINISTERS = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];
const USES = ['kms:Decrypt', 'kms:Sign'];
const PEOPLE = new Set(['user', 'role', 'session', 'identity']);

export default defineRule({
	id: 'kms/role-separation',
	title: 'Whoever administers a key does not use it',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	review(key, _design, report) {
		const said = new Set<string>();
		for (const scenario of readPolicy(key.at('KeyPolicy'))?.scenarios ?? []) {
			for (const [who, { administers, uses }] of deeds(scenario)) {
				if (!administers || !uses || said.has(who)) continue;
				said.add(who);
				report(uses.property, `${nameOf(uses.property) ?? who} both administers ${key.name} and ${uses.deed} with it: one stolen identity reads the data and can take the key from everybody else${describeWhen(scenario.when, uses.property)}.`, {
					related: administers.property.pathText === uses.property.pathText ? [] : [administers.property],
				});
			}
		}
	},
});

interface Deed {
	readonly property: Principal['property'];
	readonly deed: string;
}

/** What each person that the policy names may certainly do, where nothing narrows it. */
function deeds({ statements }: Scenario): Map<string, { administers?: Deed; uses?: Deed }> {
	const found = new Map<string, { administers?: Deed; uses?: Deed }>();
	for (const statement of statements) {
		const { principals, effect, conditions } = statement;
		if (effect !== 'Allow' || !principals || principals.negated || conditions.open || conditions.clauses.length > 0) continue;
		const administers = ADMINISTERS.some(action => grants(statement, action));
		const used = USES.find(action => grants(statement, action));
		for (const { kind, pattern: { text }, property } of principals.items) {
			if (!PEOPLE.has(kind) || property.assumed.length > 0) continue;
			const known = found.get(text) ?? {};
			if (administers) known.administers ??= { property, deed: 'administers' };
			if (used) known.uses ??= { property, deed: used === 'kms:Sign' ? 'signs' : 'decrypts' };
			found.set(text, known);
		}
	}
	return found;
}

function nameOf({ value, resource }: Principal['property']): string | undefined {
	return value?.kind === 'reference' ? resource.design.resource(value.target)?.name : undefined;
}

function grants({ actions }: Statement, action: string): boolean {
	return unionCovers(union(actions), { negated: false, patterns: [pattern(action, { fold: true })], open: false }) === 'yes';
}
